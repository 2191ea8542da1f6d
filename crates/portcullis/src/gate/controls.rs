//! What the caller decides by, and what lies in the tree and would like to have a say.

use std::path::{Path, PathBuf};

use portcullis_findings::{Baseline, Digest, Label, Note};
use portcullis_policy::{Policy, PolicyError, Waivers};

use super::{GateError, GateOptions};
use crate::fs::{FileEntry, Walk, read_bounded};
use crate::secrets::{PeerLists, is_list};

/// The most bytes a policy or waiver file may have.
const POLICY_BYTES: u64 = 4 * 1024 * 1024;

/// A policy file that lies in a tree under this name may tighten the caller's policy.
const TREE_POLICY: &str = "portcullis.toml";

/// Files that steer this or another scanner and have no effect when they merely lie in the tree: their name and what they
/// are. The pull request that brings one would acquit itself.
const WITHOUT_EFFECT: &[(&str, &str)] = &[
    ("portcullis-waivers.toml", "waivers"),
    ("portcullis-baseline.json", "a baseline"),
    (".gitleaksignore", "an ignore list of another scanner"),
    (".gitleaks.toml", "a rule file of another scanner"),
    (".betterleaks.toml", "a rule file of another scanner"),
    (".secrets.baseline", "a baseline of another scanner"),
    (".secretsignore", "an ignore list of another scanner"),
    (".trivyignore", "an ignore list of another scanner"),
    (".trivyignore.yaml", "an ignore list of another scanner"),
    (".grype.yaml", "an ignore list of another scanner"),
    (".snyk", "an ignore list of another scanner"),
    ("osv-scanner.toml", "an ignore list of another scanner"),
];

/// The endings of names that VEX documents go by; they have no effect either.
const VEX_ENDINGS: &[&str] = &[".openvex.json", ".vex.json", ".vex.cdx.json"];

/// A document the caller named and that took part in the decision.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) role: &'static str,
    pub(super) path: PathBuf,
    pub(super) digest: Digest,
}

/// What the caller decides by.
#[derive(Debug)]
pub(super) struct Controls {
    pub(super) policy: Policy,
    pub(super) waivers: Waivers,
    pub(super) baseline: Option<Baseline>,
    /// Baselines and lists of other tools that the caller named.
    pub(super) peers: PeerLists,
    pub(super) named: Vec<Named>,
    /// VEX documents the caller named; what they say is another file's work.
    vex: Vec<PathBuf>,
}

impl Controls {
    /// Reads what the caller named. Anything that cannot be read ends the run: a gate must not decide by half a policy.
    pub(super) fn load(options: &GateOptions) -> Result<Self, GateError> {
        let mut named = Vec::new();
        let mut policy = match &options.policy {
            None => Policy::builtin(),
            Some(path) => {
                let text = text(path, "policy", &mut named)?;
                Policy::parse(&text).map_err(|error| not_understood(path, error))?
            }
        };
        if let Some(severity) = options.fail_on {
            policy = policy.with_fail_on(severity);
        }
        if options.only_fixed {
            policy = policy.with_only_fixed();
        }
        let matching = options.matching(policy.matching());
        policy = policy.with_matching(matching);
        for (path, reason) in &options.excludes {
            let excluded = policy.with_exclude(path, reason);
            policy = excluded.ok_or_else(|| GateError::Exclude { path: path.clone() })?;
        }
        let mut waivers = Waivers::none();
        for path in &options.waivers {
            let text = text(path, "waivers", &mut named)?;
            let more = Waivers::parse(&text).map_err(|error| not_understood(path, error))?;
            waivers = waivers.and(more);
        }
        let baseline = match &options.baseline {
            None => None,
            Some(path) => {
                let bytes = read_bounded(path, Baseline::MAX_BYTES as u64)?;
                named.push(Named {
                    role: "baseline",
                    path: path.clone(),
                    digest: Digest::sha256(&bytes),
                });
                let baseline = Baseline::parse(&bytes);
                Some(baseline.map_err(|source| GateError::Baseline {
                    path: path.clone(),
                    source,
                })?)
            }
        };
        let mut peers = PeerLists::none();
        for path in &options.peer_baselines {
            peers = peers.with_file(path)?;
        }
        Ok(Self {
            policy,
            waivers,
            baseline,
            peers,
            named,
            vex: options.vex.clone(),
        })
    }

