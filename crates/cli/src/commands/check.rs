//! `portcullis verify blob` and `portcullis verify attestation`: under keys the caller has, without logs and certificates.

use std::path::Path;

use anyhow::{Context, bail};
use portcullis::artifact::{Artifact, verify_artifact};
use portcullis::findings::{Algorithm, Digest, Label};
use portcullis::fs;
use portcullis::keys::{self, KeyReference};
use portcullis::secret_detect::Encoding;
use portcullis::sign::ssh::{AllowedSigners, SshSignature};
use portcullis::sign::{
    Envelope, EnvelopeLimits, Predicate, RawPredicate, StatementLimits, TrustedKeys, VerifyingKey, intoto,
    minisign,
};
use portcullis::signatures::{SignatureForm, SshSigner, verify_minisign, verify_ssh};

use super::sign::{access, is_stdin};
use crate::args::{VerifyAttestationArgs, VerifyBlobArgs, VerifyFormat};
use crate::style::{Mark, Style, print};

/// The most bytes of a signature, in base64 or not.
const SIGNATURE_BYTES: u64 = 64 * 1024;
/// The most bytes of a list of allowed signers: what is read of one.
const LIST_BYTES: u64 = 1024 * 1024;
/// The most bytes of an envelope.
const ENVELOPE_BYTES: u64 = 64 * 1024 * 1024;

/// 0 if the signature is of the artifact under the key, 1 if not.
pub(crate) fn blob(args: &VerifyBlobArgs) -> anyhow::Result<u8> {
    let document = signature(&args.signature)?;
    let mut stdin = std::io::stdin().lock();
    let artifact = if is_stdin(&args.artifact) {
        Artifact::Reader(&mut stdin)
    } else {
        Artifact::File(&args.artifact)
    };
    match (SignatureForm::of(&document), &args.key) {
        (SignatureForm::Ssh, _) => ssh(args, artifact, &document),
        (_, None) => bail!("--allowed-signers: the signature is not of OpenSSH; give --key"),
        (SignatureForm::Minisign, Some(name)) => minisign(name, artifact, &document),
        (_, Some(name)) => {
            let key = key(name)?;
            match verify_artifact(artifact, &bare(document), &key)? {
                Ok(()) => accept(&format!("signed by key {}", key.key_id())),
                Err(refused) => refuse(&refused.to_string()),
            }
        }
    }
}

fn ssh(args: &VerifyBlobArgs, artifact: Artifact<'_>, document: &[u8]) -> anyhow::Result<u8> {
    let signature = match SshSignature::read(document) {
        Ok(signature) => signature,
        Err(error) => return refuse(&error.to_string()),
    };
    let verify = |signer: SshSigner<'_>| verify_ssh(artifact, &signature, signer, &args.namespace);
    let (answer, by) = match (&args.key, &args.allowed_signers, &args.identity) {
        (Some(name), _, _) => {
            let key = key(name)?;
            (verify(SshSigner::Key(&key))?, format!("key {}", key.key_id()))
        }
        (None, Some(path), Some(identity)) => {
            let list = AllowedSigners::read(&fs::read_bounded(path, LIST_BYTES)?)
                .with_context(|| path.display().to_string())?;
            let (at, _) = super::moment(args.at)?;
            let signer = SshSigner::Allowed {
                list: &list,
                identity,
                at,
            };
            (verify(signer)?, identity.clone())
        }
        _ => bail!("--allowed-signers: give --identity, too"),
    };
    match answer {
        Ok(()) => accept(&format!("signed by {by} for {}", args.namespace)),
        Err(refused) => refuse(&refused.to_string()),
    }
}

fn minisign(name: &str, artifact: Artifact<'_>, document: &[u8]) -> anyhow::Result<u8> {
    let KeyReference::File(path) = name.parse().context("--key")? else {
        bail!("--key: keys of minisign are in files")
    };
    let key = keys::minisign_public_key(&path)?;
    let signature = match minisign::Signature::read(document) {
        Ok(signature) => signature,
        Err(error) => return refuse(&error.to_string()),
    };
    match verify_minisign(artifact, &signature, &key)? {
        Ok(comment) => accept(&format!("signed by key {}: {comment}", key.number())),
        Err(refused) => refuse(&refused.to_string()),
    }
}

