//! Objects by name.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use portcullis_findings::{Gap, GapKind, Label, Stage};
use portcullis_secret_detect::git::{Delta, EntryBase, ObjectId, ObjectIdKind, ObjectKind, apply};

use super::inflate::{self, Inflater};
use super::layered::Layered;
use super::pack::Pack;
use super::streamed::Streamed;
use crate::fs::read_bounded;

/// How many folders of objects may be chained by alternates.
const MAX_ALTERNATES: usize = 64;
/// How many deltas may stand on one another; git writes 50, at most 4,095.
pub(super) const MAX_CHAIN: usize = 4_096;
/// Bytes of objects that a reader keeps as bases of others.
const CACHED_BYTES: usize = 16 << 20;

/// An object.
pub(crate) type Object = (ObjectKind, Arc<Vec<u8>>);

/// An object, or a file that is too large to be held.
pub(crate) enum Content<'a> {
    Held(Object),
    Large(Streamed<'a>),
}

impl Content<'_> {
    /// Its bytes.
    pub(crate) fn reader(&mut self) -> Box<dyn Read + '_> {
        match self {
            Self::Held((_, bytes)) => Box::new(bytes.as_slice()),
            Self::Large(content) => Box::new(content),
        }
    }
}

/// Packs and folders of loose objects.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) kind: ObjectIdKind,
    pub(crate) packs: Vec<Pack>,
    /// Folders of objects, the repository's own first.
    folders: Vec<PathBuf>,
    /// What of it could not be opened.
    pub(crate) gaps: Vec<Gap>,
}

/// What one thread needs to read objects.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) inflater: Inflater,
    pub(crate) compressed: Vec<u8>,
    pub(crate) delta: Vec<u8>,
    cache: HashMap<(usize, u64), Object>,
    cached: usize,
    allowed: u64,
}

impl Reader {
    /// Objects of more than `allowed` bytes are refused.
    pub(crate) fn new(allowed: u64) -> Self {
        Self {
            inflater: Inflater::new(),
            compressed: Vec::new(),
            delta: Vec::new(),
            cache: HashMap::new(),
            cached: 0,
            allowed,
        }
    }

    fn keep(&mut self, key: (usize, u64), object: &Object) {
        if self.cached + object.1.len() > CACHED_BYTES {
            self.cache.clear();
            self.cached = 0;
        }
        self.cached += object.1.len();
        self.cache.insert(key, object.clone());
    }
}

impl Store {
    /// Opens folders of objects and those they name as alternates.
    pub(crate) fn open(folders: Vec<PathBuf>, kind: ObjectIdKind) -> Self {
        let mut store = Self {
            kind,
            packs: Vec::new(),
            folders: Vec::new(),
            gaps: Vec::new(),
        };
        let mut waiting: Vec<PathBuf> = folders.into_iter().rev().collect();
        let mut held = 0;
        while let Some(folder) = waiting.pop() {
            if store.folders.contains(&folder) {
                continue;
            }
            if store.folders.len() >= MAX_ALTERNATES {
                store.gap(&folder, "alternates are chained too far".to_owned());
                break;
            }
            store.open_packs(&folder, &mut held);
            let list = folder.join("info/alternates");
            if let Ok(text) = read_bounded(&list, 1 << 20) {
                let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
                let lines = lines.filter(|line| !line.starts_with(b"#"));
                waiting.extend(lines.filter_map(path_of).map(|path| folder.join(path)));
            }
            store.folders.push(folder);
        }
        store
    }

    /// Where an object lies in packs.
    pub(crate) fn locate(&self, id: &ObjectId) -> Option<(usize, u32)> {
        self.packs
            .iter()
            .enumerate()
            .find_map(|(at, pack)| pack.index.find(id).map(|place| (at, place)))
    }

    /// Reads an object.
    ///
    /// # Errors
    ///
    /// Why it cannot be read, in words.
    pub(crate) fn read(&self, id: &ObjectId, reader: &mut Reader) -> Result<Object, String> {
        if let Some((pack, place)) = self.locate(id) {
            let offset = self.packs.get(pack).and_then(|pack| pack.index.offset(place));
            return self.packed(pack, offset.ok_or("the index is damaged")?, reader);
        }
        let name = id.to_string();
        let (first, rest) = name.split_at(2);
        for folder in &self.folders {
            let path = folder.join(first).join(rest);
            if path.exists() {
                return loose(&path, reader);
            }
        }
        Err("it is not there".to_owned())
    }

