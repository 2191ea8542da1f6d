//! What git keeps.

use portcullis_secret_detect::git::{
    Delta, From, GitError, Layers, ObjectIdKind, PackIndex, apply, commit, entry_header, pack_header,
    staging_index, tag, tree,
};

/// More than any input of a fuzzer makes, but for deltas that copy over and over.
const ALLOWED: u64 = 1 << 20;

/// The first byte chooses the form. A delta makes an object of the stated size whose copied parts are those of the base, and
/// the same where it is told as parts of what lies below, also when it stands on itself; an index
/// finds each of its names where it lists it; everything else is read or refused, within its bounds.
pub fn git(data: &[u8]) {
    let Some((form, rest)) = data.split_first() else {
        return;
    };
    match form % 6 {
        0 => delta(rest),
        1 => entry(rest),
        2 => index(rest),
        3 => staging(rest),
        4 => entries(rest),
        _ => {
            let _ = (commit(rest), tag(rest));
        }
    }
}

/// One byte for the length of the base, the base, the delta.
fn delta(data: &[u8]) {
    let Some((length, rest)) = data.split_first() else {
        return;
    };
    let (base, delta) = rest.split_at(usize::from(*length).min(rest.len()));
    let Ok(delta) = Delta::new(delta) else { return };
    let (mut object, mut copies) = (Vec::new(), Vec::new());
    let mut layers = Layers::new(base.len() as u64);
    match apply(&delta, base, ALLOWED, &mut object, &mut copies) {
        Ok(()) => {
            assert_eq!(object.len() as u64, delta.size);
            let mut end = 0;
            for copied in &copies {
                assert!(copied.at >= end);
                assert_eq!(
                    object[copied.range()],
                    base[copied.base..copied.base + copied.length]
                );
                end = copied.range().end;
            }
            layers.add(&delta, ALLOWED).unwrap();
            assert_eq!(made(&layers, base), object);
            if delta.base_size == delta.size {
                let below = std::mem::take(&mut object);
                apply(&delta, &below, ALLOWED, &mut object, &mut copies).unwrap();
                layers.add(&delta, ALLOWED).unwrap();
                assert_eq!(made(&layers, base), object);
            }
        }
        Err(GitError::Limit(_)) => assert!(delta.size > ALLOWED),
        Err(_) => assert!(layers.add(&delta, ALLOWED).is_err()),
    }
}

fn made(layers: &Layers, base: &[u8]) -> Vec<u8> {
    let mut object = Vec::new();
    for part in layers.parts() {
        match part {
            From::Base(range) => object.extend_from_slice(&base[range.start as usize..range.end as usize]),
            From::Own(bytes) => object.extend_from_slice(bytes),
            _ => unreachable!("no other part"),
        }
    }
    object
}

fn entry(data: &[u8]) {
    let _ = pack_header(data);
    for kind in [ObjectIdKind::Sha1, ObjectIdKind::Sha256] {
        if let Ok(header) = entry_header(data, 1000, kind) {
            assert!(header.length <= data.len());
            // What stands behind a header does not change it.
            assert_eq!(entry_header(&data[..header.length], 1000, kind), Ok(header));
        }
    }
}

fn index(data: &[u8]) {
    for kind in [ObjectIdKind::Sha1, ObjectIdKind::Sha256] {
        let Ok(index) = PackIndex::new(data.to_vec(), kind) else {
            continue;
        };
        for place in 0..index.len() {
            let id = index.id(place).unwrap();
            // Names out of order, or under another first byte than their own, need not be found.
            if let Some(found) = index.find(&id) {
                assert_eq!(index.id(found), Some(id));
            }
        }
        assert_eq!(index.id(index.len()), None);
        assert_eq!(index.offset(index.len()), None);
    }
}

fn staging(data: &[u8]) {
    for kind in [ObjectIdKind::Sha1, ObjectIdKind::Sha256] {
        if let Ok((entries, _)) = staging_index(data, kind, 1000) {
            assert!(entries.len() <= 1000);
            assert!(
                entries
                    .iter()
                    .all(|entry| entry.id.kind() == kind && !entry.path.contains(&0))
            );
        }
    }
}

fn entries(data: &[u8]) {
    let mut length = 0;
    for entry in tree(data, ObjectIdKind::Sha1) {
        match entry {
            Ok(entry) => length += entry.name.len() + 22,
            Err(_) => return,
        }
    }
    // Each entry has a mode of five digits or six beside its name, a space, a zero byte and the object's name.
    assert!(length <= data.len());
}
