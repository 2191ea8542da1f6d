//! Signatures and attestations of container images, without I/O: blobs come from a [`Store`] of the caller.
//!
//! [`collect`] gathers what is attached to one manifest: cosign's tags (`sha256-….sig`, `.att`), referrers of OCI 1.1 that
//! hold Sigstore bundles, and what cosign saves beside an image in a layout. Nothing of it is trusted until
//! [`Attachment::verify`], or [`Attachment::verify_with_keys`], has bound it to the digest that was asked about. Images are
//! named by digest alone: what a tag stands for is decided before, and shown to nobody here. [`plan`] tells which
//! manifests of an image for several platforms must be signed. [`NewAttachment`] puts signatures and attestations into a layout.

mod attachment;
mod collect;
mod descriptor;
mod error;
mod layout;
mod limits;
mod manifest;
mod payload;
mod plan;
mod write;

pub use attachment::{Attached, Attachment, AttachmentKind};
pub use collect::collect;
pub use descriptor::{Descriptor, Platform};
pub use error::{AttachmentError, ManifestError, OciError};
pub use layout::{Layout, LayoutStore, Store};
pub use limits::OciLimits;
pub use manifest::{Index, Manifest};
pub use payload::SimpleSigning;
pub use plan::{MultiArch, Plan, plan};
pub use write::{NewAttachment, WrittenAttachment};
