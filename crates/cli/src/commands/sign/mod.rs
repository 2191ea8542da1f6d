//! `portcullis sign`.

mod attest;
mod blob;
mod image;
mod key;

use std::path::Path;

use anyhow::Context;
use portcullis::findings::Secret;
use portcullis::keys::{self, Access, KeyReference, Signer};

use crate::args::{SignCommand, SigningKeyArgs};

/// Signs; errors end with 2.
pub(crate) fn run(command: &SignCommand) -> anyhow::Result<u8> {
    match command {
        SignCommand::Key(args) => key::run(args),
        SignCommand::Blob(args) => blob::run(args),
        SignCommand::Attest(args) => attest::run(args),
        SignCommand::Image(args) => image::run(args),
    }?;
    Ok(0)
}

/// The key that signs.
fn signer(args: &SigningKeyArgs) -> anyhow::Result<Signer> {
    let reference: KeyReference = args.key.parse().context("--key")?;
    Ok(keys::signer(&reference, &access())?)
}

/// What the environment gives beside the name of a key, by the variables that cosign reads.
pub(crate) fn access() -> Access {
    let secret = |name: &str| std::env::var(name).ok().map(Secret::new);
    let mut access = Access::default();
    access.password = secret("COSIGN_PASSWORD");
    access.pin = secret("COSIGN_PKCS11_PIN");
    access.module = std::env::var_os("COSIGN_PKCS11_MODULE_PATH").map(Into::into);
    access
}

/// Whether a path stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
