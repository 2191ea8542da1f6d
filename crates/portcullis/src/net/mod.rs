//! Advisories and trusted roots from the network: the one place of Portcullis that opens a socket.
//!
//! [`update_advisories`] brings the archives that OSV exports per ecosystem, `<base>/<Ecosystem>/all.zip`, into a folder that
//! [`open_advisories`](crate::open_advisories) reads. An archive takes the place of the one before only when all of it has
//! arrived, its checksums fit, every record could be unpacked and it is not older than what it replaces; a transfer that broke
//! goes on where it ended.
//!
//! [`update_index`] compiles what was brought into one index besides, which takes the place of the one before in one step.
//!
//! [`Repository`] follows a TUF repository, from which trusted roots come; what it brings is verified, whoever sends it.
//!
//! What is trusted with advisories: the owner of the base address, as the holder of a certificate for its name; with
//! [`UpdateOptions::digests`] the digests alone. Nothing of the environment is read, proxies included.
//!
//! ```no_run
//! use portcullis::Silent;
//! use portcullis::net::{Selection, UpdateOptions, update_advisories};
//!
//! let mut options = UpdateOptions::new("advisories");
//! options.selection = Selection::Ecosystems(vec!["PyPI".to_owned(), "Red Hat".to_owned()]);
//! for update in update_advisories(&options, &Silent)?.ecosystems {
//!     match update.result {
//!         Ok(archive) => println!("{}: {} records", update.ecosystem, archive.records),
//!         Err(error) => eprintln!("{}: {error}", update.ecosystem),
//!     }
//! }
//! # Ok::<(), portcullis::net::UpdateError>(())
//! ```

mod address;
mod checksum;
mod client;
mod content;
mod digests;
mod download;
mod error;
mod fetch;
mod index;
mod lock;
mod options;
mod repository;
mod stored;
mod update;

pub use address::{Address, AddressError};
pub use digests::{Digests, DigestsError};
pub use error::{FetchError, UpdateError, Wait};
pub use index::{DetailsFile, IndexOptions, IndexState, UpdateIndexError, update_index};
pub use options::{
    OlderArchives, PUBLIC_BASE, PlainHttp, Retries, Roots, Selection, Timeouts, UpdateLimits, UpdateOptions,
};
pub use repository::{Repository, RepositoryError, RepositoryOptions};
pub use update::{ArchiveState, Change, EcosystemUpdate, Updated, update_advisories};
