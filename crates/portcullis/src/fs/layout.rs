//! OCI image layouts in folders.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::oci::{Layout, Manifest, ManifestError, OciLimits, Store};

use super::{ReadError, read_bounded};

/// The most bytes that are read in search of referrers: of all blobs that are small enough to be manifests.
const SEARCHED_BYTES: u64 = 256 * 1024 * 1024;

/// An OCI image layout in a folder, for [`collect`](portcullis_sign::oci::collect) and [`plan`](portcullis_sign::oci::plan).
///
/// ```no_run
/// use portcullis::fs::OciFolder;
/// use portcullis::sign::oci::{OciLimits, collect};
/// let image = OciFolder::open("image".as_ref(), OciLimits::default())?;
/// for digest in image.layout().images() {
///     println!("{digest}: {} attached", collect(&image, digest, &OciLimits::default())?.len());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct OciFolder {
    root: PathBuf,
    layout: Layout,
    limits: OciLimits,
    referrers: OnceLock<Referrers>,
}

/// Manifests by the one they name as their subject.
type Referrers = BTreeMap<Digest, Vec<Digest>>;

/// A folder that is no image layout.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OciFolderError {
    /// A file of it cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Its `index.json` is none.
    #[error("{}: {problem}", path.display())]
    Index {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: ManifestError,
    },
}

impl OciFolder {
    /// Reads the `index.json` of a layout. Blobs are read when they are asked for, never beyond the limits.
    ///
    /// # Errors
    ///
    /// [`OciFolderError`] if it cannot be read, or is no index.
    pub fn open(root: &Path, limits: OciLimits) -> Result<Self, OciFolderError> {
        let path = root.join("index.json");
        let bytes = read_bounded(&path, limits.manifest_bytes)?;
        let layout =
            Layout::from_json(&bytes, &limits).map_err(|problem| OciFolderError::Index { path, problem })?;
        Ok(Self {
            root: root.to_owned(),
            layout,
            limits,
            referrers: OnceLock::new(),
        })
    }

    /// What the layout lists.
    #[must_use]
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// `cosign save` writes bundles as referrers and lists them nowhere: every blob that could be a manifest is asked.
    fn unlisted(&self) -> Result<&Referrers, ReadError> {
        if let Some(known) = self.referrers.get() {
            return Ok(known);
        }
        let folder = self.root.join("blobs").join(Algorithm::Sha256.as_str());
        let io = |source| ReadError::Io {
            path: folder.clone(),
            source,
        };
        let entries = match std::fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            entries => Some(entries.map_err(io)?),
        };
        let (mut found, mut searched) = (Referrers::new(), 0u64);
        for entry in entries.into_iter().flatten() {
            let entry = entry.map_err(io)?;
            let name = entry.file_name();
            let digest = name
                .to_str()
                .and_then(|digits| Digest::from_hex(Algorithm::Sha256, digits).ok());
            let data = entry.metadata().map_err(io)?;
            let Some(digest) = digest.filter(|_| data.is_file() && data.len() <= self.limits.manifest_bytes)
            else {
                continue;
            };
            searched = searched.saturating_add(data.len());
            if searched > SEARCHED_BYTES {
                return Err(ReadError::TooLarge {
                    path: folder,
                    allowed: SEARCHED_BYTES,
                });
            }
            let bytes = read_bounded(&entry.path(), self.limits.manifest_bytes)?;
            // What is no manifest, or not what its name says, refers to nothing.
            let Ok(manifest) = Manifest::from_json(&bytes, &self.limits) else {
                continue;
            };
            if let Some(subject) = manifest.subject().filter(|_| Digest::sha256(&bytes) == digest) {
                found.entry(subject.digest.clone()).or_default().push(digest);
            }
        }
        for digests in found.values_mut() {
            digests.sort_unstable();
        }
        Ok(self.referrers.get_or_init(|| found))
    }

    /// A blob has a name of letters and digits alone, whatever a manifest says.
    fn read(&self, digest: &Digest, limit: u64) -> Result<Option<Vec<u8>>, ReadError> {
        let folder = self.root.join("blobs").join(digest.algorithm().as_str());
        match read_bounded(&folder.join(digest.to_hex()), limit) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(ReadError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Store for OciFolder {
    type Error = ReadError;

    fn blob(&self, digest: &Digest, limit: u64) -> Result<Option<Vec<u8>>, ReadError> {
        self.read(digest, limit)
    }

    fn tag(&self, tag: &str) -> Result<Option<Digest>, ReadError> {
        Ok(self.layout.named(tag).cloned())
    }

    fn referrers(&self, digest: &Digest) -> Result<Vec<Digest>, ReadError> {
        let store = self
            .layout
            .store(|digest: &Digest, limit| self.read(digest, limit), self.limits);
        let mut found = store.referrers(digest)?;
        for unlisted in self.unlisted()?.get(digest).into_iter().flatten() {
            if !found.contains(unlisted) {
                found.push(unlisted.clone());
            }
        }
        Ok(found)
    }

    fn companions(&self) -> Result<Vec<Digest>, ReadError> {
        let store = self
            .layout
            .store(|digest: &Digest, limit| self.read(digest, limit), self.limits);
        store.companions()
    }
}

#[cfg(test)]
mod tests {
    use portcullis_sign::oci::{OciError, collect};

    use super::*;

    #[test]
    fn blobs_that_are_there_are_read_and_those_that_cannot_be_are_no_absence() {
        let folder = std::env::temp_dir().join(format!("portcullis-layout-{}", std::process::id()));
        let root = folder.as_path();
        std::fs::create_dir_all(root).unwrap();
        let manifest = Digest::sha256(b"manifest");
        let listed = format!(
            r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"x","digest":"{manifest}","size":8,"annotations":{{"kind":"dev.cosignproject.cosign/sigs"}}}}]}}"#
        );
        assert!(matches!(
            OciFolder::open(root, OciLimits::default()),
            Err(OciFolderError::Read(_))
        ));
        std::fs::write(root.join("index.json"), "{}").unwrap();
        assert!(matches!(
            OciFolder::open(root, OciLimits::default()),
            Err(OciFolderError::Index { .. })
        ));
        std::fs::write(root.join("index.json"), listed).unwrap();
        let image = OciFolder::open(root, OciLimits::default()).unwrap();
        let attached = || collect(&image, &Digest::sha256(b"image"), &OciLimits::default());
        assert!(matches!(attached(), Err(OciError::NotFound { .. })));
        // A folder where the blob should be.
        let blob = root.join("blobs/sha256").join(manifest.to_hex());
        std::fs::create_dir_all(&blob).unwrap();
        assert!(matches!(
            attached(),
            Err(OciError::Store(ReadError::NotAFile { .. }))
        ));
        std::fs::remove_dir(&blob).unwrap();
        std::fs::write(&blob, "manifest").unwrap();
        assert!(matches!(attached(), Err(OciError::Manifest { .. })));
        std::fs::remove_dir_all(root).unwrap();
    }
}
