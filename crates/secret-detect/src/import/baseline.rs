//! Baselines of other tools: reports and ignore lists of gitleaks and betterleaks, `.secrets.baseline` of detect-secrets.

use std::collections::BTreeMap;

use portcullis_findings::Secret;
use serde_json::{Map, Value};
use sha1::{Digest as _, Sha1};

use super::Peer;
use crate::sink::SecretMatch;

/// How large a baseline may be, in bytes.
const MAX_BYTES: usize = 64 << 20;
/// How many findings a baseline may have.
const MAX_ENTRIES: usize = 1_000_000;

/// Findings that another tool was told to pass over.
///
/// They name neither who accepted them nor until when: a policy sees what they accept as waivers without owner and expiry.
///
/// ```
/// use portcullis_secret_detect::import::PeerBaseline;
/// let report = br#"[{"RuleID": "acme-token", "File": "a.env", "StartLine": 3, "EndLine": 3, "Secret": "REDACTED"}]"#;
/// let baseline = PeerBaseline::read(report)?;
/// assert_eq!(baseline.entries().count(), 1);
/// # Ok::<(), portcullis_secret_detect::import::PeerBaselineError>(())
/// ```
#[derive(Clone, Debug)]
pub struct PeerBaseline {
    peer: Peer,
    entries: BTreeMap<String, Vec<PeerEntry>>,
}

/// One finding of a baseline. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct PeerEntry {
    number: usize,
    path: String,
    /// The commit that it speaks of; nothing: any state of the file.
    commit: Option<String>,
    rule: String,
    lines: (u64, u64),
    secret: Known,
}

/// What a baseline knows of a secret.
#[derive(Clone, Debug)]
enum Known {
    Nothing,
    Value(Secret),
    Sha1([u8; 20]),
}

/// A baseline that cannot be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PeerBaselineError {
    /// It is larger, or has more findings, than it may have.
    #[error("more than {allowed} {what}")]
    Limit {
        /// Bytes or findings.
        what: &'static str,
        /// How many there may be.
        allowed: usize,
    },
    /// It is not JSON.
    #[error("{line}:{column}: not JSON")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// It is neither a report of gitleaks nor a baseline of detect-secrets.
    #[error("neither a list of gitleaks findings nor a detect-secrets baseline")]
    Form,
    /// A finding lacks what tells where it is.
    #[error("finding number {number} lacks a usable `{key}`")]
    Entry {
        /// Which, from 1.
        number: usize,
        /// The key.
        key: &'static str,
    },
}

impl PeerBaseline {
    /// Reads a baseline; which tool's it is follows from what it holds.
    ///
    /// # Errors
    ///
    /// [`PeerBaselineError`] with the finding that cannot be used: a baseline is read whole or not at all.
    pub fn read(bytes: &[u8]) -> Result<Self, PeerBaselineError> {
        if bytes.len() > MAX_BYTES {
            return Err(limit("bytes", MAX_BYTES));
        }
        let value: Value = serde_json::from_slice(bytes).map_err(|error| PeerBaselineError::Json {
            line: error.line(),
            column: error.column(),
        })?;
        let (peer, entries) = match &value {
            Value::Array(findings) => (Peer::Gitleaks, gitleaks(findings)?),
            Value::Object(object) => (Peer::DetectSecrets, detect_secrets(object)?),
            _ => return Err(PeerBaselineError::Form),
        };
        Self::of(peer, entries)
    }

    /// Reads a list of fingerprints as gitleaks takes them from `.gitleaksignore`: lines of `file:rule:line`, or
    /// `commit:file:rule:line`; empty lines and lines that begin with `#` say nothing.
    ///
    /// # Errors
    ///
    /// [`PeerBaselineError`] with the line that is none, counted among those that say something.
    ///
    /// ```
    /// use portcullis_secret_detect::import::PeerBaseline;
    /// let list = PeerBaseline::read_ignore_list(b"# samples\ndocs/a.md:generic-api-key:12\n")?;
    /// assert_eq!(list.entries().next().map(|entry| (entry.path(), entry.line())), Some(("docs/a.md", 12)));
    /// # Ok::<(), portcullis_secret_detect::import::PeerBaselineError>(())
    /// ```
    pub fn read_ignore_list(bytes: &[u8]) -> Result<Self, PeerBaselineError> {
        if bytes.len() > MAX_BYTES {
            return Err(limit("bytes", MAX_BYTES));
        }
        let text = String::from_utf8_lossy(bytes);
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let entries = (1..).zip(lines).map(|(number, line)| fingerprint(number, line));
        Self::of(Peer::Gitleaks, entries.collect::<Result<_, _>>()?)
    }

    fn of(peer: Peer, entries: Vec<PeerEntry>) -> Result<Self, PeerBaselineError> {
        if entries.len() > MAX_ENTRIES {
            return Err(limit("findings", MAX_ENTRIES));
        }
        let mut by_path: BTreeMap<String, Vec<PeerEntry>> = BTreeMap::new();
        for entry in entries {
            by_path.entry(entry.path.clone()).or_default().push(entry);
        }
        Ok(Self {
            peer,
            entries: by_path,
        })
    }

    /// Whose baseline it is.
    #[must_use]
    pub fn peer(&self) -> Peer {
        self.peer
    }

    /// Its findings, ordered by path.
    pub fn entries(&self) -> impl Iterator<Item = &PeerEntry> {
        self.entries.values().flatten()
    }

