//! Statements about whether a known vulnerability matters in a product (VEX), whatever document they came in.

use std::collections::BTreeSet;

use crate::{Date, DigestSet, Label, Position, Purl, Timestamp};

/// One document of statements. Whether it is trusted is the caller's decision, made before it gets here.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct VexDocument {
    /// What the caller calls it: the file.
    pub label: Label,
    /// What it calls itself: an IRI, a tracking id, a serial number. Empty if it has no name.
    pub id: String,
    /// The version of the document as it states it; empty if it states none.
    pub version: String,
    /// Who says so.
    pub author: String,
    /// The form it came in.
    pub format: VexFormat,
    /// Whether its author calls it final.
    pub state: VexDocumentState,
    /// When it was first issued.
    pub issued: Option<Timestamp>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// What it says, in the order of the text.
    pub statements: Vec<VexStatement>,
}

/// The forms of VEX documents.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum VexFormat {
    /// OpenVEX.
    #[default]
    OpenVex,
    /// CSAF.
    Csaf,
    /// CycloneDX.
    CycloneDx,
}

/// Whether the author of a document calls it final (CSAF, *Document Property - Tracking - Status*).
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum VexDocumentState {
    /// Not meant to be relied on.
    Draft,
    /// Will change soon.
    Interim,
    /// Final, or the format has no such word.
    #[default]
    Final,
    /// Taken back or replaced by another document: what it says no longer holds.
    Withdrawn,
}

/// One VEX statement.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct VexStatement {
    /// What the statement calls itself; empty if it has no name.
    pub id: String,
    /// Vulnerability ids and aliases it is about.
    pub vulnerabilities: BTreeSet<String>,
    /// What it is about, each for itself; empty means everything the document covers.
    pub products: Vec<VexProduct>,
    /// What it says.
    pub status: VexStatus,
    /// Why, for [`VexStatus::NotAffected`].
    pub justification: Option<VexJustification>,
    /// Why it does not matter, in words.
    pub impact: String,
    /// What to do about it, in words.
    pub action: String,
    /// How the status was found out, in words.
    pub notes: String,
    /// Since when it holds, as stated there or else by the document.
    pub issued: Option<Timestamp>,
    /// When it was last changed, as stated there or else by the document.
    pub updated: Option<Timestamp>,
    /// Where it begins in the document.
    pub position: Option<Position>,
}

/// One thing a statement is about: a component, if need be only inside other products.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct VexProduct {
    /// The component or product itself.
    pub identity: VexIdentity,
    /// The products it must be a part of, or installed on, for the statement to hold; all of them. Empty: anywhere.
    pub within: Vec<VexIdentity>,
}

/// By what names a product is known. Each name is one way to know it; all are meant to name the same.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct VexIdentity {
    /// Package URLs that differ in their qualifiers at most.
    pub purls: BTreeSet<Purl>,
    /// CPE names, 2.2 or 2.3.
    pub cpes: BTreeSet<String>,
    /// Digests of its files.
    pub digests: DigestSet,
    /// Versions it is limited to, as a VERS range; only where the package URLs state no version.
    pub versions: Option<String>,
    /// Its name where it is no package URL: an IRI or a text for people.
    pub name: String,
}

/// What a VEX statement says, in the words shared by OpenVEX and CSAF.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum VexStatus {
    /// The vulnerability does not matter here; needs a justification or an impact statement.
    NotAffected,
    /// It matters; action is advised.
    Affected,
    /// It was fixed in this version.
    Fixed,
    /// Not known yet.
    UnderInvestigation,
}

/// Why a product is not affected: the five of OpenVEX and CSAF.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum VexJustification {
    /// The component is not in the product.
    ComponentNotPresent,
    /// The vulnerable code is not in the component.
    VulnerableCodeNotPresent,
    /// The vulnerable code is never executed.
    VulnerableCodeNotInExecutePath,
    /// An attacker cannot control the vulnerable code.
    VulnerableCodeCannotBeControlledByAdversary,
    /// Mitigations are built in.
    InlineMitigationsAlreadyExist,
}

/// Which statement gave a finding its VEX status.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct VexSource {
    /// The document, as the caller called it.
    pub document: String,
    /// The statement in it: its own name, else its line.
    pub statement: String,
    /// Who says so; a claim of the document.
    pub author: String,
    /// Why it is not affected, as one of the five words.
    pub justification: Option<VexJustification>,
    /// Why or what to do, in words; may be empty.
    pub text: String,
    /// The last day it holds, in UTC; `None` if it holds until something newer is said.
    pub expires: Option<Date>,
}

impl VexFormat {
    /// The name of the format: `OpenVEX`, `CSAF`, `CycloneDX`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenVex => "OpenVEX",
            Self::Csaf => "CSAF",
            Self::CycloneDx => "CycloneDX",
        }
    }
}

