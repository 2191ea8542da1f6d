//! `portcullis sign attest`.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use portcullis::findings::{Algorithm, Digest};
use portcullis::fs;
use portcullis::sign::{MessageSigner, RawPredicate, ResourceDescriptor, Statement, bundle, intoto};

use crate::args::SignAttestArgs;
use crate::style::print;

/// The most bytes of a predicate: what a verifier reads by default.
const PREDICATE_BYTES: u64 = 16 * 1024 * 1024;

pub(super) fn run(args: &SignAttestArgs) -> anyhow::Result<()> {
    let Some(predicate_type) = intoto::predicate_type(&args.predicate_type) else {
        bail!(
            "--type: `{}` is neither a URI nor a known name",
            args.predicate_type
        )
    };
    let predicate = RawPredicate::new(predicate_type, predicate(&args.predicate)?)
        .with_context(|| args.predicate.display().to_string())?;
    let subjects = args
        .subjects
        .iter()
        .map(|subject| describe(subject))
        .collect::<Result<_, _>>()?;
    let signer = super::signer(&args.key)?;
    let envelope = Statement::new(subjects, predicate)?.sign(&[&signer])?;
    let mut json = envelope.to_json();
    json.push(b'\n');
    if let Some(path) = &args.bundle {
        let mut json = bundle::write_envelope(&envelope, MessageSigner::public_key(&signer));
        json.push(b'\n');
        fs::replace(path, &json)?;
    }
    match &args.output_attestation {
        Some(path) => fs::replace(path, &json)?,
        None if args.bundle.is_none() => {
            print(&String::from_utf8(json).context("the envelope")?).context("standard output")?;
        }
        None => {}
    }
    Ok(())
}

pub(super) fn predicate(path: &Path) -> anyhow::Result<Vec<u8>> {
    if !super::is_stdin(path) {
        return Ok(fs::read_bounded(path, PREDICATE_BYTES)?);
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(PREDICATE_BYTES + 1)
        .read_to_end(&mut bytes)
        .context("standard input")?;
    if bytes.len() as u64 > PREDICATE_BYTES {
        bail!("standard input: more than {PREDICATE_BYTES} bytes");
    }
    Ok(bytes)
}

/// A file by its name and digest, or a name and a digest.
fn describe(subject: &str) -> anyhow::Result<ResourceDescriptor> {
    if let Some((name, digest)) = subject.rsplit_once("=sha256:") {
        let digest = Digest::from_hex(Algorithm::Sha256, digest).with_context(|| subject.to_owned())?;
        return Ok(ResourceDescriptor::named(name, &digest));
    }
    let path = Path::new(subject);
    let digest = fs::digest_file(path, Algorithm::Sha256)?;
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        bail!("{subject}: the name of the file is not UTF-8")
    };
    Ok(ResourceDescriptor::named(name, &digest))
}
