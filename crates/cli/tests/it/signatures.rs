//! Signatures of minisign and of ssh-keygen on the command line, beside those tools where they are found.

use std::process::{Command, Stdio};

use crate::support::{Folder, run, text};

/// Runs another tool in a folder; `None`, and a line that says so, where there is none.
fn other(folder: &Folder, program: &str, arguments: &str, input: Option<&str>) -> Option<bool> {
    let input = match input {
        Some(name) => Stdio::from(std::fs::File::open(folder.path(name)).unwrap()),
        None => Stdio::null(),
    };
    let output = Command::new(program)
        .args(
            arguments
                .split_ascii_whitespace()
                .map(|word| if word == "''" { "" } else { word }),
        )
        .current_dir(folder.path("."))
        .stdin(input)
        .output();
    match output {
        Ok(output) => Some(output.status.success()),
        Err(_) => {
            println!("passed over: no {program} here");
            None
        }
    }
}

fn workshop() -> Folder {
    let folder = Folder::new();
    folder.write("artifact", &b"an artifact\n".repeat(50_000));
    folder.write("other", b"another\n");
    folder
}

/// The exit code of a command whose words that name files are in the folder, marked by `@`.
fn ours(folder: &Folder, command: &str) -> (Option<i32>, String) {
    let words: Vec<String> = command
        .split_ascii_whitespace()
        .map(|word| match word.strip_prefix('@') {
            Some(name) => folder.path(name),
            None => word.to_owned(),
        })
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let output = run(&words);
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn minisign_and_we_verify_each_other() {
    let folder = workshop();
    let Some(made) = other(&folder, "minisign", "-G -W -f -p k.pub -s k.key", None) else {
        return;
    };
    assert!(made);
    let (code, said) = ours(
        &folder,
        "sign blob @artifact --key @k.key --format minisign --output-signature @ours.minisig --trusted-comment release",
    );
    assert_eq!(code, Some(0), "{said}");
    let theirs = |file: &str| {
        other(
            &folder,
            "minisign",
            &format!("-V -p k.pub -m {file} -x ours.minisig"),
            None,
        )
    };
    assert_eq!(theirs("artifact"), Some(true));
    assert_eq!(theirs("other"), Some(false));

    for form in ["", "-l"] {
        let sign = format!("-S {form} -s k.key -m artifact -x theirs.minisig -t checked");
        assert_eq!(other(&folder, "minisign", &sign, None), Some(true));
        let verify = |file: &str| {
            ours(
                &folder,
                &format!("verify blob @{file} --key @k.pub --signature @theirs.minisig"),
            )
        };
        let (code, said) = verify("artifact");
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains(": checked"), "{said}");
        assert_eq!(verify("other").0, Some(1));
    }
}

#[test]
fn ssh_keygen_and_we_verify_each_other() {
    for kind in ["ed25519", "ecdsa -b 256", "ecdsa -b 384"] {
        let folder = workshop();
        let make = format!("-q -t {kind} -N '' -C a@example.com -f k");
        let Some(made) = other(&folder, "ssh-keygen", &make, None) else {
            return;
        };
        assert!(made);
        let public = text(&folder.read("k.pub"));
        folder.write(
            "allowed",
            format!("a@example.com namespaces=\"file\" {public}").as_bytes(),
        );
        let (code, said) = ours(
            &folder,
            "sign blob @artifact --key @k --format ssh --output-signature @ours.sig",
        );
        assert_eq!(code, Some(0), "{said}");
        let theirs = |file: &str| {
            let verify = "-Y verify -f allowed -I a@example.com -n file -s ours.sig";
            other(&folder, "ssh-keygen", verify, Some(file))
        };
        assert_eq!(theirs("artifact"), Some(true));
        assert_eq!(theirs("other"), Some(false));

        assert_eq!(
            other(&folder, "ssh-keygen", "-q -Y sign -f k -n file artifact", None),
            Some(true)
        );
        let signature = "--signature @artifact.sig";
        for (file, signer, expected) in [
            ("artifact", "--key @k.pub", 0),
            ("other", "--key @k.pub", 1),
            ("artifact", "--key @k.pub --namespace git", 1),
            (
                "artifact",
                "--allowed-signers @allowed --identity a@example.com",
                0,
            ),
            ("other", "--allowed-signers @allowed --identity a@example.com", 1),
            (
                "artifact",
                "--allowed-signers @allowed --identity b@example.com",
                1,
            ),
            ("artifact", "--allowed-signers @allowed", 64),
            ("artifact", "", 64),
        ] {
            let (code, said) = ours(&folder, &format!("verify blob @{file} {signature} {signer}"));
            assert_eq!(code, Some(expected), "{kind} {file} {signer}: {said}");
        }
    }
}

#[test]
fn a_key_counts_for_an_identity_only_while_it_is_allowed() {
    let folder = workshop();
    let made = ours(
        &folder,
        "sign key --output-key-prefix @k --algorithm ed25519 --unencrypted",
    );
    assert_eq!(made.0, Some(0));
    let (code, said) = ours(
        &folder,
        "sign blob @artifact --key @k.key --format ssh --output-signature @sig --namespace release",
    );
    assert_eq!(code, Some(0), "{said}");
    let key = portcullis::sign::VerifyingKey::read(folder.read("k.pub")).unwrap();
    let line = format!("ci valid-before=\"20260101Z\" {}", key.to_openssh());
    folder.write("allowed", line.as_bytes());
    for (at, expected) in [("2025-12-31", 0), ("2026-01-02", 1)] {
        let (code, said) = ours(
            &folder,
            &format!(
                "verify blob @artifact --signature @sig --allowed-signers @allowed --identity ci --namespace release --at {at}"
            ),
        );
        assert_eq!(code, Some(expected), "{said}");
    }
}

#[test]
fn what_is_of_another_form_is_told() {
    let folder = workshop();
    ours(
        &folder,
        "sign key --output-key-prefix @k --algorithm ed25519 --unencrypted",
    );
    folder.write(
        "sig",
        b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n",
    );
    folder.write("minisig", b"untrusted comment: x\nAAAA\n");
    for (signature, expected) in [("sig", 1), ("minisig", 2)] {
        let (code, said) = ours(
            &folder,
            &format!("verify blob @artifact --key @k.pub --signature @{signature}"),
        );
        assert_eq!(code, Some(expected), "{said}");
    }
    let (code, said) = ours(
        &folder,
        "sign blob @artifact --key @k.key --format ssh --bundle @bundle",
    );
    assert_eq!(code, Some(2), "{said}");
}
