//! What cargo is told.

use std::fmt::Write as _;
use std::path::Path;

use portcullis::findings::Label;
use portcullis::policy::{Effect, Outcome, Subject};
use portcullis::{GateOptions, Gated};

use crate::{Check, Undecided};

/// The folder that cargo builds into, if it lies below the root, with the reason why it is left out.
pub(crate) fn build_folder(root: &Path) -> Option<(String, String)> {
    let out = std::env::var_os("OUT_DIR")?;
    let below = Path::new(&out).strip_prefix(root).ok()?.to_owned();
    let first = below.components().next()?.as_os_str().to_str()?.to_owned();
    Some((first, "the folder that cargo builds into".to_owned()))
}

/// When the script must run again: whenever something changes that it looked at or decided by.
pub(crate) fn reruns(check: &Check, options: &GateOptions) -> String {
    let mut lines = "cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH\n".to_owned();
    let named = check.policy.iter().chain(&check.waivers).chain(&check.advisories);
    let mut paths: Vec<_> = named.cloned().collect();
    // Not the root itself: cargo would look into the folder it builds into and run the script every time.
    let listed = std::fs::read_dir(&check.root)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let left_out = |name: &std::ffi::OsStr| {
        name == ".git" || options.excludes.iter().any(|(path, _)| name == path.as_str())
    };
    paths.extend(
        listed
            .filter(|entry| !left_out(&entry.file_name()))
            .map(|entry| entry.path()),
    );
    paths.sort();
    paths.dedup();
    for path in paths {
        // A path with a line break cannot be told to cargo.
        if let Some(path) = path.to_str().filter(|path| !path.contains('\n')) {
            let _ = writeln!(lines, "cargo::rerun-if-changed={path}");
        }
    }
    lines
}

/// One line per outcome, and one for the verdict if it is no yes.
pub(crate) fn outcomes(gated: &Gated, undecided: Undecided) -> String {
    let mut lines = String::new();
    for outcome in gated.decision.outcomes() {
        let word = match (outcome.effect, undecided) {
            (Effect::Deny, _) | (Effect::Undecided, Undecided::Fails) => "error",
            _ => "warning",
        };
        let _ = writeln!(lines, "cargo::{word}={}", line(outcome));
    }
    lines
}

fn line(outcome: &Outcome) -> String {
    let what = match &outcome.subject {
        Subject::Finding(finding) => {
            let place = finding
                .paths
                .first()
                .cloned()
                .or_else(|| finding.location.as_ref().map(ToString::to_string));
            format!("{}: {}", finding.message, place.unwrap_or_default())
        }
        Subject::Component(component) => component.name.clone(),
        Subject::Gap(gap) => gap.to_string(),
        _ => String::new(),
    };
    let change = outcome
        .flip
        .first()
        .map(|flip| format!("; {flip}"))
        .unwrap_or_default();
    // One outcome is one line: whatever a name brings along is escaped.
    Label::new(format!(
        "portcullis {}: {} [{what}]{change}",
        outcome.rule, outcome.reason
    ))
    .to_string()
}

#[cfg(test)]
mod tests {
    use portcullis::findings::Timestamp;
    use portcullis::{Silent, gate};

    use super::*;

    fn examples() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
    }

    fn storefront() -> Gated {
        let at: Timestamp = "2026-11-01".parse().unwrap();
        let mut options = GateOptions::new(examples().join("storefront"), at);
        options.advisories = Some(examples().join("advisories"));
        gate(&options, &Silent).unwrap()
    }

    #[test]
    fn each_denial_is_one_error_line() {
        let gated = storefront();
        let lines = outcomes(&gated, Undecided::Fails);
        let denied = gated
            .decision
            .outcomes()
            .iter()
            .filter(|outcome| outcome.effect == Effect::Deny)
            .count();
        assert!(denied > 0);
        assert_eq!(
            lines
                .lines()
                .filter(|line| line.starts_with("cargo::error="))
                .count(),
            denied
        );
        assert_eq!(lines.lines().count(), gated.decision.outcomes().len());
        assert!(
            lines.contains("storefront-api 0.4.0 → regex 1.5.4") || lines.contains("→ regex 1.5.4"),
            "{lines}"
        );
    }

    #[test]
    fn the_script_runs_again_for_policy_advisories_and_tree() {
        let check = Check::new(examples().join("storefront"))
            .advisories("../advisories")
            .policy("gate.toml");
        let lines = reruns(
            &check,
            &GateOptions::new(&check.root, "2026-11-01".parse().unwrap()),
        );
        for needle in ["gate.toml", "advisories", "storefront/web", "storefront/deploy"] {
            assert!(
                lines
                    .lines()
                    .any(|line| line.starts_with("cargo::rerun-if-changed=") && line.ends_with(needle)),
                "{lines}"
            );
        }
    }
}
