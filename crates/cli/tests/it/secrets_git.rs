//! `portcullis secrets` in git repositories, made with the git that is at hand.

use std::process::Command;

use serde_json::Value;

use crate::secrets::TOKEN;
use crate::support::{Folder, run};

/// Another token of the same form.
const OTHER: &str = concat!("ghp_", "zQmKx7RtWn4vLp2sYc9dHb6fJg3aEu0oVPiD");

/// A repository, or nothing, said aloud, where there is no git.
struct Repository {
    folder: Folder,
    clock: u32,
}

impl Repository {
    fn new(more: &[&str]) -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            println!("skipped: there is no git");
            return None;
        }
        let mut repository = Self {
            folder: Folder::new(),
            clock: 1_700_000_000,
        };
        let mut args = vec!["init", "-q", "-b", "main"];
        args.extend(more);
        repository.git(&args);
        Some(repository)
    }

    fn git(&mut self, args: &[&str]) -> String {
        self.clock += 60;
        let when = format!("{} +0000", self.clock);
        let output = Command::new("git")
            .args([
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@example.org",
                "-c",
                "commit.gpgsign=false",
            ])
            .args(args)
            .current_dir(self.path())
            .env("GIT_AUTHOR_DATE", &when)
            .env("GIT_COMMITTER_DATE", &when)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("HOME", self.path())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn commit(&mut self, message: &str) -> String {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    fn path(&self) -> String {
        self.folder.path("")
    }

    fn secrets(&self, args: &[&str]) -> (Option<i32>, Value) {
        let path = self.path();
        let mut all = vec!["secrets", path.as_str(), "--format", "json"];
        all.extend(args);
        let output = run(&all);
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!printed.contains(TOKEN) && !printed.contains(OTHER));
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        let json = serde_json::from_str(&printed).unwrap_or_else(|_| panic!("{printed}{errors}"));
        (output.status.code(), json)
    }
}

/// Path, line, commit of each finding.
fn places(json: &Value) -> Vec<(String, u64, String)> {
    let one = |found: &Value| {
        let word = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
        (word("path"), found["line"].as_u64().unwrap(), word("commit"))
    };
    json["findings"].as_array().unwrap().iter().map(one).collect()
}

/// A file long enough to be stored as changes of another version.
fn lines(changed: &[(usize, &str)]) -> Vec<u8> {
    let mut text = String::new();
    for at in 0..2_000 {
        match changed.iter().find(|(line, _)| *line == at + 1) {
            Some((_, line)) => text.push_str(line),
            None => text.push_str(&format!("line {at} of a file, {}", at * 7919 % 1009)),
        }
        text.push('\n');
    }
    text.into_bytes()
}

#[test]
fn a_history_tells_the_first_commit_path_and_line_loose_and_packed() {
    for more in [&[][..], &["--object-format=sha256"]] {
        let Some(mut repository) = Repository::new(more) else {
            return;
        };
        let secret = format!("token = \"{TOKEN}\"");
        repository.folder.write("big.txt", &lines(&[]));
        repository.commit("first");
        repository.folder.write("big.txt", &lines(&[(5, "changed")]));
        repository.commit("second");
        repository
            .folder
            .write("big.txt", &lines(&[(5, "changed"), (1500, &secret)]));
        let brought = repository.commit("third");
        for at in 0..20 {
            let note = format!("note {at}");
            repository
                .folder
                .write("big.txt", &lines(&[(5, &note), (1500, &secret), (60 + at, "x")]));
            repository.commit("more");
        }
        repository.git(&["mv", "big.txt", "moved.txt"]);
        let moved = repository.commit("rename");
        repository.git(&["rm", "-q", "moved.txt"]);
        repository.commit("gone");
        // A merge brings nothing of its own.
        repository.git(&["checkout", "-q", "-b", "side", "HEAD~3"]);
        repository
            .folder
            .write("side.txt", format!("k: '{OTHER}'\n").as_bytes());
        let side = repository.commit("side");
        repository.git(&["checkout", "-q", "main"]);
        repository.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]);
        let message = repository.commit(&format!("a message\n\nwith {TOKEN} in it"));
        repository.git(&["tag", "-a", "v1", "-m", &format!("tag with {OTHER}")]);
        let tag = repository.git(&["rev-parse", "v1"]);

        let mut expected = vec![
            ("big.txt".to_owned(), 1500, brought),
            ("moved.txt".to_owned(), 1500, moved),
            ("side.txt".to_owned(), 1, side),
            ("commit message".to_owned(), 3, message),
            ("tag message of v1".to_owned(), 1, tag),
        ];
        expected.sort();
        let (code, loose) = repository.secrets(&["--git"]);
        let mut found = places(&loose);
        found.sort();
        assert_eq!((code, found), (Some(1), expected));
        repository.git(&["gc", "-q", "--aggressive", "--prune=now"]);
        let (_, packed) = repository.secrets(&["--git", "--threads", "1"]);
        assert_eq!(packed["findings"], loose["findings"]);
        let (_, threads) = repository.secrets(&["--git", "--threads", "3"]);
        assert_eq!(threads, packed);
        // A bare clone, and one that has its objects elsewhere.
        let bare = repository.folder.path("bare.git");
        repository.git(&["clone", "-q", "--bare", "--shared", ".", &bare]);
        let output = run(&["secrets", &bare, "--git", "--format", "json"]);
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(json["findings"], loose["findings"]);
    }
}

