//! `portcullis sign blob`.

use anyhow::Context;
use portcullis::artifact::{Artifact, sign_artifact};
use portcullis::fs;
use portcullis::sign::{MessageSigner, bundle};

use crate::args::SignBlobArgs;
use crate::style::print;

pub(super) fn run(args: &SignBlobArgs) -> anyhow::Result<()> {
    let signer = super::signer(&args.key)?;
    let artifact = if super::is_stdin(&args.artifact) {
        Artifact::Reader(&mut std::io::stdin().lock())
    } else {
        Artifact::File(&args.artifact)
    };
    let signed = sign_artifact(artifact, &signer)?;
    if let Some(path) = &args.bundle {
        let key = MessageSigner::public_key(&signer);
        let mut json = bundle::write_message(&signed.digest, &signed.signature, key);
        json.push(b'\n');
        fs::replace(path, &json)?;
    }
    let text = signed.to_base64() + "\n";
    match &args.output_signature {
        Some(path) => fs::replace(path, text.as_bytes())?,
        None if args.bundle.is_none() => print(&text).context("standard output")?,
        None => {}
    }
    Ok(())
}
