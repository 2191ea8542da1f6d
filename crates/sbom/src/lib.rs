//! Inventories from lockfiles and SBOM documents, read and written without running anything.
//!
//! A lockfile becomes an [`Inventory`](portcullis_findings::Inventory): components by package URL, where each stands in the
//! text, and the edges between them as far as the format has them. An inventory becomes a CycloneDX document, and a
//! CycloneDX document an inventory. What cannot be known is a gap, never a guess; nothing here opens a file.
//!
//! ```
//! use portcullis_findings::Label;
//! use portcullis_sbom::{Limits, lockfile::Format};
//!
//! let text = br#"
//! version = 4
//!
//! [[package]]
//! name = "app"
//! version = "0.1.0"
//! dependencies = ["log"]
//!
//! [[package]]
//! name = "log"
//! version = "0.4.29"
//! source = "registry+https://registry.example/index"
//! "#;
//! let format = Format::of_file_name(b"Cargo.lock").ok_or("not a lockfile")?;
//! let extract = format.read(&Label::new("Cargo.lock"), text, &[], &Limits::default())?;
//! assert_eq!(extract.inventory.components().len(), 2);
//! assert_eq!(extract.inventory.edge_count(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

pub mod cyclonedx;
mod error;
#[cfg(any(feature = "cyclonedx-bom", feature = "spdx-rs"))]
pub mod interop;
mod licence;
mod limits;
pub mod lockfile;
mod text;

pub use error::{DocumentError, LockfileError};
pub use limits::Limits;
