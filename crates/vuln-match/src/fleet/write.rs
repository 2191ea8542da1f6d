//! Writes one segment, its parts in rising order.

use super::coding::put_varint;
use super::layout::{HEADER, Header, Part, SORTED_BY, Section};
use super::sorted::{SortedWriter, put_shared};
use crate::{MatchOptions, pages};

/// A block of the dictionary ends behind the package that makes it this long.
const BLOCK_BYTES: usize = 2048;

/// Takes what a segment holds in its order and gives its bytes.
#[derive(Debug)]
pub(super) struct SegmentWriter {
    /// The header's place, then the postings.
    out: Vec<u8>,
    header: Header,
    dictionary: Vec<u8>,
    blocks: Vec<u8>,
    /// Where the last block begins; `None` before the first package of a block.
    block: Option<usize>,
    last_package: Vec<u8>,
    package: Package,
}

/// The package that is being written.
#[derive(Debug, Default)]
struct Package {
    key: Vec<u8>,
    groups: Vec<u8>,
    group_count: u64,
    postings_start: usize,
    group: Group,
}

/// The versions of one release of a package.
#[derive(Debug, Default)]
struct Group {
    release: Option<Vec<u8>>,
    /// Bytes of the list of the component without a version.
    without: Option<u64>,
    versions: Vec<u8>,
    count: u64,
    last: Vec<u8>,
}

impl SegmentWriter {
    pub(super) fn new(capacity: usize, options: MatchOptions) -> Self {
        let mut out = Vec::with_capacity(HEADER + capacity);
        out.resize(HEADER, 0);
        Self {
            out,
            header: Header {
                sorted_by: SORTED_BY,
                options,
                ..Header::default()
            },
            dictionary: Vec::new(),
            blocks: Vec::new(),
            block: None,
            last_package: Vec::new(),
            package: Package::default(),
        }
    }

    /// The next package; keys rise.
    pub(super) fn package(&mut self, key: &[u8]) {
        self.end_package();
        self.package.key.extend_from_slice(key);
        self.package.postings_start = self.out.len();
    }

    /// The next release of the package; none first, then rising.
    pub(super) fn release(&mut self, release: Option<&[u8]>) {
        self.end_group();
        self.package.group.release = release.map(<[u8]>::to_vec);
        self.package.group_count += 1;
    }

    /// The next version of the release: none first, then in their order. `list` adds its encoded list of `count` entries.
    pub(super) fn version(&mut self, version: Option<&[u8]>, count: u64, list: impl FnOnce(&mut Vec<u8>)) {
        let start = self.out.len();
        list(&mut self.out);
        let length = (self.out.len() - start) as u64;
        let group = &mut self.package.group;
        match version {
            None => group.without = Some(length),
            Some(version) => {
                put_shared(&mut group.versions, &group.last, version);
                put_varint(&mut group.versions, length);
                group.last.clear();
                group.last.extend_from_slice(version);
                group.count += 1;
            }
        }
        self.header.components += 1;
        self.header.postings += count;
    }

    fn end_group(&mut self) {
        let package = &mut self.package;
        let group = std::mem::take(&mut package.group);
        if group.without.is_none() && group.count == 0 {
            return;
        }
        let release = group.release.as_deref();
        put_varint(
            &mut package.groups,
            release.map_or(0, |release| release.len() as u64 + 1),
        );
        package.groups.extend_from_slice(release.unwrap_or_default());
        put_varint(
            &mut package.groups,
            group.count << 1 | u64::from(group.without.is_some()),
        );
        if let Some(length) = group.without {
            put_varint(&mut package.groups, length);
        }
        package.groups.extend_from_slice(&group.versions);
    }

    fn end_package(&mut self) {
        self.end_group();
        let package = std::mem::take(&mut self.package);
        if package.group_count == 0 {
            return;
        }
        let full = |block: &usize| self.dictionary.len() - block < BLOCK_BYTES;
        if self.block.filter(full).is_none() {
            self.block = Some(self.dictionary.len());
            self.last_package.clear();
            self.blocks.extend((self.dictionary.len() as u64).to_le_bytes());
            self.blocks
                .extend(((package.postings_start - HEADER) as u64).to_le_bytes());
        }
        put_shared(&mut self.dictionary, &self.last_package, &package.key);
        put_varint(
            &mut self.dictionary,
            (self.out.len() - package.postings_start) as u64,
        );
        let mut count = Vec::new();
        put_varint(&mut count, package.group_count);
        put_varint(&mut self.dictionary, (count.len() + package.groups.len()) as u64);
        self.dictionary.extend_from_slice(&count);
        self.dictionary.extend_from_slice(&package.groups);
        self.last_package = package.key;
        self.header.packages += 1;
    }

    /// The segment, with the names of its inventories and of those it removes.
    pub(super) fn finish(mut self, names: SortedWriter, removed: SortedWriter) -> Vec<u8> {
        self.end_package();
        self.header.inventories = names.count;
        self.header.removed = removed.count;
        let mut end = (self.out.len() - HEADER) as u64;
        self.header.set_section(
            Part::Postings,
            Section {
                start: 0,
                length: end,
            },
        );
        for (part, bytes) in [
            (Part::Dictionary, self.dictionary),
            (Part::DictionaryBlocks, self.blocks),
            (Part::Names, names.bytes),
            (Part::NameBlocks, names.blocks),
            (Part::Removed, removed.bytes),
            (Part::RemovedBlocks, removed.blocks),
        ] {
            let length = bytes.len() as u64;
            self.header.set_section(part, Section { start: end, length });
            self.out.extend_from_slice(&bytes);
            end += length;
        }
        let sums = pages::table(self.out.get(HEADER..).unwrap_or_default());
        self.out.extend_from_slice(&sums);
        let header = self.header.write(self.out.len() as u64, pages::checksum(&sums));
        for (slot, byte) in self.out.iter_mut().zip(header) {
            *slot = byte;
        }
        self.out
    }
}
