//! `portcullis sign key`.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use portcullis::findings::Secret;
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
    let password = super::access().password;
    let key = SigningKey::generate(scheme, random()?)?;
    let document = match password {
        _ if args.unencrypted => Secret::new(key.to_pkcs8_pem().as_bytes()),
        Some(password) => Secret::new(key.to_cosign_pem(password.expose(), random()?, random()?)?),
        None => bail!("no password for the private key: set COSIGN_PASSWORD, or ask for --unencrypted"),
    };
    let private = ending(&args.output_key_prefix, "key");
    let public = ending(&args.output_key_prefix, "pub");
    if public.exists() {
        bail!("{}: is there already", public.display());
    }
    fs::create_private(&private, document.expose())?;
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

fn random<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).context("the system's random source")?;
    Ok(bytes)
}
