//! Why a finding is believed.

use std::fmt;

/// One piece of what a rule saw, safe to print: secrets are redacted before they get here.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Evidence {
    /// What sort of evidence it is.
    pub kind: EvidenceKind,
    /// The evidence in words.
    pub text: String,
}

/// The sorts of evidence.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum EvidenceKind {
    /// Text of the input with every secret masked.
    Redacted,
    /// The comparison that decided, such as `1.2.0 <= 1.4.1 < 1.5.0`.
    Range,
    /// A checksum or structure that was checked offline, and how it came out.
    Proof,
    /// What limits the finding, such as a component that does not come from a registry.
    Caveat,
    /// How likely exploitation is, or that it is known.
    Exploitation,
    /// Whether the affected code is reached.
    Reachability,
    /// The encodings around what was found, the outermost first: `base64 > percent`.
    Encoding,
    /// A comment or file of the scanned tree itself that asks to pass over the finding. It does not decide anything.
    Ignore,
    /// A baseline or list of another tool, named by the caller, that knows the finding. It tells neither who accepted it nor until
    /// when.
    Baseline,
}

impl EvidenceKind {
    /// The word used in reports: `redacted`, `range`, `proof`, `caveat`, `exploitation`, `reachability`,
    /// `encoding`, `ignore`, `baseline`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Redacted => "redacted",
            Self::Range => "range",
            Self::Proof => "proof",
            Self::Caveat => "caveat",
            Self::Exploitation => "exploitation",
            Self::Reachability => "reachability",
            Self::Encoding => "encoding",
            Self::Ignore => "ignore",
            Self::Baseline => "baseline",
        }
    }
}

impl Evidence {
    /// A piece of evidence.
    #[must_use]
    pub fn new(kind: EvidenceKind, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