/// 0 if the envelope is signed by enough of the keys, of the type, and about every artifact; 1 if not.
pub(crate) fn attestation(args: &VerifyAttestationArgs) -> anyhow::Result<u8> {
    let Some(expected) = intoto::predicate_type(&args.predicate_type) else {
        bail!(
            "--type: `{}` is neither a URI nor a known name",
            args.predicate_type
        )
    };
    let keys = args
        .key
        .iter()
        .map(|name| key(name))
        .collect::<Result<Vec<_>, _>>()?;
    let trusted = TrustedKeys::at_least(args.threshold, keys).context("--key")?;
    let digests = args
        .artifacts
        .iter()
        .map(|one| digest(one))
        .collect::<Result<Vec<_>, _>>()?;
    let document = fs::read_bounded(&args.attestation, ENVELOPE_BYTES)?;
    let envelope = match Envelope::from_json(&document, &EnvelopeLimits::default()) {
        Ok(envelope) => envelope,
        Err(error) => return refuse(&error.to_string()),
    };
    let verified = match envelope.verify(intoto::PAYLOAD_TYPE, &trusted) {
        Ok(verified) => verified,
        Err(error) => return refuse(&error.to_string()),
    };
    let statement = match verified.into_statement::<RawPredicate>(&StatementLimits::default()) {
        Ok(statement) => statement,
        Err(error) => return refuse(&error.to_string()),
    };
    let found = statement.get().predicate().predicate_type();
    if found != expected {
        let found = Label::new(found);
        return refuse(&format!("the predicate type is {found}, asked for is {expected}"));
    }
    for (name, digest) in args.artifacts.iter().zip(&digests) {
        if statement.get().subject(digest).is_none() {
            let name = Label::new(name);
            return refuse(&format!("it is not about {name} ({})", digest.to_hex()));
        }
    }
    match args.format {
        VerifyFormat::Json => {
            let json = String::from_utf8(statement.get().predicate().as_json().to_vec());
            print(&(json.context("the predicate")? + "\n")).context("standard output")?;
            Ok(0)
        }
        VerifyFormat::Text => {
            let keys: Vec<String> = statement.evidence().keys().map(ToString::to_string).collect();
            accept(&format!("{expected}, signed by key {}", keys.join(", ")))
        }
    }
}

pub(super) fn key(name: &str) -> anyhow::Result<VerifyingKey> {
    let reference: KeyReference = name.parse().context("--key")?;
    Ok(keys::verifier(&reference, &access())?)
}

/// The file's content, or what was given itself if it names no file.
fn signature(given: &str) -> anyhow::Result<Vec<u8>> {
    let path = Path::new(given);
    if path.exists() {
        Ok(fs::read_bounded(path, SIGNATURE_BYTES)?)
    } else if is_base64(given.as_bytes()) {
        Ok(given.as_bytes().to_vec())
    } else {
        bail!("--signature: `{given}` is neither a file nor base64")
    }
}

/// Out of base64, if it is in that.
fn bare(document: Vec<u8>) -> Vec<u8> {
    let text = document.trim_ascii();
    if is_base64(text) {
        Encoding::Base64.decode(text)
    } else {
        document
    }
}

fn is_base64(text: &[u8]) -> bool {
    let digits = text
        .strip_suffix(b"==")
        .or_else(|| text.strip_suffix(b"="))
        .unwrap_or(text);
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    text.len() >= 64 && text.len().is_multiple_of(4) && digits.iter().all(is_digit)
}

pub(super) fn digest(artifact: &str) -> anyhow::Result<Digest> {
    match artifact.strip_prefix("sha256:") {
        Some(hex) => Digest::from_hex(Algorithm::Sha256, hex).with_context(|| artifact.to_owned()),
        None => Ok(fs::digest_file(Path::new(artifact), Algorithm::Sha256)?),
    }
}

pub(super) fn accept(reason: &str) -> anyhow::Result<u8> {
    answer(Mark::Green, "VERIFIED", reason, 0)
}

pub(super) fn refuse(reason: &str) -> anyhow::Result<u8> {
    answer(Mark::Red, "REFUSED", reason, 1)
}

fn answer(mark: Mark, word: &str, reason: &str, code: u8) -> anyhow::Result<u8> {
    let word = Style::of_stdout().paint(mark, word);
    print(&format!("{word}  {}\n", Label::new(reason))).context("standard output")?;
    Ok(code)
}
