//! Transparency logs and timestamps.

use std::num::NonZeroUsize;
use std::sync::LazyLock;

use portcullis_findings::Timestamp;
use portcullis_sign::timestamp::{self, TimestampAuthority};
use portcullis_sign::tlog::{
    Checkpoint, EntryClaims, InclusionProof, LogAuthority, LogEntry, Note, NoteKey, NoteKeyType, NoteLimits,
    TreeHash, Witnesses,
};
use portcullis_sign::{Scheme, SigningKey, Window};
use serde_json::Value;

const ORIGIN: &str = "log.example";

/// The log and its witness. Their seeds are public: they guard nothing.
static KEYS: LazyLock<[NoteKey; 2]> = LazyLock::new(|| {
    let key = |name, kind, seed| {
        let key = SigningKey::generate(Scheme::Ed25519, [seed; 32]).unwrap();
        NoteKey::new(name, kind, key.public_key().clone()).unwrap()
    };
    [
        key(ORIGIN, NoteKeyType::Ed25519, 21),
        key("w.example", NoteKeyType::CosignatureV1, 22),
    ]
});

/// The one entry of the log, and the checkpoint over it.
const ENTRY: &[u8] = include_bytes!("../seeds/log_entry/hashedrekord.json");
const ONE_LEAF: &[u8] = include_bytes!("../seeds/checkpoint/one_leaf.txt");

/// The log has signed an empty tree with two further lines and the tree of one entry, one of them with a zero in front of
/// its size; the witness has seen the latter at two times. Nothing else is ever shown.
pub fn checkpoint(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        // Whatever comes: a key, or a refusal.
        let _ = NoteKey::from_vkey(text.trim());
    }
    let Ok(note) = Note::parse(data, &NoteLimits::default()) else {
        return;
    };
    let [log, witness] = &*KEYS;
    let witnesses = Witnesses::at_least(NonZeroUsize::MIN, [witness.clone()]).unwrap();
    for asked in [None, Some(&witnesses)] {
        let Ok(checkpoint) = Checkpoint::verify(&note, log, asked) else {
            continue;
        };
        assert_eq!(checkpoint.origin(), ORIGIN);
        match checkpoint.head().size {
            0 => {
                assert_eq!(checkpoint.head().root, TreeHash::EMPTY);
                assert_eq!(checkpoint.extensions(), ["one line", "another"]);
                assert!(asked.is_none());
            }
            1 => {
                assert_eq!(checkpoint.head().root, TreeHash::of_leaf(ENTRY));
                assert_eq!(checkpoint.extensions().len(), 0);
            }
            size => panic!("a tree of {size} leaves"),
        }
        assert_eq!(checkpoint.cosigned().is_empty(), asked.is_none());
        for seen in checkpoint.cosigned() {
            assert!((1_780_000_000..=1_780_000_001).contains(&seen.time.as_unix()));
        }
    }
    if let Ok(verified) = note.verify(&*KEYS) {
        assert!(verified.text().starts_with(ORIGIN));
    }
}

/// A body that is read is read as the same when its JSON is written again; only the one entry is shown to be in the log.
pub fn log_entry(data: &[u8]) {
    if let Ok(claims) = EntryClaims::parse(data) {
        let value: Value = serde_json::from_slice(data).unwrap();
        let again = serde_json::to_vec(&value).unwrap();
        assert_eq!(EntryClaims::parse(&again).as_ref(), Ok(&claims));
        assert_eq!(value["kind"], claims.kind.name());
        assert_eq!(value["apiVersion"], claims.kind.version());
        assert!(!claims.signatures.is_empty());
    }
    let key = KEYS[0].key();
    let window = Window::from(Timestamp::from_unix(0).unwrap());
    let log = LogAuthority::new(&KEYS[0].id(), key.clone(), Some(ORIGIN), window).unwrap();
    let root = TreeHash::of_leaf(ENTRY);
    let shown = LogEntry {
        log_id: &KEYS[0].id(),
        index: 0,
        integrated_time: None,
        body: data,
        promise: None,
        proof: Some(InclusionProof {
            index: 0,
            size: 1,
            root: root.as_bytes(),
            hashes: &[],
            checkpoint: ONE_LEAF,
        }),
    }
    .verify(&[log], None);
    assert_eq!(shown.is_ok(), data == ENTRY);
}

/// The authority has stamped one message at one time; nothing else is ever shown, whether its signer is pinned or comes with
/// the token.
pub fn rfc3161(data: &[u8]) {
    static AUTHORITIES: LazyLock<[TimestampAuthority; 2]> = LazyLock::new(|| {
        let chain = [
            include_bytes!("../seeds/rfc3161/chain_signer.der").to_vec(),
            include_bytes!("../seeds/rfc3161/chain_intermediate.der").to_vec(),
            include_bytes!("../seeds/rfc3161/chain_root.der").to_vec(),
        ];
        let window = Window::from(Timestamp::from_unix(0).unwrap());
        [&chain[..], &chain[1..]].map(|chain| TimestampAuthority::new(chain, window).unwrap())
    });
    for authority in &*AUTHORITIES {
        let authority = std::slice::from_ref(authority);
        if let Ok(stamped) = timestamp::verify(data, b"the bytes of a signature", authority) {
            assert_eq!(stamped.time().to_string(), "2026-03-01T12:00:00Z");
            assert_eq!(stamped.policy(), "1.3.6.1.4.1.57264.2");
        }
        assert!(timestamp::verify(data, b"another", authority).is_err());
    }
    // Any bytes as a chain: an authority, or a refusal.
    let window = *AUTHORITIES[0].window();
    let _ = TimestampAuthority::new(&[data.to_vec(), data.to_vec()], window);
}
