//! Files, and changes of files, as packs hold them.

use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use portcullis_findings::{Gap, Label, Location};
use portcullis_secret_detect::git::{Copied, ObjectId, ObjectKind, tag};
use portcullis_secret_detect::{Origin, Scanner, SecretMatch};

use crate::secrets::options::{ScannedSecrets, SecretOptions};
use crate::secrets::scan::{self, Kept, SecretHash, hash};
use crate::secrets::tree::budget;
use crate::source::{Form, unpack};

/// Below so many bytes a file is looked at whole.
const SMALL: usize = 4 * 1024;

/// What is known of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Scanned {
    /// Whole matches, by where they begin.
    pub(super) matches: Vec<(Range<usize>, SecretHash)>,
    /// Keywords of rules with a wide reach; nothing if there were too many.
    far: Option<Vec<u64>>,
    /// The secrets, each once, in order.
    pub(super) secrets: Arc<[SecretHash]>,
    /// Whether it is packed: what is in it was looked at too, by other offsets.
    packed: bool,
}

/// Scans a file, packed content opened.
pub(super) fn unpacked(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    place: &Location,
    content: &mut dyn Read,
    into: &mut ScannedSecrets,
) {
    let gaps = unpack(
        place.clone(),
        content,
        &options.limits,
        &budget(options),
        &mut |place, content| scan::read(options, kept, place, content, into),
    );
    into.gaps.extend(gaps);
}

/// Scans the message of a commit or tag.
pub(super) fn message(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    kind: ObjectKind,
    id: &ObjectId,
    bytes: &[u8],
    into: &mut ScannedSecrets,
) {
    let start = bytes.windows(2).position(|two| two == b"\n\n");
    let text = start.and_then(|start| bytes.get(start + 2..)).unwrap_or_default();
    let place = match kind {
        ObjectKind::Tag => {
            let name = tag(bytes).map(|tag| tag.name).unwrap_or_default();
            Location::new(Label::new([b"tag message of ", name.as_slice()].concat()))
        }
        _ => Location::new("commit message"),
    };
    let place = place.with_commit(id.to_string());
    let inputs = into.inputs;
    scan::bytes(options, kept, &place, text, into);
    into.inputs = inputs + 1;
}

/// Scans a whole file, packed content opened; gaps of that name the object.
pub(super) fn whole(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    id: Option<ObjectId>,
    bytes: &[u8],
    gaps: &mut Vec<Gap>,
) -> Scanned {
    if options.limits.depth > 0 && Form::of(bytes).is_some() {
        return packed(options, kept, id, &mut &*bytes, gaps);
    }
    let mut found: Vec<SecretMatch> = Vec::new();
    let origin = Origin::open();
    let _ = options
        .scanner
        .scan_from(&mut kept.scratch, &origin, bytes, &mut found);
    let matches = found.iter().map(known).collect();
    Scanned::new(matches, kept.scratch.far().map(<[u64]>::to_vec))
}

/// Scans a file of which parts were copied from another one: only what is new, and what that could change.
pub(super) fn changed(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    (base, base_bytes): (&Scanned, &[u8]),
    (id, bytes): (Option<ObjectId>, &[u8]),
    copies: &[Copied],
    gaps: &mut Vec<Gap>,
) -> Scanned {
    let is_packed = base.packed || Form::of(bytes).is_some();
    let parts = if bytes.len() < SMALL || is_packed || !options.scanner.is_local() {
        None
    } else {
        parts(options.scanner, base, base_bytes.len(), bytes, copies)
    };
    let Some(parts) = parts else {
        return whole(options, kept, id, bytes, gaps);
    };
    let mut found: Vec<SecretMatch> = Vec::new();
    let _ = options
        .scanner
        .scan_parts(&mut kept.scratch, bytes, &parts.looked, &mut found);
    let mut matches: Vec<_> = found.iter().map(known).collect();
    matches.extend(parts.matches);
    matches.sort_unstable_by_key(|(span, place)| (span.start, span.end, *place));
    matches.dedup();
    let far = kept.scratch.far().map(|new| {
        let mut far = parts.far;
        far.extend_from_slice(new);
        far.sort_unstable();
        far.dedup();
        far
    });
    Scanned::new(matches, far)
}

impl Scanned {
    fn new(matches: Vec<(Range<usize>, SecretHash)>, far: Option<Vec<u64>>) -> Self {
        let mut secrets: Vec<SecretHash> = matches.iter().map(|(_, hash)| *hash).collect();
        secrets.sort_unstable();
        secrets.dedup();
        Self {
            matches,
            far,
            secrets: secrets.into(),
            packed: false,
        }
    }
}

