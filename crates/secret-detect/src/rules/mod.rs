//! The rules, one file per issuer.

use crate::rule::Rule;

mod github;

/// Every issuer's rules. Being in this list enrols a rule in the scanner and in the contract test.
pub(crate) static ALL: &[&[Rule]] = &[github::RULES];
