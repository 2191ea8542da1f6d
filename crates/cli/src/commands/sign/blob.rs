//! `portcullis sign blob`.

use std::path::Path;

use anyhow::{Context, bail};
use portcullis::artifact::{Artifact, sign_artifact};
use portcullis::fs;
use portcullis::keys::{self, KeyReference};
use portcullis::sign::{MessageSigner, bundle};
use portcullis::signatures::{sign_minisign, sign_ssh};

use crate::args::{BlobFormat, SignBlobArgs};
use crate::style::print;

pub(super) fn run(args: &SignBlobArgs) -> anyhow::Result<()> {
    if args.bundle.is_some() && args.format != BlobFormat::Base64 {
        bail!("--bundle: a bundle holds no signature in the form of --format");
    }
    let mut stdin = std::io::stdin().lock();
    let artifact = if super::is_stdin(&args.artifact) {
        Artifact::Reader(&mut stdin)
    } else {
        Artifact::File(&args.artifact)
    };
    let text = match args.format {
        BlobFormat::Base64 => bare(args, artifact)?,
        BlobFormat::Ssh => sign_ssh(artifact, &super::signer(&args.key)?, &args.namespace)??,
        BlobFormat::Minisign => minisign(args, artifact)?,
    };
    match &args.output_signature {
        Some(path) => fs::replace(path, text.as_bytes())?,
        None if args.bundle.is_none() => print(&text).context("standard output")?,
        None => {}
    }
    Ok(())
}

fn bare(args: &SignBlobArgs, artifact: Artifact<'_>) -> anyhow::Result<String> {
    let signer = super::signer(&args.key)?;
    let signed = sign_artifact(artifact, &signer)?;
    if let Some(path) = &args.bundle {
        let key = MessageSigner::public_key(&signer);
        let mut json = bundle::write_message(&signed.digest, &signed.signature, key);
        json.push(b'\n');
        fs::replace(path, &json)?;
    }
    Ok(signed.to_base64() + "\n")
}

fn minisign(args: &SignBlobArgs, artifact: Artifact<'_>) -> anyhow::Result<String> {
    let KeyReference::File(path) = args.key.key.parse().context("--key")? else {
        bail!("--key: keys of minisign are in files")
    };
    let key = keys::minisign_secret_key(&path, super::access().password.as_ref())?;
    let comment = match &args.trusted_comment {
        Some(comment) => comment.clone(),
        None => named(&args.artifact),
    };
    Ok(sign_minisign(artifact, &key, &comment)??)
}

/// What minisign says of itself, but for the time.
fn named(artifact: &Path) -> String {
    let name = artifact.file_name().unwrap_or_default().to_string_lossy();
    format!("file:{name}\thashed")
}
