//! `portcullis sign key`.

use std::path::{Path, PathBuf};

use anyhow::Context;
use portcullis::fs;
use portcullis::sign::{Scheme, SigningKey};

use crate::args::{KeyAlgorithm, SignKeyArgs};
use crate::style::print;

pub(super) fn run(args: &SignKeyArgs) -> anyhow::Result<()> {
    let scheme = match args.algorithm {
        KeyAlgorithm::EcdsaP256 => Scheme::EcdsaP256Sha256,
        KeyAlgorithm::EcdsaP384 => Scheme::EcdsaP384Sha384,
        KeyAlgorithm::Ed25519 => Scheme::Ed25519,
    };
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).context("the system's random source")?;
    let key = SigningKey::generate(scheme, seed)?;
    let private = ending(&args.output_key_prefix, "key");
    let public = ending(&args.output_key_prefix, "pub");
    if public.exists() {
        anyhow::bail!("{}: is there already", public.display());
    }
    fs::create_private(&private, key.to_pkcs8_pem().as_bytes())?;
    fs::replace(&public, key.public_key().to_spki_pem().as_bytes())?;
    print(&format!(
        "{}\n{}\nkey id {}\n",
        private.display(),
        public.display(),
        key.public_key().key_id()
    ))
    .context("standard output")
}

/// The prefix with an ending behind it, whatever dots it has.
fn ending(prefix: &Path, ending: &str) -> PathBuf {
    let mut name = prefix.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}
