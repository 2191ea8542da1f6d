//! Statements about whether a known vulnerability matters in a product (VEX), whatever document they came in.

use std::collections::BTreeSet;

use crate::{Purl, Timestamp};

/// One VEX statement. Which documents are trusted is the caller's decision, made before a statement gets here.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct VexStatement {
    /// Vulnerability ids and aliases it is about.
    pub vulnerabilities: BTreeSet<String>,
    /// Products and, where given, components inside them; empty means every product the document covers.
    pub products: Vec<Purl>,
    /// What it says.
    pub status: VexStatus,
    /// Why, for [`VexStatus::NotAffected`].
    pub justification: Option<VexJustification>,
    /// Free text: impact or action.
    pub text: String,
    /// Who says so.
    pub author: String,
    /// Since when.
    pub timestamp: Option<Timestamp>,
    /// The document and statement it stands in, for explanations.
    pub origin: String,
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

impl VexStatement {
    /// A statement about one vulnerability.
    #[must_use]
    pub fn new(vulnerability: impl Into<String>, status: VexStatus, author: impl Into<String>) -> Self {
        Self {
            vulnerabilities: BTreeSet::from([vulnerability.into()]),
            products: Vec::new(),
            status,
            justification: None,
            text: String::new(),
            author: author.into(),
            timestamp: None,
            origin: String::new(),
        }
    }
}