    /// How many findings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().map(Vec::len).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The finding of the baseline that stands for one of ours in the file of this path, if there is one. `commit` is the one that
    /// the file was read from, if any; what a baseline says of one commit it says of no other and of no tree.
    ///
    /// Of detect-secrets: the same secret in the same file. Of gitleaks: the same lines and, unless the report is redacted,
    /// the same secret; a rule that came from a file counts only for its own name.
    #[must_use]
    pub fn accepts(&self, path: &str, commit: Option<&str>, found: &SecretMatch) -> Option<&PeerEntry> {
        let here = self.entries.get(&normal(path))?;
        let hash = std::cell::OnceCell::new();
        let hash = || -> [u8; 20] { *hash.get_or_init(|| Sha1::digest(found.secret().expose()).into()) };
        here.iter().find(|entry| {
            let is_here = entry.commit.is_none() || entry.commit.as_deref() == commit;
            is_here && entry.accepts(found, hash)
        })
    }
}

impl PeerEntry {
    /// Its number in the baseline, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// Whether it speaks of one commit alone.
    #[must_use]
    pub fn is_of_commit(&self) -> bool {
        self.commit.is_some()
    }

    /// The path of the file, with `/` between its parts.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The rule's name, or the kind of secret, in the other tool.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// The line of its first byte, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.lines.0
    }

    fn accepts(&self, found: &SecretMatch, hash_of_found: impl Fn() -> [u8; 20]) -> bool {
        let here = (self.lines.0..=self.lines.1).contains(&found.region().line());
        let rule = found
            .rule()
            .as_str()
            .strip_prefix("imported/")
            .is_none_or(|rule| rule == self.rule);
        match &self.secret {
            Known::Sha1(hash) => hash_of_found() == *hash,
            Known::Value(secret) => here && rule && secret.expose() == found.secret().expose(),
            Known::Nothing => here && rule,
        }
    }
}

fn gitleaks(findings: &[Value]) -> Result<Vec<PeerEntry>, PeerBaselineError> {
    let entry = |(number, finding): (usize, &Value)| {
        let missing = |key| PeerBaselineError::Entry { number, key };
        let text = |key: &'static str| finding.get(key).and_then(Value::as_str);
        let line = |key: &'static str| finding.get(key).and_then(Value::as_u64);
        let first = line("StartLine").ok_or_else(|| missing("StartLine"))?;
        let secret = text("Secret").unwrap_or_default();
        // `--redact` writes the whole or the end of a secret over.
        let redacted = secret.is_empty() || secret.ends_with("REDACTED") || secret.ends_with("...");
        Ok(PeerEntry {
            number,
            commit: None,
            path: normal(text("File").ok_or_else(|| missing("File"))?),
            rule: text("RuleID").ok_or_else(|| missing("RuleID"))?.to_owned(),
            lines: (first, line("EndLine").unwrap_or(first).max(first)),
            secret: if redacted {
                Known::Nothing
            } else {
                Known::Value(Secret::new(secret.as_bytes()))
            },
        })
    };
    (1..).zip(findings).map(entry).collect()
}

fn detect_secrets(object: &Map<String, Value>) -> Result<Vec<PeerEntry>, PeerBaselineError> {
    let results = object.get("results").and_then(Value::as_object);
    let results = results.ok_or(PeerBaselineError::Form)?;
    let mut entries = Vec::new();
    for (path, findings) in results {
        for finding in findings.as_array().ok_or(PeerBaselineError::Form)? {
            let number = entries.len() + 1;
            let missing = |key| PeerBaselineError::Entry { number, key };
            let text = |key: &'static str| finding.get(key).and_then(Value::as_str);
            let hash = text("hashed_secret")
                .and_then(sha1)
                .ok_or_else(|| missing("hashed_secret"))?;
            let line = finding.get("line_number").and_then(Value::as_u64).unwrap_or(0);
            entries.push(PeerEntry {
                number,
                commit: None,
                path: normal(path),
                rule: text("type").ok_or_else(|| missing("type"))?.to_owned(),
                lines: (line, line),
                secret: Known::Sha1(hash),
            });
        }
    }
    Ok(entries)
}

/// `file:rule:line`, or `commit:file:rule:line`.
fn fingerprint(number: usize, line: &str) -> Result<PeerEntry, PeerBaselineError> {
    let missing = |key| PeerBaselineError::Entry { number, key };
    let (rest, at) = line.rsplit_once(':').ok_or_else(|| missing("line"))?;
    let (rest, rule) = rest.rsplit_once(':').ok_or_else(|| missing("rule"))?;
    let is_commit = |text: &&str| text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (commit, path) = match rest.split_once(':') {
        Some((commit, path)) if is_commit(&commit) => (Some(commit.to_ascii_lowercase()), path),
        _ => (None, rest),
    };
    let at = at.parse().map_err(|_| missing("line"))?;
    Ok(PeerEntry {
        number,
        path: normal(path),
        commit,
        rule: rule.to_owned(),
        lines: (at, at),
        secret: Known::Nothing,
    })
}

/// Reads 40 hexadecimal digits.
fn sha1(text: &str) -> Option<[u8; 20]> {
    let digit = |byte: &u8| {
        char::from(*byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let digits: Option<Vec<u8>> = text.as_bytes().iter().map(digit).collect();
    let (pairs, rest) = digits.as_deref()?.as_chunks::<2>();
    let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
    bytes.try_into().ok().filter(|_| rest.is_empty())
}

fn normal(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}

fn limit(what: &'static str, allowed: usize) -> PeerBaselineError {
    PeerBaselineError::Limit { what, allowed }
}
