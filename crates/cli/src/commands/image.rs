//! `portcullis verify image`.

use anyhow::{Context, bail};
use portcullis::findings::Label;
use portcullis::images::{ImageRequest, verify_image};
use portcullis::sign::intoto;
use portcullis::sign::oci::MultiArch;
use serde_json::json;

use super::bundle;
use crate::args::{BundleFormat, ImageArgs, ImageRule};
use crate::style::{Mark, Style, print};

/// 0 if all that must be signed of the image is, 1 if not.
pub(crate) fn run(args: &ImageArgs) -> anyhow::Result<u8> {
    let predicate_type = match &args.predicate_type {
        None => None,
        Some(name) => match intoto::predicate_type(name) {
            Some(uri) => Some(uri.to_owned()),
            None => bail!("--type: `{name}` is neither a URI nor a known name"),
        },
    };
    let request = ImageRequest {
        layout: args.layout.clone(),
        image: args.image.clone(),
        trusted_root: args.signer.trusted_root.clone(),
        policy: bundle::policy(&args.signer)?,
        rule: match args.rule {
            ImageRule::LeafOrIndex => MultiArch::LeafOrContainingIndex,
            ImageRule::EveryLeaf => MultiArch::EveryLeaf,
            ImageRule::IndexOnly => MultiArch::IndexOnly,
        },
        predicate_type,
    };
    let style = Style::of_stdout();
    let (text, code) = match verify_image(&request)? {
        Ok(signed) => {
            let text = match args.format {
                BundleFormat::Json => {
                    let manifests: serde_json::Map<_, _> = signed
                        .manifests
                        .iter()
                        .map(|(digest, evidence)| (digest.to_string(), bundle::shown(evidence)))
                        .collect();
                    let image = signed.image.to_string();
                    format!(
                        "{}\n",
                        json!({ "accepted": true, "image": image, "manifests": manifests })
                    )
                }
                BundleFormat::Text => signed
                    .manifests
                    .iter()
                    .map(|(digest, evidence)| format!("{digest}\n{}", bundle::describe(evidence, style)))
                    .collect(),
            };
            (text, 0)
        }
        Err(refusal) => {
            let reason = refusal.to_string();
            let text = match args.format {
                BundleFormat::Json => format!("{}\n", json!({ "accepted": false, "reason": reason })),
                BundleFormat::Text => {
                    format!("{}  {}\n", style.paint(Mark::Red, "REFUSED"), Label::new(reason))
                }
            };
            (text, 1)
        }
    };
    print(&text).context("standard output")?;
    Ok(code)
}