    /// Reads an object; a file of more bytes than are held, and of at most so many, piece by piece.
    ///
    /// # Errors
    ///
    /// Why it cannot be read, in words.
    pub(crate) fn content(
        &self,
        id: &ObjectId,
        reader: &mut Reader,
        most: u64,
    ) -> Result<Content<'_>, String> {
        match self.read(id, reader) {
            Ok(object) => Ok(Content::Held(object)),
            Err(cause) => match self.large(id, reader) {
                Some((_, size)) if size > most => Err(format!("more than {most} bytes")),
                Some((content, size)) => Ok(Content::Large(Streamed::new(content, size))),
                None => Err(cause),
            },
        }
    }

    /// The content and size of a file that is too large to be held, or stands on one that is.
    fn large(&self, id: &ObjectId, reader: &mut Reader) -> Option<(Box<dyn Read + '_>, u64)> {
        let allowed = reader.allowed;
        if let Some((at, place)) = self.locate(id) {
            let pack = self.packs.get(at)?;
            let offset = pack.index.offset(place)?;
            let header = pack.header(offset, &mut reader.compressed)?;
            if !matches!(header.base, EntryBase::Whole(_)) {
                let made = Layered::new(pack, offset, allowed, reader).ok()?;
                let is_file = made.kind == ObjectKind::Blob;
                return is_file.then(|| (Box::new(made.content) as Box<dyn Read>, made.size));
            }
            let is_large = header.base == EntryBase::Whole(ObjectKind::Blob) && header.size > allowed;
            let content = Streamed::of_pack(pack, offset + header.length as u64, header.size);
            return is_large.then(|| (Box::new(content) as Box<dyn Read>, header.size));
        }
        let name = id.to_string();
        let (first, rest) = name.split_at(2);
        let mut paths = self.folders.iter().map(|folder| folder.join(first).join(rest));
        let file = File::open(paths.find(|path| path.exists())?).ok()?;
        let mut content = inflate::reader(file);
        let (kind, size) = loose_header(&mut content)?;
        (kind == ObjectKind::Blob && size > allowed).then(|| (Box::new(content) as Box<dyn Read>, size))
    }

    /// The names of loose objects, in order.
    pub(crate) fn loose_ids(&self) -> Vec<ObjectId> {
        let mut ids = Vec::new();
        for folder in &self.folders {
            for first in 0..=255_u8 {
                let first = format!("{first:02x}");
                let Ok(listed) = std::fs::read_dir(folder.join(&first)) else {
                    continue;
                };
                ids.extend(listed.flatten().filter_map(|entry| {
                    let name = entry.file_name();
                    ObjectId::from_hex(format!("{first}{}", name.to_str()?).as_bytes())
                }));
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The object at an offset of a pack: down to what is no delta, and up again.
    fn packed(&self, at: usize, offset: u64, reader: &mut Reader) -> Result<Object, String> {
        let pack = self.packs.get(at).ok_or("there is no such pack")?;
        let mut chain = Vec::new();
        let mut next = offset;
        let (mut object, allowed) = loop {
            if let Some(object) = reader.cache.get(&(at, next)) {
                break (object.clone(), reader.allowed);
            }
            let header = pack
                .header(next, &mut reader.compressed)
                .ok_or("its entry in the pack is damaged")?;
            if header.size > reader.allowed {
                return Err(format!("more than {} bytes", reader.allowed));
            }
            if let EntryBase::Whole(kind) = header.base {
                let bytes = whole(pack, next, header.length, header.size, reader)?;
                let object = (kind, Arc::new(bytes));
                reader.keep((at, next), &object);
                break (object, reader.allowed);
            }
            chain.push((next, header));
            if chain.len() > MAX_CHAIN {
                return Err(format!("more than {MAX_CHAIN} deltas stand on one another"));
            }
            next = pack
                .base_offset(&header.base)
                .ok_or("the base of its delta is not there")?;
        };
        let mut copies = Vec::new();
        while let Some((offset, header)) = chain.pop() {
            let delta = whole(pack, offset, header.length, header.size, reader)?;
            let mut bytes = Vec::new();
            let made = Delta::new(&delta)
                .and_then(|delta| apply(&delta, &object.1, allowed, &mut bytes, &mut copies));
            made.map_err(|error| error.to_string())?;
            object = (object.0, Arc::new(bytes));
            reader.keep((at, offset), &object);
        }
        Ok(object)
    }

    fn open_packs(&mut self, folder: &Path, held: &mut u64) {
        let Ok(listed) = std::fs::read_dir(folder.join("pack")) else {
            return;
        };
        let mut paths: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "idx"));
        paths.sort_unstable();
        for path in paths {
            match Pack::open(&path, self.kind, held) {
                Ok(pack) => self.packs.push(pack),
                Err(error) => self.gap(&path, error.to_string()),
            }
        }
    }

    fn gap(&mut self, path: &Path, cause: String) {
        let name = Label::new(path.file_name().unwrap_or_default().as_encoded_bytes());
        self.gaps
            .push(Gap::new(Stage::Source, GapKind::Skipped, name, cause));
    }
}