/// What of a changed file is to be looked at, and what stays.
struct Parts {
    looked: Vec<Range<usize>>,
    matches: Vec<(Range<usize>, SecretHash)>,
    far: Vec<u64>,
}

/// Nothing if the whole file is better looked at.
fn parts(
    scanner: &Scanner,
    base: &Scanned,
    base_length: usize,
    bytes: &[u8],
    copies: &[Copied],
) -> Option<Parts> {
    let base_far = base.far.as_ref()?;
    let edges = edges(base_length, bytes.len(), copies);
    let mut looked: Vec<Range<usize>> = Vec::new();
    for edge in &edges {
        let start = edge.start.saturating_sub(Scanner::NEAR);
        let end = edge.end.saturating_add(Scanner::NEAR).min(bytes.len());
        match looked.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(end),
            _ => looked.push(start..end),
        }
    }
    let sum: usize = looked.iter().map(ExactSizeIterator::len).sum();
    if sum > bytes.len() / 4 * 3 {
        return None;
    }
    let is_looked = |at: usize| {
        let next = looked.partition_point(|part| part.end <= at);
        looked.get(next).is_some_and(|part| part.start <= at)
    };
    let is_near_edge = |range: Range<usize>, reach: usize| {
        let next = edges.partition_point(|edge| edge.end.saturating_add(reach) < range.start);
        edges
            .get(next)
            .is_some_and(|edge| edge.start <= range.end.saturating_add(reach))
    };
    let (mut far, mut more) = (Vec::new(), Vec::new());
    let mut matches = Vec::new();
    for copied in copies {
        let from = copied.base..copied.base + copied.length;
        let start = base_far.partition_point(|at| *at < from.start as u64);
        for keyword in base_far.get(start..).unwrap_or_default() {
            let Ok(keyword) = usize::try_from(*keyword) else {
                break;
            };
            if keyword >= from.end {
                break;
            }
            let at = keyword - copied.base + copied.at;
            if is_looked(at) {
                continue;
            }
            if is_near_edge(at..at, 2 * scanner.width()) {
                more.push(at..at + 1);
            } else {
                far.push(at as u64);
            }
        }
    }
    // Places come in order, since copies do.
    more.dedup();
    let asked: Vec<usize> = more.iter().map(|part: &Range<usize>| part.start).collect();
    for copied in copies {
        let from = copied.base..copied.base + copied.length;
        let reach = scanner.width();
        let start = base
            .matches
            .partition_point(|(range, _)| range.start.saturating_add(reach) < from.start);
        for (range, hash) in base.matches.get(start..).unwrap_or_default() {
            if range.start >= from.end {
                break;
            }
            let (first, last) = (range.start.max(from.start), range.end.min(from.end));
            if first >= last {
                continue;
            }
            let moved = first - copied.base + copied.at..last - copied.base + copied.at;
            // Of what is near a part that is looked at, or has a keyword that is asked again, the end may be another now, and what it
            // covered may be told; so it is looked at again, with what stands around it.
            let around = moved.start.saturating_sub(Scanner::NEAR)..moved.end.saturating_add(Scanner::NEAR);
            let next = asked.partition_point(|at| *at < moved.start);
            let part = looked.partition_point(|part| part.end <= around.start);
            let stays = (first, last) == (range.start, range.end)
                && asked.get(next).is_none_or(|at| *at >= moved.end)
                && looked.get(part).is_none_or(|part| part.start >= around.end);
            if stays {
                matches.push((moved, *hash));
            } else {
                more.push(around.start..around.end.min(bytes.len()));
            }
        }
    }
    looked.extend(more);
    looked.sort_unstable_by_key(|part| part.start);
    looked.dedup_by(|next, before| {
        let overlaps = next.start < before.end;
        if overlaps {
            before.end = before.end.max(next.end);
        }
        overlaps
    });
    Some(Parts { looked, matches, far })
}

/// What is not as in the base: new bytes, and the places where copies meet.
fn edges(base_length: usize, length: usize, copies: &[Copied]) -> Vec<Range<usize>> {
    let mut edges = Vec::with_capacity(copies.len() + 1);
    let (mut at, mut base) = (0, 0);
    for copied in copies {
        if copied.at != at || copied.base != base {
            edges.push(at..copied.at);
        }
        (at, base) = (copied.at + copied.length, copied.base + copied.length);
    }
    if at != length || base != base_length {
        edges.push(at..length);
    }
    edges
}

fn known(found: &SecretMatch) -> (Range<usize>, SecretHash) {
    let whole = found.whole();
    let at = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX);
    (at(whole.start)..at(whole.end), hash(found))
}

