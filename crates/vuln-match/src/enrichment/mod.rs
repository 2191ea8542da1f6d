//! What is known of a vulnerability beside its advisory: how likely it is to be exploited, and that it is.
//!
//! [`Epss`] and [`Kev`] are read from the files that FIRST and CISA publish; an [`Enrichment`] of them adds scores and evidence
//! to findings, joined through every id the finding is known by. Neither changes a severity. [`in_environment`] scores a
//! finding's CVSS vectors at the caller's place, and [`risk`] puts findings in order.
//!
//! ```
//! use portcullis_vuln_match::enrichment::{EnrichmentLimits, Epss};
//!
//! let text = b"#model_version:v2025.03.14,score_date:2026-10-31T00:00:00Z\n\
//!              cve,epss,percentile\nCVE-2014-0160,0.94464,0.99999\n";
//! let epss = Epss::read(text, &EnrichmentLimits::default())?;
//! let heartbleed = epss.of("CVE-2014-0160").map(|likelihood| likelihood.probability);
//! assert_eq!(heartbleed, Some(9446));
//! # Ok::<(), portcullis_vuln_match::enrichment::EnrichmentError>(())
//! ```

mod csv;
mod cve;
mod environment;
mod epss;
mod error;
mod join;
mod kev;
mod risk;

pub use environment::in_environment;
pub use epss::Epss;
pub use error::{EnrichmentError, EnrichmentLimits, RowError, SetAside, SetAsides};
pub use join::Enrichment;
pub use kev::Kev;
pub use risk::{risk, with_risk};