/// The inflated content of an entry.
pub(super) fn whole(
    pack: &Pack,
    offset: u64,
    header: usize,
    size: u64,
    reader: &mut Reader,
) -> Result<Vec<u8>, String> {
    let damaged = "its entry in the pack is damaged";
    let start = offset + header as u64;
    let stated = usize::try_from(size).map_err(|_| damaged)?;
    let mut output = Vec::new();
    // Where the stream ends is not told; zlib makes at most so much of what does not compress (zlib's `compressBound`).
    let most = size + (size >> 12) + (size >> 14) + 64;
    let Reader {
        inflater, compressed, ..
    } = reader;
    let input = pack.at(start, most, compressed).ok_or(damaged)?;
    if inflater.inflate(input, stated, &mut output) {
        return Ok(output);
    }
    // A stream of many empty blocks may be longer than that.
    let input = pack
        .at(start, most.saturating_mul(4) + (1 << 16), compressed)
        .ok_or(damaged)?;
    if inflater.inflate(input, stated, &mut output) {
        return Ok(output);
    }
    Err(damaged.to_owned())
}

/// A loose object: a zlib stream of kind, size and content.
fn loose(path: &Path, reader: &mut Reader) -> Result<Object, String> {
    let damaged = "the loose object is damaged";
    let most = reader.allowed + (reader.allowed >> 10) + 4096;
    let compressed = read_bounded(path, most).map_err(|error| error.cause())?;
    let head = reader.inflater.start(&compressed, 64);
    let end = head.iter().position(|byte| *byte == 0).ok_or(damaged)?;
    let header = head.get(..end).unwrap_or_default();
    let (kind, size) = kind_and_size(header).ok_or(damaged)?;
    if size > reader.allowed {
        return Err(format!("more than {} bytes", reader.allowed));
    }
    let stated = usize::try_from(size).map_err(|_| damaged)? + end + 1;
    let mut output = Vec::new();
    if !reader.inflater.inflate(&compressed, stated, &mut output) {
        return Err(damaged.to_owned());
    }
    output.drain(..=end);
    Ok((kind, Arc::new(output)))
}

/// Kind and size at the beginning of a loose object.
fn loose_header(content: &mut impl Read) -> Option<(ObjectKind, u64)> {
    let mut header = Vec::new();
    let mut byte = [0];
    while header.len() < 64 {
        content.read_exact(&mut byte).ok()?;
        if byte == [0] {
            return kind_and_size(&header);
        }
        header.extend(byte);
    }
    None
}

/// `blob 12`.
fn kind_and_size(header: &[u8]) -> Option<(ObjectKind, u64)> {
    let space = header.iter().position(|byte| *byte == b' ')?;
    let (kind, size) = header.split_at(space);
    let size = std::str::from_utf8(size.trim_ascii_start()).ok()?;
    Some((ObjectKind::parse(kind)?, size.parse().ok()?))
}

#[cfg(unix)]
pub(super) fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
pub(super) fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}
