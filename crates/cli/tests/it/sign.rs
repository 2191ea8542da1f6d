//! Keys, signatures and statements on the command line, beside other tools where they are found.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use portcullis::sign::bundle::{Bundle, BundleLimits};
use portcullis::sign::{
    Envelope, EnvelopeLimits, PublicParts, RawPredicate, StatementLimits, VerifyingKey, intoto,
};

use crate::support::{Folder, run, text};

/// A key pair made by the binary.
fn pair(folder: &Folder, algorithm: &str) -> (String, String) {
    let prefix = folder.path("k");
    let output = run(&[
        "sign",
        "key",
        "--output-key-prefix",
        &prefix,
        "--algorithm",
        algorithm,
        "--unencrypted",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    (prefix.clone() + ".key", prefix + ".pub")
}

/// Runs another tool; `None`, and a line that says so, where there is none.
fn other(program: &str, args: &[&str]) -> Option<Output> {
    match Command::new(program).args(args).output() {
        Ok(output) => Some(output),
        Err(_) => {
            println!("passed over: no {program} here");
            None
        }
    }
}

#[test]
fn a_key_is_its_owners_alone_and_never_overwritten() {
    let folder = Folder::new();
    let (private, _) = pair(&folder, "ecdsa-p256");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&private).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let before = std::fs::read(&private).unwrap();
    let again = run(&[
        "sign",
        "key",
        "--output-key-prefix",
        &folder.path("k"),
        "--unencrypted",
    ]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(std::fs::read(&private).unwrap(), before);
}

#[test]
fn an_artifact_is_signed_as_openssl_verifies_it() {
    for (algorithm, hash) in [("ecdsa-p256", "-sha256"), ("ecdsa-p384", "-sha384")] {
        let folder = Folder::new();
        let (private, public) = pair(&folder, algorithm);
        let artifact = folder.write("artifact", &b"an artifact\n".repeat(100_000));
        let signature = folder.path("artifact.sig");
        let signed = run(&[
            "sign",
            "blob",
            &artifact,
            "--key",
            &private,
            "--output-signature",
            &signature,
        ]);
        assert_eq!(signed.status.code(), Some(0), "{}", text(&signed.stderr));
        let raw = folder.path("raw");
        let Some(decoded) = other(
            "openssl",
            &["base64", "-d", "-A", "-in", &signature, "-out", &raw],
        ) else {
            return;
        };
        assert!(decoded.status.success(), "{}", text(&decoded.stderr));
        let verified = other(
            "openssl",
            &["dgst", hash, "-verify", &public, "-signature", &raw, &artifact],
        )
        .unwrap();
        assert!(verified.status.success(), "{}", text(&verified.stdout));
    }
}

#[test]
fn a_statement_is_about_the_artifacts_and_says_what_was_given() {
    let folder = Folder::new();
    let (private, public) = pair(&folder, "ed25519");
    let artifact = folder.write("artifact", b"an artifact");
    let predicate = folder.write("sbom.json", br#"{"bomFormat":"CycloneDX"}"#);
    let out = folder.path("attestation.json");
    let zeros = format!("image=sha256:{}", "0".repeat(64));
    let args = [
        "sign",
        "attest",
        &artifact,
        &zeros,
        "--predicate",
        &predicate,
        "--type",
        "cyclonedx",
        "--key",
        &private,
        "--output-attestation",
        &out,
    ];
    let signed = run(&args);
    assert_eq!(signed.status.code(), Some(0), "{}", text(&signed.stderr));
    let key = VerifyingKey::from_spki_pem(std::fs::read(public).unwrap()).unwrap();
    let statement = Envelope::from_json(&folder.read("attestation.json"), &EnvelopeLimits::default())
        .unwrap()
        .verify(intoto::PAYLOAD_TYPE, &key.into())
        .unwrap()
        .into_statement::<RawPredicate>(&StatementLimits::default())
        .unwrap();
    let names: Vec<_> = statement
        .get()
        .subjects()
        .iter()
        .map(|one| one.name.clone().unwrap())
        .collect();
    assert_eq!(names, ["artifact", "image"]);
    assert_eq!(
        statement.get().predicate().as_json(),
        br#"{"bomFormat":"CycloneDX"}"#
    );
}

#[test]
fn what_was_signed_verifies_and_what_was_not_is_refused() {
    for algorithm in ["ecdsa-p256", "ecdsa-p384", "ed25519"] {
        let folder = Folder::new();
        let (private, public) = pair(&folder, algorithm);
        let (artifact, other) = (
            folder.write("artifact", b"an artifact"),
            folder.write("other", b"another"),
        );
        let (signature, out) = (folder.path("artifact.sig"), folder.path("attestation.json"));
        run(&[
            "sign",
            "blob",
            &artifact,
            "--key",
            &private,
            "--output-signature",
            &signature,
        ]);
        let predicate = folder.write("vex.json", b"{}");
        run(&[
            "sign",
            "attest",
            &artifact,
            "--predicate",
            &predicate,
            "--type",
            "openvex",
            "--key",
            &private,
            "--output-attestation",
            &out,
        ]);
        let blob = |artifact: &str| {
            run(&[
                "verify",
                "blob",
                artifact,
                "--key",
                &public,
                "--signature",
                &signature,
            ])
        };
        assert_eq!(
            blob(&artifact).status.code(),
            Some(0),
            "{}",
            text(&blob(&artifact).stderr)
        );
        assert_eq!(blob(&other).status.code(), Some(1));
        let attestation = |artifact: &str, predicate_type: &str| {
            run(&[
                "verify",
                "attestation",
                artifact,
                "--key",
                &public,
                "--attestation",
                &out,
                "--type",
                predicate_type,
            ])
        };
        let accepted = attestation(&artifact, "openvex");
        assert_eq!(accepted.status.code(), Some(0), "{}", text(&accepted.stderr));
        for (artifact, predicate_type, part) in [
            (&other, "openvex", "not about"),
            (&artifact, "cyclonedx", "predicate type"),
        ] {
            let refused = attestation(artifact, predicate_type);
            assert_eq!(refused.status.code(), Some(1));
            assert!(text(&refused.stdout).contains(part), "{}", text(&refused.stdout));
        }
        let json = run(&[
            "verify",
            "attestation",
            &artifact,
            "--key",
            &public,
            "--attestation",
            &out,
            "--type",
            "openvex",
            "--format",
            "json",
        ]);
        assert_eq!(text(&json.stdout), "{}\n");
    }
}

#[test]
fn a_key_under_a_password_needs_that() {
    let folder = Folder::new();
    let prefix = folder.path("k");
    let with = |password: Option<&str>, args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portcullis"));
        command.args(args).env_remove("COSIGN_PASSWORD");
        command
            .envs(password.map(|password| ("COSIGN_PASSWORD", password)))
            .output()
            .unwrap()
    };
    let make = ["sign", "key", "--output-key-prefix", &prefix];
    assert_eq!(with(None, &make).status.code(), Some(2));
    assert_eq!(with(Some("a password"), &make).status.code(), Some(0));
    assert!(text(&folder.read("k.key")).starts_with("-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY"));
    let artifact = folder.write("artifact", b"an artifact");
    let private = prefix + ".key";
    let sign = ["sign", "blob", &artifact, "--key", &private];
    assert_eq!(with(Some("a password"), &sign).status.code(), Some(0));
    for wrong in [None, Some("another password")] {
        let refused = with(wrong, &sign);
        assert_eq!(refused.status.code(), Some(2));
        assert!(!text(&refused.stderr).contains("another password"));
    }
}

#[test]
fn what_cannot_be_signed_is_an_error_that_says_why() {
    let folder = Folder::new();
    let (private, public) = pair(&folder, "ecdsa-p256");
    let artifact = folder.write("artifact", b"an artifact");
    for (args, part) in [
        (vec!["sign", "blob", &artifact, "--key", &public], "private"),
        (
            vec!["sign", "blob", "no/such/file", "--key", &private],
            "no/such/file",
        ),
        (
            vec!["sign", "blob", &artifact, "--key", "env://NO_SUCH_VARIABLE"],
            "NO_SUCH_VARIABLE",
        ),
        (
            vec!["sign", "blob", &artifact, "--key", "pkcs11:token=a"],
            "object",
        ),
        (
            vec!["sign", "blob", &artifact, "--key", "no-such-vault://a"],
            "sigstore-kms-no-such-vault",
        ),
        (
            vec![
                "sign",
                "attest",
                &artifact,
                "--key",
                &private,
                "--predicate",
                &artifact,
            ],
            "artifact",
        ),
        (
            vec![
                "sign",
                "attest",
                &artifact,
                "--key",
                &private,
                "--predicate",
                &artifact,
                "--type",
                "sbom",
            ],
            "sbom",
        ),
    ] {
        let output = run(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            text(&output.stderr).contains(part),
            "{args:?}: {}",
            text(&output.stderr)
        );
        assert!(output.stdout.is_empty());
    }
}

#[cfg(feature = "kms-plugin")]
#[test]
fn a_key_program_signs_with_its_key() {
    let folder = Folder::new();
    let program = plugin(&folder);
    for algorithm in ["ecdsa-p256", "ecdsa-p384", "ed25519"] {
        let keys = Folder::new();
        let (private, public) = pair(&keys, algorithm);
        let artifact = folder.write("artifact", b"an artifact");
        let sign = |key: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_portcullis"));
            command.args(["sign", "blob", &artifact, "--key", key]);
            command.env("PATH", program.parent().unwrap()).output().unwrap()
        };
        let signed = sign(&format!("file-vault://{private}"));
        assert_eq!(signed.status.code(), Some(0), "{}", text(&signed.stderr));
        let by_file = run(&["sign", "blob", &artifact, "--key", &private]);
        assert_eq!(signed.stdout, by_file.stdout, "both sign deterministically");
        let refused = sign(&format!("file-vault://{public}"));
        assert_eq!(refused.status.code(), Some(2));
        assert!(
            text(&refused.stderr).contains("it says:"),
            "{}",
            text(&refused.stderr)
        );
    }
}

/// The key program of the examples, under the name of a vault.
#[cfg(feature = "kms-plugin")]
fn plugin(folder: &Folder) -> PathBuf {
    let built = Path::new(env!("CARGO_BIN_EXE_portcullis"))
        .with_file_name("examples")
        .join(format!("sigstore_kms_file{}", std::env::consts::EXE_SUFFIX));
    if !built.exists() {
        let cargo = option_env!("CARGO").unwrap_or("cargo");
        let build = Command::new(cargo)
            .args([
                "build",
                "-q",
                "-p",
                "portcullis-cli",
                "--example",
                "sigstore_kms_file",
            ])
            .status();
        assert!(build.unwrap().success());
    }
    let program = PathBuf::from(folder.path("sigstore-kms-file-vault"));
    std::fs::copy(built, &program).unwrap();
    program
}

#[cfg(feature = "pkcs11")]
#[test]
fn a_token_signs_with_a_key_that_never_leaves_it() {
    let modules = [
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib64/softhsm/libsofthsm2.so",
    ];
    let Some(module) = modules.into_iter().find(|path| Path::new(path).exists()) else {
        println!("passed over: no SoftHSM here");
        return;
    };
    let folder = Folder::new();
    std::fs::create_dir(folder.path("tokens")).unwrap();
    let settings = folder.write(
        "softhsm2.conf",
        format!(
            "directories.tokendir = {}\nobjectstore.backend = file\n",
            folder.path("tokens")
        )
        .as_bytes(),
    );
    let in_token = |program: &str, args: &[&str]| {
        let output = Command::new(program)
            .args(args)
            .env("SOFTHSM2_CONF", &settings)
            .output()
            .unwrap();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (pin, officer) = ("648219", "537190");
    let made = in_token(
        "softhsm2-util",
        &[
            "--init-token",
            "--free",
            "--label",
            "test",
            "--pin",
            pin,
            "--so-pin",
            officer,
        ],
    );
    assert_eq!(made.0, Some(0), "{made:?}");
    let artifact = folder.write("artifact", b"an artifact");
    for (number, algorithm) in ["ecdsa-p256", "ecdsa-p384", "ed25519", "rsa"]
        .into_iter()
        .enumerate()
    {
        let keys = Folder::new();
        let (private, public) = match algorithm {
            "rsa" => rsa_pair(&keys),
            algorithm => pair(&keys, algorithm),
        };
        let id = format!("0{number}");
        let imported = in_token(
            "softhsm2-util",
            &[
                "--import", &private, "--token", "test", "--label", algorithm, "--id", &id, "--pin", pin,
            ],
        );
        assert_eq!(imported.0, Some(0), "{imported:?}");
        let uri = format!("pkcs11:token=test;object={algorithm}?module-path={module}&pin-value={pin}");
        let bundle = keys.path("artifact.sigstore.json");
        let signature = keys.path("artifact.sig");
        let args = [
            "sign",
            "blob",
            &artifact,
            "--key",
            &uri,
            "--output-signature",
            &signature,
            "--bundle",
            &bundle,
        ];
        let signed = in_token(env!("CARGO_BIN_EXE_portcullis"), &args);
        assert_eq!(signed.0, Some(0), "{signed:?}");
        let key = VerifyingKey::from_spki_pem(std::fs::read(public).unwrap()).unwrap();
        let raw = base64(&keys.read("artifact.sig"));
        assert_eq!(key.verify(b"an artifact", &raw), Ok(()));
        let json = keys.read("artifact.sigstore.json");
        assert!(Bundle::parse(&json, &BundleLimits::default()).is_ok());
        let wrong = uri.replace(pin, "000000");
        let refused = in_token(
            env!("CARGO_BIN_EXE_portcullis"),
            &["sign", "blob", &artifact, "--key", &wrong],
        );
        assert_eq!(refused.0, Some(2));
        assert!(!refused.2.contains("000000"), "{refused:?}");
    }
    // A key that the token has made, of a curve that it calls by its name.
    let generate = format!(
        "--module {module} --token-label test --login --pin {pin} --keypairgen --key-type EC:edwards25519 --id 07 --label made"
    );
    let made = Command::new("pkcs11-tool")
        .args(generate.split(' '))
        .env("SOFTHSM2_CONF", &settings)
        .output();
    let Some(made) = made.ok().filter(|made| made.status.success()) else {
        println!("passed over: no pkcs11-tool here, or one without Ed25519");
        return;
    };
    let made = text(&made.stdout);
    let (_, point) = made.split_once("EC_POINT:").unwrap();
    let point = point.split_ascii_whitespace().next().unwrap();
    let raw = unhex(point.strip_prefix("0420").unwrap_or(point));
    let key = VerifyingKey::from_parts(PublicParts::Ed25519 { key: &raw }).unwrap();
    let uri = format!("pkcs11:token=test;object=made?module-path={module}&pin-value={pin}");
    let signed = in_token(
        env!("CARGO_BIN_EXE_portcullis"),
        &["sign", "blob", &artifact, "--key", &uri],
    );
    assert_eq!(signed.0, Some(0), "{signed:?}");
    assert_eq!(key.verify(b"an artifact", &base64(signed.1.as_bytes())), Ok(()));
}

#[cfg(feature = "pkcs11")]
fn unhex(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> = digits.chars().map(|c| c.to_digit(16).unwrap() as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// No key for RSA is made here; openssl makes one.
#[cfg(feature = "pkcs11")]
fn rsa_pair(folder: &Folder) -> (String, String) {
    let (private, public) = (folder.path("k.key"), folder.path("k.pub"));
    let generate = [
        "genpkey",
        "-quiet",
        "-algorithm",
        "RSA",
        "-pkeyopt",
        "rsa_keygen_bits:2048",
        "-out",
        &private,
    ];
    other("openssl", &generate).unwrap();
    other("openssl", &["pkey", "-in", &private, "-pubout", "-out", &public]).unwrap();
    (private, public)
}

#[cfg(feature = "pkcs11")]
fn base64(text: &[u8]) -> Vec<u8> {
    portcullis::secret_detect::Encoding::Base64.decode(text.trim_ascii())
}
