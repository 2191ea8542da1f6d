//! What `trust` can be asked for.

use std::path::PathBuf;

#[cfg(feature = "net")]
use clap::Args as Group;
use clap::Subcommand;
#[cfg(feature = "net")]
use portcullis::findings::Timestamp;
#[cfg(feature = "net")]
use portcullis::net::Address;

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum TrustCommand {
    /// Begin to follow a TUF repository, with a root that you have from somebody you trust
    ///
    /// Nothing is fetched. Exit codes: 0 made, 1 the root is not signed by itself, 2 an error, 64 usage.
    #[cfg(feature = "net")]
    Init {
        /// The folder to make: what is trusted is kept there
        folder: PathBuf,
        /// The root.json to begin with
        #[arg(long, value_name = "FILE")]
        root: PathBuf,
    },
    /// Bring what a TUF repository publishes up to date, such as a Sigstore trusted root
    ///
    /// Exit codes: 0 up to date, 1 what arrived is refused, 2 an error, 64 usage. What was accepted before stays.
    #[cfg(feature = "net")]
    Update(Box<TrustUpdateArgs>),
    /// Tell whom a Sigstore trusted root trusts, for what and when
    ///
    /// Exit codes: 0 told, 2 it cannot be used, 64 usage.
    Show {
        /// The trusted root
        trusted_root: PathBuf,
    },
}

#[cfg(feature = "net")]
#[derive(Debug, Group)]
pub(crate) struct TrustUpdateArgs {
    /// The folder that `trust init` made
    pub(crate) folder: PathBuf,

    /// Where the repository's metadata is; https, or http to this machine
    #[arg(long, value_name = "BASE")]
    pub(crate) from: Address,

    /// Where its targets are [default: targets below --from]
    #[arg(long, value_name = "BASE")]
    pub(crate) targets_from: Option<Address>,

    /// A target to bring into the folder `targets`; may be given several times
    #[arg(long, value_name = "PATH", default_value = "trusted_root.json")]
    pub(crate) target: Vec<String>,

    /// Accept certificates of these authorities alone (PEM) [default: the roots of Mozilla's programme]
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,

    /// The moment that expiry is judged by [default: SOURCE_DATE_EPOCH, else now]
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Timestamp>,
}
