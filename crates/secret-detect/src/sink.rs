//! Where findings go.

use std::borrow::Cow;
use std::fmt;
use std::ops::{ControlFlow, Range};

use portcullis_findings::{Confidence, Region, RuleId, Secret, Severity};

use crate::decode::Encoding;
use crate::engine::Surroundings;
use crate::filter::DropReason;
use crate::place::Place;
use crate::proof::Proof;

/// Takes what a scan sees, in the order of the input.
pub trait Sink {
    /// A credential. Answer [`ControlFlow::Break`] to stop the scan.
    fn finding(&mut self, found: SecretMatch) -> ControlFlow<()>;

    /// Something that a rule matched and that is no credential, with the reason; in the order of discovery.
    fn dropped(&mut self, dropped: &Dropped) {
        let _ = dropped;
    }
}

impl Sink for Vec<SecretMatch> {
    fn finding(&mut self, found: SecretMatch) -> ControlFlow<()> {
        self.push(found);
        ControlFlow::Continue(())
    }
}

/// One credential, with copies of what is needed and no view of the input.
///
/// `Debug` and `Display` show the redacted form only.
#[derive(Clone)]
pub struct SecretMatch {
    pub(crate) rule: RuleId,
    pub(crate) issuer: Cow<'static, str>,
    pub(crate) title: Cow<'static, str>,
    pub(crate) remedy: &'static str,
    pub(crate) severity: Severity,
    pub(crate) confidence: Confidence,
    pub(crate) place: Option<Place>,
    pub(crate) proof: Option<Proof>,
    pub(crate) secret: Secret,
    pub(crate) encodings: Vec<Encoding>,
    pub(crate) region: Region,
    pub(crate) whole: Range<u64>,
    pub(crate) surroundings: Surroundings,
}

impl SecretMatch {
    /// The rule that saw it.
    #[must_use]
    pub fn rule(&self) -> &RuleId {
        &self.rule
    }

    /// Who issued it, `generic` if nobody knows: the family that fingerprints are made for.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The rule's title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &str {
        self.remedy
    }

    /// How bad the leak is; lower than the rule's own if the secret is protected, such as by a passphrase.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// How sure it is; certain if an offline proof passed. One step lower where [`SecretMatch::place`] says something.
    #[must_use]
    pub fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// What the path of the input says about it, if its origin was given: that of a test, of vendored code.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// How the offline test came out, if the rule has one.
    #[must_use]
    pub fn proof(&self) -> Option<Proof> {
        self.proof
    }

    /// The encodings around the secret, the outermost first; empty if it stands in the input as it is.
    #[must_use]
    pub fn encodings(&self) -> &[Encoding] {
        &self.encodings
    }

    /// The secret itself, decoded.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The bytes, line and column in the input of the secret, or of the outermost encoded run that says it.
    #[must_use]
    pub fn region(&self) -> &Region {
        &self.region
    }

    /// The bytes of the whole match, with the name and operator around the secret.
    #[must_use]
    pub fn whole(&self) -> Range<u64> {
        self.whole.clone()
    }

    /// The form for reports: a few first characters, an ellipsis and the length.
    #[must_use]
    pub fn redacted(&self) -> String {
        self.secret.redacted()
    }
}

impl fmt::Debug for SecretMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretMatch")
            .field("rule", &self.rule)
            .field("confidence", &self.confidence)
            .field("region", &self.region)
            .field("secret", &self.secret)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for SecretMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {} {}",
            self.region.line(),
            self.region.column(),
            self.rule,
            self.redacted()
        )
    }
}

/// Something that a rule matched and that is no credential.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Dropped {
    /// The rule that matched.
    pub rule: RuleId,
    /// The bytes in the input, or of the outermost encoded run that says it.
    pub bytes: Range<u64>,
    /// The encodings around it, the outermost first; empty if it stands in the input as it is.
    pub encodings: Vec<Encoding>,
    /// Why it is none.
    pub reason: DropReason,
}
