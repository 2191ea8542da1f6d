//! OCI image layouts in folders.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use portcullis_findings::Digest;
use portcullis_sign::oci::{Layout, ManifestError, OciLimits, Store};

use super::{ReadError, read_bounded};

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
}

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
        })
    }

    /// What the layout lists.
    #[must_use]
    pub const fn layout(&self) -> &Layout {
        &self.layout
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
        store.referrers(digest)
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
