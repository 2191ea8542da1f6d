//! What a rule is.

use portcullis_findings::{Confidence, RuleId, Severity};

use crate::proof::Proof;

/// One kind of credential: how it is found, how it is proven, what to do about it.
///
/// Rules are written as constants: [`Rule::token`] for credentials that name themselves, [`Rule::assigned`] for values that
/// only their name in the text makes a credential, [`Rule::generic`] for everything that looks like one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rule {
    /// `secret/<issuer>-<what>`, or `generic/<what>`.
    pub id: RuleId,
    /// Who issues the credential; the family that fingerprints are made for.
    pub issuer: &'static str,
    /// One line without a full stop.
    pub title: &'static str,
    /// What to do when it leaked.
    pub remedy: &'static str,
    /// The vendor's documentation, if it has a stable address.
    pub docs: Option<&'static str>,
    /// How bad a leak is.
    pub severity: Severity,
    /// How sure the pattern alone is; [`Rule::check`] moves it.
    pub confidence: Confidence,
    /// Literals of at least three bytes, in any ASCII case, of which every match contains one.
    pub keywords: &'static [&'static str],
    /// Where the pattern stands relative to the keyword.
    pub shape: Shape,
    /// A regex of bounded width in bytes, ASCII classes; group 1 is the secret if there is one. No `\A`, `\z`, `^`, `$`
    /// but by line (`(?m)`): a window's edge is not the edge of the text.
    pub pattern: &'static str,
    /// Reads on behind the pattern, for forms too long for a regex.
    pub extension: Option<Extension>,
    /// Shannon entropy that the secret has at least, in bits per byte; 0 asks for none.
    pub min_entropy: f32,
    /// Tells offline whether the secret is well-formed.
    pub check: Option<fn(&[u8]) -> Proof>,
    /// Which rule wins where two see the same bytes.
    pub rank: Rank,
    /// How the paths end of the inputs that the rule looks at, in lower case; empty: of all. An input of no known path is
    /// looked at.
    pub paths: &'static [&'static str],
    /// Texts where the rule fires, and on what.
    #[cfg(feature = "examples")]
    pub positive: &'static [Example],
    /// Texts where it stays silent.
    #[cfg(feature = "examples")]
    pub negative: &'static [&'static str],
}

/// A text with a secret: before it, the secret, behind it.
#[derive(Clone, Copy, Debug)]
pub struct Example(pub &'static str, pub &'static str, pub &'static str);

/// Where a rule's pattern stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// The pattern contains the keyword.
    Token,
    /// The keyword is (part of) a name, the pattern is the value assigned to it.
    Assigned,
}

/// Which rule wins where two see the same bytes: the higher; rules of equal rank are both told.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Rank {
    /// Anything that looks like a credential.
    Generic,
    /// A value that its name makes a credential of a known issuer.
    Named,
    /// A credential that names its issuer itself.
    Token,
    /// A token of a shape that several issuers use (`sk_live_…`), whose issuer its name tells.
    NamedToken,
    /// A document that contains a token, such as a service account file.
    Document,
}

/// Reads on behind what a pattern matched.
#[derive(Clone, Copy, Debug)]
pub struct Extension {
    /// How many bytes the whole match has at most.
    pub max: usize,
    /// From the text beginning at the match (at most [`Extension::max`] bytes) and the length of what the pattern matched:
    /// the length of the whole, or nothing if it is not what the pattern promised.
    pub read: fn(&[u8], usize) -> Option<usize>,
}

impl Rule {
    /// A credential that names itself, such as by a prefix.
    #[must_use]
    pub const fn token(id: &'static str, issuer: &'static str, pattern: &'static str) -> Self {
        Self {
            id: RuleId::new(id),
            issuer,
            title: "",
            remedy: "",
            docs: None,
            severity: Severity::High,
            confidence: Confidence::High,
            keywords: &[],
            shape: Shape::Token,
            pattern,
            extension: None,
            min_entropy: 0.0,
            check: None,
            rank: Rank::Token,
            paths: &[],
            #[cfg(feature = "examples")]
            positive: &[],
            #[cfg(feature = "examples")]
            negative: &[],
        }
    }