/// Scans a file as it is read, for digests of its secrets alone; gaps of that name the object.
pub(super) fn packed(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    id: Option<ObjectId>,
    content: &mut dyn Read,
    gaps: &mut Vec<Gap>,
) -> Scanned {
    let mut secrets = Vec::new();
    let place = Location::new(id.map(|id| id.to_string()).unwrap_or_default());
    let told = unpack(
        place,
        content,
        &options.limits,
        &budget(options),
        &mut |_, content| scan::hashes(options, kept, content, &mut secrets),
    );
    gaps.extend(told);
    let mut scanned = Scanned::new(secrets, None);
    scanned.packed = true;
    scanned
}

#[cfg(test)]
mod tests {
    use portcullis_secret_detect::RuleSet;

    use super::*;

    const TOKEN: &str = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");

    /// Numbers that only look random.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, bound: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % bound
        }
    }

    /// Some text with what rules ask for, a secret now and then, cut anywhere.
    fn piece(numbers: &mut Numbers) -> Vec<u8> {
        let mut text = Vec::new();
        for _ in 0..numbers.below(12) {
            let line = match numbers.below(12) {
                0 => format!("token = \"{TOKEN}\"\n"),
                1 => "-----BEGIN RSA PRIVATE KEY-----\n".to_owned(),
                2 => "-----END RSA PRIVATE KEY-----\n".to_owned(),
                3 => "password = \"hunter2hunter2\"\n".to_owned(),
                4 => TOKEN.to_owned(),
                5 => "ghp_".to_owned(),
                _ => format!("a line of text, number {}\n", numbers.below(1000)),
            };
            text.extend_from_slice(line.as_bytes());
        }
        let cut = numbers.below(text.len() + 1);
        if numbers.below(4) == 0 {
            text.truncate(cut);
        }
        text
    }

    #[test]
    fn a_change_is_looked_at_as_the_whole_would_be() {
        let scanner = Scanner::new(RuleSet::builtin()).unwrap();
        let options = SecretOptions::new(&scanner);
        let (mut kept, mut gaps) = (Kept::new(&options), Vec::new());
        let mut numbers = Numbers(7);
        let mut parted = 0;
        for _ in 0..60 {
            let mut base = Vec::new();
            while base.len() < 20_000 {
                base.extend(piece(&mut numbers));
                base.extend(b"filler that nothing asks for\n".repeat(numbers.below(40)));
            }
            let mut known = whole(&options, &mut kept, None, &base, &mut gaps);
            // Each version is built on the one before, so that what was taken over is taken over again.
            for _ in 0..6 {
                let (mut bytes, mut copies, mut at) = (Vec::new(), Vec::new(), 0);
                while at < base.len() {
                    let length = (1 + numbers.below(8_000)).min(base.len() - at);
                    copies.push(Copied {
                        base: at,
                        at: bytes.len(),
                        length,
                    });
                    bytes.extend_from_slice(&base[at..at + length]);
                    // Some of the base is left out, something new comes in.
                    at += length
                        + if numbers.below(2) == 0 {
                            numbers.below(90)
                        } else {
                            0
                        };
                    if numbers.below(3) == 0 {
                        bytes.extend(piece(&mut numbers));
                    }
                }
                let derived = changed(
                    &options,
                    &mut kept,
                    (&known, &base),
                    (None, &bytes),
                    &copies,
                    &mut gaps,
                );
                let expected = whole(&options, &mut kept, None, &bytes, &mut gaps);
                let places = |scanned: &Scanned| -> Vec<_> {
                    scanned
                        .matches
                        .iter()
                        .map(|(range, hash)| (range.start, *hash))
                        .collect()
                };
                assert_eq!(places(&derived), places(&expected));
                assert_eq!(derived.secrets, expected.secrets);
                parted += usize::from(parts(&scanner, &known, base.len(), &bytes, &copies).is_some());
                (base, known) = (bytes, derived);
            }
        }
        assert!(parted > 100, "{parted}");
    }

    #[test]
    fn edges_are_what_is_not_as_before() {
        let copied = |base, at, length| Copied { base, at, length };
        assert!(edges(10, 10, &[copied(0, 0, 10)]).is_empty());
        assert_eq!(edges(10, 9, &[copied(0, 0, 9)]), vec![Range { start: 9, end: 9 }]);
        assert_eq!(
            edges(10, 12, &[copied(0, 0, 4), copied(4, 6, 6)]),
            vec![Range { start: 4, end: 6 }]
        );
        assert_eq!(edges(10, 8, &[copied(2, 0, 8)]), vec![Range { start: 0, end: 0 }]);
        assert_eq!(edges(10, 3, &[]), vec![Range { start: 0, end: 3 }]);
    }
}