#[test]
fn only_what_is_staged_counts() {
    let Some(mut repository) = Repository::new(&[]) else {
        return;
    };
    repository
        .folder
        .write("old.txt", format!("a = \"{TOKEN}\"\n").as_bytes());
    repository.commit("first");
    repository.folder.write("new.txt", b"harmless\n");
    repository.git(&["add", "new.txt"]);
    repository
        .folder
        .write("new.txt", format!("a = \"{OTHER}\"\n").as_bytes());
    assert_eq!(repository.secrets(&["--staged"]).0, Some(0));
    repository.git(&["add", "new.txt"]);
    let (code, json) = repository.secrets(&["--staged"]);
    assert_eq!(
        (code, places(&json)),
        (Some(1), vec![("new.txt".to_owned(), 1, String::new())])
    );
    // The same in a linked worktree, whose index is its own.
    let linked = repository.folder.path("linked");
    repository.git(&["worktree", "add", "-q", &linked]);
    let path = format!("{linked}/in-linked.txt");
    std::fs::write(&path, format!("b = \"{TOKEN}\"\n")).unwrap();
    repository.git(&["-C", &linked, "add", "in-linked.txt"]);
    let output = run(&["secrets", &linked, "--staged", "--format", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(places(&json), [("in-linked.txt".to_owned(), 1, String::new())]);
    // Version 4 of the index shortens paths.
    repository.git(&["update-index", "--index-version", "4"]);
    assert_eq!(places(&repository.secrets(&["--staged"]).1).len(), 1);
}

#[test]
fn a_range_tells_what_its_commits_brought_in() {
    let Some(mut repository) = Repository::new(&[]) else {
        return;
    };
    repository
        .folder
        .write("old.txt", format!("a = \"{TOKEN}\"\n").as_bytes());
    let first = repository.commit("first");
    std::fs::create_dir_all(repository.folder.path("deep/er")).unwrap();
    repository
        .folder
        .write("deep/er/b.txt", format!("\nb = \"{OTHER}\"\n").as_bytes());
    let second = repository.commit("second");
    repository.folder.write("deep/er/b.txt", b"gone\n");
    let third = repository.commit("third");
    let expected = [("deep/er/b.txt".to_owned(), 2, second.clone())];
    for range in [
        format!("{first}..{third}"),
        "HEAD~2..main".to_owned(),
        format!("{}..@", first.split_at(12).0),
    ] {
        let (code, json) = repository.secrets(&["--range", &range]);
        assert_eq!((code, places(&json)), (Some(1), expected.to_vec()), "{range}");
    }
    assert_eq!(
        repository.secrets(&["--range", &format!("{second}..{third}")]).0,
        Some(0)
    );
    let zeros = "0".repeat(40);
    assert_eq!(
        repository.secrets(&["--range", &format!("{zeros}..{third}")]).0,
        Some(0)
    );
    let path = repository.path();
    for wrong in ["nothing..HEAD", "HEAD"] {
        assert_eq!(
            run(&["secrets", &path, "--range", wrong]).status.code(),
            Some(2),
            "{wrong}"
        );
    }
}

#[test]
fn a_baseline_of_the_tree_holds_in_the_history() {
    let Some(mut repository) = Repository::new(&[]) else {
        return;
    };
    let keys = Folder::new();
    let key = keys.write_private("key", b"0123456789abcdef0123456789abcdef");
    let known = keys.path("known.json");
    repository
        .folder
        .write("a.txt", format!("a = \"{TOKEN}\"\n").as_bytes());
    repository.commit("first");
    repository.git(&["mv", "a.txt", "b.txt"]);
    repository.commit("second");
    let (code, _) = repository.secrets(&["--key", &key, "--write-baseline", &known]);
    assert_eq!(code, Some(1));
    assert_eq!(
        repository
            .secrets(&["--git", "--key", &key, "--baseline", &known])
            .0,
        Some(0)
    );
    assert_eq!(repository.secrets(&["--git", "--key", &key]).0, Some(1));
}

#[test]
fn a_history_asks_rules_of_a_path_where_a_file_stands() {
    let Some(mut repository) = Repository::new(&[]) else {
        return;
    };
    let rules = "[[rules]]\nid = 'beta'\nregex = 'beta-([0-9a-f]{20})'\nkeywords = ['beta-']\npath = '\\.ya?ml$'\n\
        [[rules.allowlists]]\nregexTarget = 'line'\nregexes = ['# sample$']\n\
        [[rules]]\nid = 'wide'\nregex = '\\b(?:be|wi)[a-z]+-[0-9a-f]{20}'\nkeywords = ['beta-', 'wide-']\n\
        [[rules]]\nid = 'p12'\npath = '\\.p12$'\n\
        [[allowlists]]\ntargetRules = ['beta']\npaths = ['^tests-']\n";
    let file = Folder::new();
    file.write("rules.toml", rules.as_bytes());
    let text = b"a: beta-0123456789abcdef0123\nb: beta-00006789abcdef012345 # sample\n";
    repository.folder.write("notes.txt", text);
    repository.folder.write("tests-a.yml", text);
    repository.folder.write("key.p12", b"abc");
    let first = repository.commit("first");
    repository.folder.write("deploy.yml", text);
    let second = repository.commit("second");
    for packed in [false, true] {
        if packed {
            repository.git(&["gc", "-q"]);
        }
        let path = file.path("rules.toml");
        let (code, json) = repository.secrets(&["--git", "--no-builtin", "--rules", &path]);
        let found = json["findings"].as_array().unwrap();
        let one = |found: &Value| {
            let word = |name: &str| {
                found[name]
                    .as_str()
                    .unwrap()
                    .trim_start_matches("imported/")
                    .to_owned()
            };
            (
                word("rule"),
                word("path"),
                found["line"].as_u64().unwrap(),
                word("commit"),
            )
        };
        let mut told: Vec<_> = found.iter().map(one).collect();
        told.sort();
        let row = |rule: &str, path: &str, line, commit: &String| {
            (rule.to_owned(), path.to_owned(), line, commit.clone())
        };
        let expected = [
            row("beta", "deploy.yml", 1, &second),
            row("wide", "deploy.yml", 1, &second),
            row("wide", "deploy.yml", 2, &second),
            row("wide", "notes.txt", 1, &first),
            row("wide", "notes.txt", 2, &first),
            row("wide", "tests-a.yml", 1, &first),
            row("wide", "tests-a.yml", 2, &first),
        ];
        assert_eq!(told, expected, "{packed}");
        assert_eq!(code, Some(1));
        let gaps = json["gaps"].to_string();
        assert!(
            gaps.contains("imported/p12") && !gaps.contains("imported/beta"),
            "{gaps}"
        );
    }
}

#[test]
fn a_history_tells_comments_without_effect_of_what_is_checked_out() {
    let Some(mut repository) = Repository::new(&[]) else {
        return;
    };
    let token = format!("k = '{TOKEN}' # gitleaks:allow\n");
    repository.folder.write("old.txt", b"a = 1 # gitleaks:allow\n");
    repository.folder.write("used.txt", token.as_bytes());
    repository.commit("first");
    repository.folder.write("old.txt", b"a = 1\n");
    repository
        .folder
        .write("idle.txt", b"x\nb = 2 # trufflehog:ignore\n");
    repository.commit("second");
    for packed in [false, true] {
        if packed {
            repository.git(&["gc", "-q"]);
        }
        let (_, json) = repository.secrets(&["--git"]);
        let notes = json["notes"].to_string();
        assert!(
            notes.contains("idle.txt") && notes.contains("trufflehog:ignore in line 2"),
            "{notes}"
        );
        assert!(
            !notes.contains("old.txt") && !notes.contains("used.txt"),
            "{notes}"
        );
        assert!(
            notes.contains("2 comments ask to pass over findings, 1 of them without effect"),
            "{notes}"
        );
    }
}

#[test]
fn damage_and_missing_objects_are_gaps() {
    let Some(mut repository) = Repository::new(&[]) else {
        return;
    };
    for at in 0..30 {
        repository.folder.write("big.txt", &lines(&[(at + 3, "changed")]));
        repository.commit("more");
    }
    repository.git(&["gc", "-q", "--prune=now"]);
    let folder = repository.folder.path(".git/objects/pack");
    let pack = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "pack"))
        .unwrap();
    let sound = std::fs::read(&pack).unwrap();
    #[cfg(unix)]
    std::fs::set_permissions(&pack, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    for at in (12..sound.len()).step_by(sound.len() / 40) {
        let mut damaged = sound.clone();
        damaged[at] ^= 0x55;
        std::fs::write(&pack, &damaged).unwrap();
        let output = run(&["secrets", &repository.path(), "--git", "--quiet"]);
        // A changed checksum of a stream is told; nothing panics, whatever was changed.
        assert!(matches!(output.status.code(), Some(0 | 2)), "{at}: {output:?}");
    }
    std::fs::write(&pack, &sound[..sound.len() / 2]).unwrap();
    assert_eq!(repository.secrets(&["--git"]).0, Some(2));
}

/// Numbers that only look random.
fn noise(mut state: u32, least: usize) -> Vec<u8> {
    let mut noise = Vec::new();
    while noise.len() < least {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise.extend_from_slice(format!("{:x} ", state >> 4).as_bytes());
    }
    noise
}

#[test]
fn changes_of_files_too_large_to_be_held_are_looked_at() {
    let Some(mut repository) = Repository::new(&[]) else {
        return;
    };
    let first = noise(7, 300_000);
    repository.folder.write("large.txt", &first);
    repository.commit("first");
    // Parts change places, so that a change goes back in what it is made of; each version is built on others.
    let (front, back) = first.split_at(130_000);
    let token = format!("\ntoken = \"{TOKEN}\"\n").into_bytes();
    let second = [back, &noise(3, 2_000), &token, front].concat();
    repository.folder.write("large.txt", &second);
    let brought = repository.commit("second");
    let other = format!("\nk: '{OTHER}'\n").into_bytes();
    let third = [&second, &other[..], &noise(9, 1_000)].concat();
    repository.folder.write("large.txt", &third);
    let grown = repository.commit("third");
    let fourth = [&third[100..200_000], &noise(5, 3_000)].concat();
    repository.folder.write("large.txt", &fourth);
    let last = repository.commit("fourth");
    repository.git(&["gc", "-q", "--aggressive", "--prune=now"]);
    let range = format!("{brought}~1..{grown}");
    for how in [&["--git"][..], &["--range", &range]] {
        for held in ["10000", "250000", "67108864"] {
            let (code, report) = repository.secrets(&[how, &["--max-object", held]].concat());
            let mut told = places(&report);
            told.sort();
            // A range tells every version, a history the first one.
            told.dedup_by_key(|(path, line, _)| (path.clone(), *line));
            assert_eq!(
                told.iter()
                    .map(|(path, line, _)| (path.as_str(), *line))
                    .collect::<Vec<_>>(),
                [("large.txt", 2), ("large.txt", 4)],
                "{how:?} {held}: {report}"
            );
            assert_eq!(
                report["gaps"].as_array().unwrap().len(),
                0,
                "{how:?} {held}: {report}"
            );
            assert_eq!(code, Some(1));
        }
    }
    // Deltas that do not fit either are gaps, each with its object, path and commit.
    let (_, report) = repository.secrets(&["--git", "--max-object", "600"]);
    let gaps = report["gaps"].to_string();
    assert!(
        gaps.contains("large.txt") && gaps.contains("bytes of a delta of a large object"),
        "{gaps}"
    );
    assert!(gaps.contains(&last), "{gaps}");
}

#[test]
fn files_too_large_to_be_held_are_read_piece_by_piece() {
    let Some(mut repository) = Repository::new(&[]) else {
        return;
    };
    // What does not compress is the same size packed.
    let mut content = noise(7, 200_000);
    content.extend(format!("\ntoken = \"{TOKEN}\"\n").into_bytes());
    let first = repository.commit("nothing");
    repository.folder.write("large.txt", &content);
    repository.git(&["add", "-A"]);
    let told = |repository: &Repository, how: &[&str]| {
        let args = [how, &["--max-object", "10000"]].concat();
        let (code, report) = repository.secrets(&args);
        assert_eq!(code, Some(1), "{how:?}: {report}");
        assert_eq!(report["findings"].as_array().unwrap().len(), 1, "{how:?}");
        assert_eq!(report["gaps"].as_array().unwrap().len(), 0, "{how:?}: {report}");
        assert_eq!(report["findings"][0]["path"], "large.txt", "{how:?}");
        assert_eq!(report["findings"][0]["line"], 2, "{how:?}");
    };
    told(&repository, &["--staged"]);
    let commit = repository.commit("large");
    let range = format!("{first}..{commit}");
    for packed in [false, true] {
        if packed {
            repository.git(&["-c", "core.bigFileThreshold=1", "gc", "-q", "--prune=now"]);
        }
        told(&repository, &["--git"]);
        told(&repository, &["--range", &range]);
    }
    // Beyond what may be unpacked it is a gap.
    let (code, report) = repository.secrets(&["--git", "--max-object", "10000", "--max-unpacked", "20000"]);
    assert_eq!(code, Some(2), "{report}");
}