    /// What the caller named and what the policy leaves out, for the report.
    pub(super) fn notes(&self) -> impl Iterator<Item = Note> {
        let named = self.named.iter().map(|named| {
            let text = format!("{} named by the caller, {}", named.role, named.digest);
            Note::new(named.path.display().to_string(), text)
        });
        // Told whether the tree has such a path or not: the list is part of what was decided by.
        let excludes = self.policy.excludes().iter().map(|exclude| {
            let text = format!("leaves out `{}`: {}", exclude.path(), exclude.reason());
            Note::new(format!("policy {}", self.policy.id()), text)
        });
        named.chain(excludes)
    }

    /// Takes in what lies in the tree: the policy at its top may tighten, everything else is noted and has no effect.
    pub(super) fn meet_tree(&mut self, tree: &Walk) -> Vec<Note> {
        let named: Vec<PathBuf> = self
            .named
            .iter()
            .map(|named| &named.path)
            .chain(&self.vex)
            .filter_map(|path| path.canonicalize().ok())
            .collect();
        let is_named = |entry: &FileEntry| entry.path.canonicalize().is_ok_and(|path| named.contains(&path));
        let mut notes = Vec::new();
        let files = tree.files.iter().map(|file| (file, false));
        for (entry, is_link) in files.chain(tree.links.iter().map(|link| (link, true))) {
            let name = entry.label.file_name();
            if name == TREE_POLICY.as_bytes() && !is_named(entry) {
                notes.extend(self.meet_policy(entry));
            }
            let known = WITHOUT_EFFECT
                .iter()
                .find(|(known, _)| name == known.as_bytes())
                .map(|(_, what)| *what);
            let vex = VEX_ENDINGS.iter().any(|ending| name.ends_with(ending.as_bytes()));
            // Those at the top are read, and the policy says what they count.
            let known = known.filter(|_| is_link || !is_list(&entry.label));
            if let Some(what) = known.or(vex.then_some("a VEX document"))
                && !is_named(entry)
            {
                let text = format!(
                    "{what} inside the tree: without effect, since nobody outside of the tree named it"
                );
                notes.push(Note::new(entry.label.to_string(), text));
            }
        }
        notes
    }

    fn meet_policy(&mut self, entry: &FileEntry) -> Vec<Note> {
        let subject = entry.label.to_string();
        let note = |text: String| vec![Note::new(subject.clone(), text)];
        if entry.label != Label::new(TREE_POLICY) {
            return note("a policy below the top of the tree: without effect".to_owned());
        }
        let parsed = read_bounded(&entry.path, POLICY_BYTES)
            .map_err(|error| error.cause())
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned()))
            .and_then(|text| Policy::parse(&text).map_err(|error| error.to_string()));
        match parsed {
            Err(error) => note(format!(
                "a policy inside the tree that cannot be read: without effect ({error})"
            )),
            Ok(policy) => {
                let (tightened, ignored) = self.policy.tightened_by(&policy);
                self.policy = tightened;
                let mut notes = note(
                    "a policy inside the tree: it may only tighten, its rules apply in addition".to_owned(),
                );
                notes.extend(
                    ignored
                        .into_iter()
                        .map(|what| Note::new(subject.clone(), format!("without effect: {what}"))),
                );
                notes
            }
        }
    }
}

fn not_understood(path: &Path, error: PolicyError) -> GateError {
    GateError::Policy {
        path: path.to_owned(),
        source: Box::new(error),
    }
}

fn text(path: &Path, role: &'static str, named: &mut Vec<Named>) -> Result<String, GateError> {
    let bytes = read_bounded(path, POLICY_BYTES)?;
    named.push(Named {
        role,
        path: path.to_owned(),
        digest: Digest::sha256(&bytes),
    });
    String::from_utf8(bytes).map_err(|error| GateError::NotText {
        path: path.to_owned(),
        byte: error.utf8_error().valid_up_to() as u64,
    })
}
