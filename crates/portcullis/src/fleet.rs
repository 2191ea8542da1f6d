//! A fleet in a folder: one file for each segment, numbered in the order they were built.

use std::fs::{read_dir, remove_file};
use std::io::Read;
use std::path::{Path, PathBuf};

use portcullis_vuln_match::{Fleet, FleetError, MatchOptions, Removals};

use crate::fs::{ReadError, WriteError, read_bounded, replace};

/// The most bytes one segment may have; a million inventories of 300 components take 0.43 GB.
const SEGMENT_BYTES: u64 = 16 << 30;

/// The segments of a fleet, read into memory. Other files of the folder are left alone.
#[derive(Debug)]
pub struct FleetFolder {
    segments: Vec<(u64, Vec<u8>)>,
}

/// A folder cannot be used as a fleet.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FleetFolderError {
    /// There is a fleet where a new one should be made.
    #[error("{}: there is a fleet already", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// There is no segment.
    #[error("{}: no fleet", path.display())]
    Empty {
        /// The folder.
        path: PathBuf,
    },
    /// The folder cannot be listed, or a merged segment not be removed.
    #[error("{}: {source}", path.display())]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A segment cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A segment cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A segment is damaged.
    #[error("{}: {source}", path.display())]
    Fleet {
        /// The folder.
        path: PathBuf,
        /// Where and why.
        source: FleetError,
    },
}

impl FleetFolder {
    /// Reads the segments of a folder.
    ///
    /// # Errors
    ///
    /// [`FleetFolderError`] if there is none, or one cannot be read.
    pub fn open(path: &Path) -> Result<Self, FleetFolderError> {
        let numbers = numbers(path)?;
        if numbers.is_empty() {
            return Err(FleetFolderError::Empty {
                path: path.to_owned(),
            });
        }
        let read = numbers
            .into_iter()
            .map(|number| Ok((number, read_bounded(&file(path, number), SEGMENT_BYTES)?)));
        let segments = read.collect::<Result<_, ReadError>>()?;
        Ok(Self { segments })
    }

    /// The fleet that the segments are.
    ///
    /// # Errors
    ///
    /// [`FleetError`] if one of them is damaged.
    pub fn fleet(&self) -> Result<Fleet<'_>, FleetError> {
        let segments: Vec<&[u8]> = self.segments.iter().map(|(_, bytes)| bytes.as_slice()).collect();
        Fleet::open(&segments)
    }
}

/// Writes the first segment of a new fleet.
///
/// # Errors
///
/// [`FleetFolderError`] if there is one already, or it cannot be written.
pub fn create(path: &Path, segment: &[u8]) -> Result<(), FleetFolderError> {
    if path.exists() && !numbers(path)?.is_empty() {
        return Err(FleetFolderError::NotEmpty {
            path: path.to_owned(),
        });
    }
    Ok(replace(&file(path, 1), segment)?)
}

/// The options that the fleet's inventories are matched by; what else it holds is not read.
///
/// # Errors
///
/// [`FleetFolderError`] if there is no fleet, or its last segment is damaged at its beginning.
pub fn options(path: &Path) -> Result<MatchOptions, FleetFolderError> {
    let number = last(path)?;
    let file = file(path, number);
    let io = |source| FleetFolderError::Io {
        path: file.clone(),
        source,
    };
    let mut start = Vec::new();
    let opened = std::fs::File::open(&file).map_err(io)?;
    let head = opened.take(Fleet::HEADER_BYTES as u64).read_to_end(&mut start);
    head.map_err(io)?;
    Fleet::options_of(&start).ok_or_else(|| FleetFolderError::Fleet {
        path: path.to_owned(),
        source: FleetError::DamagedHeader {
            segment: numbers(path).map_or(0, |numbers| numbers.len().saturating_sub(1)),
        },
    })
}

/// Writes one more segment behind those that are there. They are not read.
///
/// # Errors
///
/// [`FleetFolderError`] if there is none yet, or it cannot be written.
pub fn append(path: &Path, segment: &[u8]) -> Result<(), FleetFolderError> {
    Ok(replace(&file(path, last(path)? + 1), segment)?)
}

/// Puts all segments into one, then removes them. Stopped at any point, the folder still holds the same fleet: the new
/// segment comes last and has every inventory, and the oldest is removed first, so that nothing that was removed comes back.
///
/// # Errors
///
/// [`FleetFolderError`] if something cannot be read or written.
pub fn merge(path: &Path) -> Result<(), FleetFolderError> {
    let folder = FleetFolder::open(path)?;
    let damaged = |source| FleetFolderError::Fleet {
        path: path.to_owned(),
        source,
    };
    let merged = folder.fleet().and_then(|fleet| fleet.merge(Removals::Drop));
    append(path, &merged.map_err(damaged)?)?;
    for (number, _) in folder.segments {
        let old = file(path, number);
        remove_file(&old).map_err(|source| FleetFolderError::Io { path: old, source })?;
    }
    Ok(())
}

fn last(path: &Path) -> Result<u64, FleetFolderError> {
    numbers(path)?.pop().ok_or_else(|| FleetFolderError::Empty {
        path: path.to_owned(),
    })
}

/// The numbers of the segments in rising order.
fn numbers(path: &Path) -> Result<Vec<u64>, FleetFolderError> {
    let io = |source| FleetFolderError::Io {
        path: path.to_owned(),
        source,
    };
    let mut numbers = Vec::new();
    for entry in read_dir(path).map_err(io)? {
        let name = entry.map_err(io)?.file_name();
        let number = name.to_str().and_then(|name| name.strip_suffix(".fleet"));
        numbers.extend(
            number
                .filter(|number| number.len() == 12)
                .and_then(|number| number.parse::<u64>().ok()),
        );
    }
    numbers.sort_unstable();
    Ok(numbers)
}

fn file(path: &Path, number: u64) -> PathBuf {
    path.join(format!("{number:012}.fleet"))
}
