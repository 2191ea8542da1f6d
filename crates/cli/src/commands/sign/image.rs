//! `portcullis sign image`.

use anyhow::{Context, bail};
use portcullis::images::{AttachmentForm, SignImageRequest, sign_image};
use portcullis::sign::{RawPredicate, intoto};

use super::attest::predicate;
use crate::args::SignImageArgs;
use crate::style::print;

pub(super) fn run(args: &SignImageArgs) -> anyhow::Result<()> {
    let attested = match &args.predicate {
        None => None,
        Some(path) => {
            let Some(predicate_type) = intoto::predicate_type(&args.predicate_type) else {
                bail!(
                    "--type: `{}` is neither a URI nor a known name",
                    args.predicate_type
                )
            };
            let predicate = RawPredicate::new(predicate_type, predicate(path)?);
            Some(predicate.with_context(|| path.display().to_string())?)
        }
    };
    let request = SignImageRequest {
        layout: args.layout.clone(),
        image: args.image.clone(),
        predicate: attested,
        form: if args.new_bundle_format {
            AttachmentForm::Bundle
        } else {
            AttachmentForm::Tag {
                reference: args.sign_container_identity.clone().unwrap_or_default(),
            }
        },
    };
    let attached = sign_image(&request, &super::signer(&args.key)?)?;
    print(&format!(
        "{} is attached to {}\n",
        attached.manifest, attached.image
    ))
    .context("standard output")
}
