//! Files that a requirements file reads besides itself.

use portcullis_findings::{Label, Position};

use crate::text::is_secret_like;

/// A file that a manifest includes. Whoever reads the manifest has to read it as a file of the same format, else what it
/// lists is missing.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Include {
    /// The file, by its path from where labels of manifests begin; `.` and `..` are folded.
    pub label: Label,
    /// Where the manifest includes it.
    pub position: Position,
}

/// The file that `target` names from the folder of a manifest. `None` if it cannot be told or leads out of the tree: an
/// address, an absolute path, a variable, `..` above the top.
pub(super) fn resolve(manifest: &Label, target: &str) -> Option<Label> {
    let absolute = target.starts_with(['/', '~']) || target.contains([':', '\\']);
    // A name like an address with a query is more likely one, and the label is shown.
    let unclear = target.contains(['$', '%', '?', '=', '&', '#', '"', '\'', '*', '<', '>', '|'])
        || target.chars().any(char::is_control)
        || is_secret_like(target);
    if target.is_empty() || absolute || unclear {
        return None;
    }
    let mut parts: Vec<&[u8]> = Vec::new();
    let folder = manifest.directory().split(|byte| *byte == b'/');
    for part in folder.chain(target.as_bytes().split(|byte| *byte == b'/')) {
        match part {
            b"" | b"." => {}
            b".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let named = !matches!(target.rsplit('/').next(), Some("" | "." | ".."));
    (named && !parts.is_empty()).then(|| Label::new(parts.join(&b'/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_the_folder_of_the_manifest() {
        let manifest = Label::new("svc/requirements.txt");
        for (target, expected) in [
            ("base.txt", Some("svc/base.txt")),
            ("./a//base.txt", Some("svc/a/base.txt")),
            ("../base.txt", Some("base.txt")),
            ("a/../../x/base.txt", Some("x/base.txt")),
            ("a b.txt", Some("svc/a b.txt")),
            ("../../base.txt", None),
            ("../../../svc/base.txt", None),
            ("/etc/base.txt", None),
            ("https://host.example/base.txt", None),
            ("file:base.txt", None),
            ("${HOME}/base.txt", None),
            ("C:\\base.txt", None),
            ("base\u{1b}.txt", None),
            ("a/", None),
            ("base?token=x", None),
            ("..", None),
            ("", None),
        ] {
            assert_eq!(resolve(&manifest, target), expected.map(Label::new), "{target}");
        }
    }
}