impl VexStatus {
    /// The word of OpenVEX: `not_affected`, `affected`, `fixed`, `under_investigation`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAffected => "not_affected",
            Self::Affected => "affected",
            Self::Fixed => "fixed",
            Self::UnderInvestigation => "under_investigation",
        }
    }

    /// The status of a word of OpenVEX.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        let all = [
            Self::NotAffected,
            Self::Affected,
            Self::Fixed,
            Self::UnderInvestigation,
        ];
        all.into_iter().find(|status| status.as_str() == word)
    }

    /// Whether it says that nothing needs to be done: not affected, or fixed.
    #[must_use]
    pub const fn exonerates(self) -> bool {
        matches!(self, Self::NotAffected | Self::Fixed)
    }
}

impl VexJustification {
    /// All, in order.
    pub const ALL: [Self; 5] = [
        Self::ComponentNotPresent,
        Self::VulnerableCodeNotPresent,
        Self::VulnerableCodeNotInExecutePath,
        Self::VulnerableCodeCannotBeControlledByAdversary,
        Self::InlineMitigationsAlreadyExist,
    ];

    /// The word of OpenVEX and CSAF, such as `component_not_present`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ComponentNotPresent => "component_not_present",
            Self::VulnerableCodeNotPresent => "vulnerable_code_not_present",
            Self::VulnerableCodeNotInExecutePath => "vulnerable_code_not_in_execute_path",
            Self::VulnerableCodeCannotBeControlledByAdversary => {
                "vulnerable_code_cannot_be_controlled_by_adversary"
            }
            Self::InlineMitigationsAlreadyExist => "inline_mitigations_already_exist",
        }
    }

    /// The justification of a word of OpenVEX and CSAF.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|justification| justification.as_str() == word)
    }
}

impl VexDocument {
    /// A document without statements.
    #[must_use]
    pub fn new(label: impl Into<Label>, format: VexFormat, author: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            format,
            author: author.into(),
            ..Self::default()
        }
    }
}

impl VexStatement {
    /// A statement about one vulnerability.
    #[must_use]
    pub fn new(vulnerability: impl Into<String>, status: VexStatus) -> Self {
        Self {
            id: String::new(),
            vulnerabilities: BTreeSet::from([vulnerability.into()]),
            products: Vec::new(),
            status,
            justification: None,
            impact: String::new(),
            action: String::new(),
            notes: String::new(),
            issued: None,
            updated: None,
            position: None,
        }
    }

    /// When it was said last: the later of its times.
    #[must_use]
    pub fn time(&self) -> Option<Timestamp> {
        self.issued.max(self.updated)
    }

    /// Whether it says why, where the minimum requirements for VEX ask for it: *not affected* needs a justification or an
    /// impact statement.
    #[must_use]
    pub fn says_why(&self) -> bool {
        self.status != VexStatus::NotAffected
            || self.justification.is_some()
            || !self.impact.trim().is_empty()
    }
}

impl VexProduct {
    /// A component, wherever it is.
    #[must_use]
    pub fn new(identity: VexIdentity) -> Self {
        Self {
            identity,
            within: Vec::new(),
        }
    }

    /// Only inside this product, too.
    #[must_use]
    pub fn within(mut self, product: VexIdentity) -> Self {
        self.within.push(product);
        self
    }
}

impl From<Purl> for VexProduct {
    fn from(purl: Purl) -> Self {
        Self::new(purl.into())
    }
}

impl From<Purl> for VexIdentity {
    fn from(purl: Purl) -> Self {
        Self {
            purls: BTreeSet::from([purl]),
            ..Self::default()
        }
    }
}

impl VexIdentity {
    /// Whether something here can be compared with a component or a product that somebody names.
    #[must_use]
    pub fn is_comparable(&self) -> bool {
        !(self.purls.is_empty() && self.cpes.is_empty() && self.digests.is_empty())
    }
}

impl std::fmt::Display for VexIdentity {
    /// The first of its names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(purl) = self.purls.first() {
            write!(f, "{}", Label::new(purl.to_string()))?;
            return match &self.versions {
                Some(versions) => write!(f, " ({})", Label::new(versions)),
                None => Ok(()),
            };
        }
        let name = self.cpes.first().unwrap_or(&self.name);
        match self.digests.first() {
            Some(digest) if name.is_empty() => write!(f, "{digest}"),
            _ => write!(f, "{}", Label::new(name)),
        }
    }
}

impl VexSource {
    /// A statement in a document, by an author.
    #[must_use]
    pub fn new(document: impl Into<String>, statement: impl Into<String>, author: impl Into<String>) -> Self {
        Self {
            document: document.into(),
            statement: statement.into(),
            author: author.into(),
            justification: None,
            text: String::new(),
            expires: None,
        }
    }
}

impl std::fmt::Display for VexSource {
    /// `statement S of D by A (justification, until 2026-12-31)`, deceptive characters escaped.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let clean = |text: &str| Label::new(text).to_string();
        write!(
            f,
            "statement {} of {}",
            clean(&self.statement),
            clean(&self.document)
        )?;
        if !self.author.is_empty() {
            write!(f, " by {}", clean(&self.author))?;
        }
        let why = self.justification.map(|word| word.as_str().replace('_', " "));
        let until = self.expires.map(|date| format!("until {date}"));
        let more: Vec<String> = why.into_iter().chain(until).collect();
        match more.is_empty() {
            true => Ok(()),
            false => write!(f, " ({})", more.join(", ")),
        }
    }
}
