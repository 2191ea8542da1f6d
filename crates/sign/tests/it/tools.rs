//! Other programs, where they are found.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A program and a folder of its own for one test.
pub(crate) struct Tool {
    program: &'static str,
    folder: PathBuf,
}

impl Tool {
    /// `None`, said aloud, where the program is not installed.
    pub(crate) fn find(program: &'static str, test: &str) -> Option<Self> {
        // Whatever it answers to an unknown option, it is there.
        if Command::new(program)
            .arg("-?")
            .stdin(Stdio::null())
            .output()
            .is_err()
        {
            eprintln!("SKIPPED {test}: there is no {program} in PATH");
            return None;
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test.replace(' ', "-"));
        std::fs::create_dir_all(&folder).unwrap();
        Some(Self { program, folder })
    }

    /// Runs it with arguments separated by spaces; it must succeed.
    pub(crate) fn run(&self, arguments: &str) {
        self.run_with(arguments, &[]);
    }

    /// The same with more arguments, which may be empty or hold spaces.
    pub(crate) fn run_with(&self, arguments: &str, more: &[&str]) {
        let output = self.output(arguments, more, b"");
        assert!(
            output.status.success(),
            "{} {arguments}: {}{}",
            self.program,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// Whether it succeeds with this input.
    pub(crate) fn accepts(&self, arguments: &str, input: &[u8]) -> bool {
        self.output(arguments, &[], input).status.success()
    }

    fn output(&self, arguments: &str, more: &[&str], input: &[u8]) -> Output {
        let mut child = Command::new(self.program)
            .current_dir(&self.folder)
            .args(arguments.split_ascii_whitespace())
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It may have ended without reading.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    }

    pub(crate) fn file(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.join(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, content: &[u8]) {
        let path = self.folder.join(name);
        std::fs::write(&path, content).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
    }

    pub(crate) fn remove(&self, names: &[&str]) {
        for name in names {
            let _ = std::fs::remove_file(self.folder.join(name));
        }
    }
}