    /// A value that is a credential because of the name it is assigned to; `pattern` is the value.
    #[must_use]
    pub const fn assigned(id: &'static str, issuer: &'static str, pattern: &'static str) -> Self {
        let mut rule = Self::token(id, issuer, pattern);
        rule.shape = Shape::Assigned;
        rule.rank = Rank::Named;
        rule.confidence = Confidence::Medium;
        rule.min_entropy = 2.5;
        rule
    }

    /// A value of no known issuer assigned to a name that says "credential".
    #[must_use]
    pub const fn generic(id: &'static str, pattern: &'static str) -> Self {
        let mut rule = Self::assigned(id, "generic", pattern);
        rule.rank = Rank::Generic;
        rule.confidence = Confidence::Low;
        rule.severity = Severity::Medium;
        rule
    }

    /// With a title, one line without a full stop.
    #[must_use]
    pub const fn title(mut self, title: &'static str) -> Self {
        self.title = title;
        self
    }

    /// With what to do when it leaked.
    #[must_use]
    pub const fn remedy(mut self, remedy: &'static str) -> Self {
        self.remedy = remedy;
        self
    }

    /// With the address of the vendor's documentation.
    #[must_use]
    pub const fn docs(mut self, docs: &'static str) -> Self {
        self.docs = Some(docs);
        self
    }

    /// With a severity; the default is high, medium for generic rules.
    #[must_use]
    pub const fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// With a confidence; the default is high for tokens, medium for values, low for generic rules.
    #[must_use]
    pub const fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }

    /// With the literals of which every match contains one.
    #[must_use]
    pub const fn keywords(mut self, keywords: &'static [&'static str]) -> Self {
        self.keywords = keywords;
        self
    }

    /// With a least entropy in bits per byte.
    #[must_use]
    pub const fn min_entropy(mut self, bits: f32) -> Self {
        self.min_entropy = bits;
        self
    }

    /// With an offline test of the secret.
    #[must_use]
    pub const fn check(mut self, check: fn(&[u8]) -> Proof) -> Self {
        self.check = Some(check);
        self
    }

    /// With a reader for what stands behind the pattern.
    #[must_use]
    pub const fn extension(mut self, max: usize, read: fn(&[u8], usize) -> Option<usize>) -> Self {
        self.extension = Some(Extension { max, read });
        self
    }

    /// With another rank.
    #[must_use]
    pub const fn rank(mut self, rank: Rank) -> Self {
        self.rank = rank;
        self
    }

    /// For inputs whose path ends so, in lower case.
    #[must_use]
    pub const fn paths(mut self, paths: &'static [&'static str]) -> Self {
        self.paths = paths;
        self
    }

    /// Whether it looks at an input of this path.
    pub(crate) fn looks_at(&self, path: &[u8]) -> bool {
        let ends = |end: &&str| {
            path.len()
                .checked_sub(end.len())
                .and_then(|at| path.get(at..))
                .is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
        };
        self.paths.is_empty() || path.is_empty() || self.paths.iter().any(ends)
    }

    /// With texts where it fires and texts where it stays silent. Without the feature `examples` they are not kept.
    #[must_use]
    #[cfg(feature = "examples")]
    pub const fn examples(mut self, positive: &'static [Example], negative: &'static [&'static str]) -> Self {
        self.positive = positive;
        self.negative = negative;
        self
    }

    /// Texts where it fires and texts where it stays silent are only kept with the feature `examples`.
    #[must_use]
    #[cfg(not(feature = "examples"))]
    pub const fn examples(self, _: &'static [Example], _: &'static [&'static str]) -> Self {
        self
    }
}
