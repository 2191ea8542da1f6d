//! Signed notes, checkpoints and witnesses (C2SP).

use std::num::NonZeroUsize;

use portcullis_sign::key::TrustError;
use portcullis_sign::tlog::{
    Checkpoint, CheckpointError, Note, NoteError, NoteKey, NoteKeyError, NoteKeyType, NoteLimits, TreeHash,
    Witnesses, WitnessesError,
};
use portcullis_sign::{KeyError, MessageSigner as _, Scheme, SigningKey};

use super::build::{TIME, base64, cosignature, note_id, raw, signature_line, time};
use crate::support::key;

const NAME: &str = "log.example";

fn ed25519(seed: u8) -> SigningKey {
    key(Scheme::Ed25519, seed)
}

fn note_key(name: &str, kind: NoteKeyType, key: &SigningKey) -> NoteKey {
    NoteKey::new(name, kind, key.public_key().clone()).unwrap()
}

fn signed(text: &str, name: &str, key: &SigningKey) -> String {
    let signature = key.sign(text.as_bytes()).unwrap();
    format!(
        "{text}\n{}",
        signature_line(name, &note_id(name, 1, key), &signature)
    )
}

fn parse(note: impl AsRef<[u8]>) -> Result<Note, NoteError> {
    Note::parse(note.as_ref(), &NoteLimits::default())
}

fn two() -> NonZeroUsize {
    NonZeroUsize::new(2).unwrap()
}

#[test]
fn verifier_keys_are_read_and_refused() {
    let key = ed25519(1);
    let vkey = |name: &str, id: &[u8], kind: u8, material: &[u8]| {
        let id: String = id[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        NoteKey::from_vkey(&format!("{name}+{id}+{}", base64([&[kind], material].concat())))
    };
    let text = vkey(NAME, &note_id(NAME, 1, &key), 1, raw(&key)).unwrap();
    assert_eq!(text, note_key(NAME, NoteKeyType::Ed25519, &key));
    let witness = vkey(NAME, &note_id(NAME, 4, &key), 4, raw(&key)).unwrap();
    assert_eq!(witness.kind(), NoteKeyType::CosignatureV1);
    let ecdsa = self::key(Scheme::EcdsaP256Sha256, 1);
    let spki = ecdsa.public_key();
    let read = vkey(NAME, spki.key_id().as_bytes(), 2, spki.as_spki_der()).unwrap();
    assert_eq!((read.kind(), read.key()), (NoteKeyType::Ecdsa, spki));

    assert_eq!(
        vkey(NAME, &note_id(NAME, 1, &key), 4, raw(&key)),
        Err(NoteKeyError::Id)
    );
    assert_eq!(
        vkey("other", &note_id(NAME, 1, &key), 1, raw(&key)),
        Err(NoteKeyError::Id)
    );
    for number in [0, 3, 5, 6, 0xff] {
        let refused = vkey(NAME, &[0; 4], number, raw(&key));
        assert_eq!(refused, Err(NoteKeyError::UnsupportedType { number }));
    }
    assert_eq!(
        vkey(NAME, &[0; 4], 2, key.public_key().as_spki_der()),
        Err(NoteKeyError::OtherAlgorithm)
    );
    assert_eq!(
        vkey(NAME, &[0; 4], 1, &[0; 32]),
        Err(NoteKeyError::Key(KeyError::Weak))
    );
    assert!(matches!(
        vkey("a b", &[0; 4], 1, raw(&key)),
        Err(NoteKeyError::Name { .. })
    ));
    for text in [
        "",
        "a",
        "a+00000000",
        "a+00000000+",
        "a+00000000+!",
        "a+00000000+AQ",
    ] {
        assert!(NoteKey::from_vkey(text).is_err(), "{text}");
    }
}

#[test]
fn only_notes_are_read_as_notes() {
    let line = signature_line(NAME, &[1, 2, 3, 4], &[5; 64]);
    let good = format!("text\n\n{line}");
    assert!(parse(&good).is_ok());
    for (note, error) in [
        (String::new(), NoteError::Unsigned),
        ("text\n".to_owned(), NoteError::Unsigned),
        (format!("text\n{line}"), NoteError::Unsigned),
        (good.trim_end().to_owned(), NoteError::Unsigned),
        (format!("te\tt\n\n{line}"), NoteError::NotText { offset: 2 }),
        (format!("text\r\n\n{line}"), NoteError::NotText { offset: 4 }),
        ("text\n\n".to_owned(), NoteError::Unsigned),
        (format!("{good}text\n"), NoteError::SignatureLine { line: 4 }),
        (good.replace('—', "-"), NoteError::SignatureLine { line: 3 }),
        (good.replace(NAME, ""), NoteError::SignatureLine { line: 3 }),
        (good.replace(NAME, "a+b"), NoteError::SignatureLine { line: 3 }),
        (
            good.replace(NAME, "a\u{a0}b"),
            NoteError::SignatureLine { line: 3 },
        ),
        (good.replace('=', ""), NoteError::SignatureLine { line: 3 }),
        (
            format!("text\n\n— {NAME} AQIDBA==\n"),
            NoteError::SignatureLine { line: 3 },
        ),
        (
            format!("text\n\n— {NAME} AQID\n"),
            NoteError::SignatureLine { line: 3 },
        ),
    ] {
        assert_eq!(parse(&note).err(), Some(error), "{note:?}");
    }
    assert_eq!(
        parse([b"te\xffxt\n\n", line.as_bytes()].concat()).err(),
        Some(NoteError::NotText { offset: 2 })
    );
}

#[test]
fn t14_notes_are_bounded() {
    let lines = |count| {
        format!(
            "text\n\n{}",
            signature_line(NAME, &[1, 2, 3, 4], &[5; 64]).repeat(count)
        )
    };
    assert!(parse(lines(32)).is_ok());
    assert_eq!(
        parse(lines(33)).err(),
        Some(NoteError::TooManySignatures { limit: 32 })
    );
    let (size, limit) = (256 * 1024 + 1, 256 * 1024);
    assert_eq!(
        parse(vec![b'a'; size]).err(),
        Some(NoteError::TooLarge { size, limit })
    );
}

#[test]
fn a_note_is_signed_by_known_keys_and_no_known_key_is_contradicted() {
    let (mine, other) = (ed25519(1), ed25519(2));
    let known = [note_key(NAME, NoteKeyType::Ed25519, &mine)];
    let text = "a text\n\nwith an empty line\n";
    let note = signed(text, NAME, &mine);
    let verified = parse(&note).unwrap().verify(&known).unwrap();
    assert_eq!(verified.text(), text);
    assert_eq!(verified.signers().len(), 1);
    assert_eq!(verified.signers()[0].time, None);

    // Another key under the same name is another id; the same key under another name as well.
    for foreign in [signed(text, NAME, &other), signed(text, "other.example", &mine)] {
        let refused = parse(&foreign).unwrap().verify(&known);
        assert_eq!(refused.err(), Some(NoteError::NoKnownKey { lines: 1 }));
    }
    let id = note_id(NAME, 1, &mine);
    let forged = signature_line(NAME, &id, &other.sign(text.as_bytes()).unwrap());
    let bad = Some(NoteError::BadSignature {
        name: NAME.to_owned(),
    });
    assert_eq!(
        parse(format!("{text}\n{forged}")).unwrap().verify(&known).err(),
        bad
    );
    // Unknown lines around do not matter, and of two lines by one key the first counts.
    let unknown = signature_line("who.example", &[9; 4], &[1]);
    assert!(
        parse(note.replace("— ", &format!("{unknown}— ")))
            .unwrap()
            .verify(&known)
            .is_ok()
    );
    assert!(parse(format!("{note}{forged}")).unwrap().verify(&known).is_ok());
    let swapped = note.replace(&format!("— {NAME}"), &format!("{forged}— {NAME}"));
    assert_eq!(parse(swapped).unwrap().verify(&known).err(), bad);
    // A second known key that is said to have signed and did not.
    let second = signature_line("second", &note_id("second", 1, &other), &[0; 64]);
    let both = [known[0].clone(), note_key("second", NoteKeyType::Ed25519, &other)];
    assert!(parse(format!("{note}{second}")).unwrap().verify(&both).is_err());
    assert!(parse(note).unwrap().verify(&[]).is_err());
}

#[test]
fn what_a_key_signs_in_one_type_is_nothing_in_another() {
    let mine = ed25519(1);
    let text = "log.example\n1\n";
    let cosigned = format!("{text}\n{}", cosignature(NAME, &mine, TIME, text));
    let witness = note_key(NAME, NoteKeyType::CosignatureV1, &mine);
    let signer = parse(&cosigned)
        .unwrap()
        .verify(std::slice::from_ref(&witness))
        .unwrap();
    assert_eq!(signer.signers()[0].time, Some(time(TIME)));
    // The same bytes without the time, under the id of the other type.
    let plain = format!("cosignature/v1\ntime {TIME}\n{text}");
    let signature = mine.sign(plain.as_bytes()).unwrap();
    let line = signature_line(NAME, &note_id(NAME, 1, &mine), &signature);
    let known = note_key(NAME, NoteKeyType::Ed25519, &mine);
    assert!(
        parse(format!("{text}\n{line}"))
            .unwrap()
            .verify(&[known])
            .is_err()
    );
}

fn checkpoint_text() -> String {
    format!("{NAME}\n20852163\n{}\n", base64(TreeHash::EMPTY.as_bytes()))
}

fn checkpoint(text: &str, witnesses: Option<&Witnesses>, lines: &str) -> Result<Checkpoint, CheckpointError> {
    let log = ed25519(1);
    let note = parse(format!("{}{lines}", signed(text, NAME, &log))).unwrap();
    Checkpoint::verify(&note, &note_key(NAME, NoteKeyType::Ed25519, &log), witnesses)
}

#[test]
fn checkpoints_have_three_lines_and_perhaps_more() {
    let text = checkpoint_text();
    let read = checkpoint(&text, None, "").unwrap();
    assert_eq!(read.origin(), NAME);
    assert_eq!(
        (read.head().size, read.head().root),
        (20_852_163, TreeHash::EMPTY)
    );
    let more = checkpoint(&format!("{text}one\ntwo\n"), None, "").unwrap();
    assert_eq!(more.extensions(), ["one", "two"]);

    let root = base64(TreeHash::EMPTY.as_bytes());
    for (text, line) in [
        (format!("\n{NAME}\n1\n{root}\n"), 1),
        (format!("{NAME}\n"), 2),
        (format!("{NAME}\n{root}\n1\n"), 2),
        (format!("{NAME}\n01\n{root}\n"), 2),
        (format!("{NAME}\n+1\n{root}\n"), 2),
        (format!("{NAME}\n-1\n{root}\n"), 2),
        (format!("{NAME}\n18446744073709551616\n{root}\n"), 2),
        (format!("{NAME}\n1\n"), 3),
        (format!("{NAME}\n1\n{}\n", base64([0; 31])), 3),
        (format!("{NAME}\n1\n{}\n", root.trim_end_matches('=')), 3),
        (format!("{NAME}\n1\n{root}\n\nmore\n"), 4),
    ] {
        assert_eq!(
            checkpoint(&text, None, ""),
            Err(CheckpointError::Line { line }),
            "{text:?}"
        );
    }
    assert_eq!(
        checkpoint(&text.replace(NAME, "other.example"), None, ""),
        Err(CheckpointError::OtherOrigin {
            expected: NAME.to_owned(),
            found: "other.example".to_owned()
        })
    );
}

#[test]
fn t4_witnesses_count_once_each() {
    let text = checkpoint_text();
    let (first, second) = (ed25519(10), ed25519(11));
    let witness = |name, key: &SigningKey| note_key(name, NoteKeyType::CosignatureV1, key);
    let trusted = Witnesses::at_least(two(), [witness("w1", &first), witness("w2", &second)]).unwrap();
    let one = cosignature("w1", &first, TIME, &text);
    let other = cosignature("w2", &second, TIME + 5, &text);
    let shown = checkpoint(&text, Some(&trusted), &format!("{one}{other}")).unwrap();
    let mut times: Vec<_> = shown
        .cosigned()
        .iter()
        .map(|seen| (seen.name.as_str(), seen.time))
        .collect();
    times.sort();
    assert_eq!(times, [("w1", time(TIME)), ("w2", time(TIME + 5))]);

    let few = |found| Err(CheckpointError::TooFewWitnesses { found, required: 2 });
    assert_eq!(checkpoint(&text, Some(&trusted), ""), few(0));
    assert_eq!(checkpoint(&text, Some(&trusted), &format!("{one}{one}")), few(1));
    let later = cosignature("w1", &first, TIME + 1, &text);
    assert_eq!(
        checkpoint(&text, Some(&trusted), &format!("{one}{later}")),
        few(1)
    );
    // Over another tree, or at another time than is signed.
    let elsewhere = cosignature("w2", &second, TIME, &text.replace('8', "9"));
    assert!(matches!(
        checkpoint(&text, Some(&trusted), &format!("{one}{elsewhere}")),
        Err(CheckpointError::Note(NoteError::BadSignature { .. }))
    ));

    // One key under two names is one witness; a log is none.
    let twice = [witness("w1", &first), witness("also-w1", &first)];
    assert!(matches!(
        Witnesses::at_least(two(), twice),
        Err(WitnessesError::Trust(TrustError::ThresholdAboveKeys {
            threshold: 2,
            keys: 1
        }))
    ));
    let with_log = Witnesses::at_least(two(), [witness("w1", &first), witness(NAME, &ed25519(1))]).unwrap();
    let own = cosignature(NAME, &ed25519(1), TIME, &text);
    assert_eq!(checkpoint(&text, Some(&with_log), &format!("{one}{own}")), few(1));
    assert!(matches!(
        Witnesses::at_least(NonZeroUsize::MIN, [note_key("w1", NoteKeyType::Ed25519, &first)]),
        Err(WitnessesError::NotACosigner { .. })
    ));
    assert!(matches!(
        Witnesses::at_least(NonZeroUsize::MIN, []),
        Err(WitnessesError::Trust(TrustError::NoKey))
    ));
}

#[test]
fn t5_the_time_of_a_witness_is_signed() {
    let text = checkpoint_text();
    let key = ed25519(10);
    let trusted = note_key("w1", NoteKeyType::CosignatureV1, &key);
    let trusted = Witnesses::at_least(NonZeroUsize::MIN, [trusted]).unwrap();
    let message = format!("cosignature/v1\ntime {TIME}\n{text}");
    let signature = key.sign(message.as_bytes()).unwrap();
    for stated in [TIME + 1, TIME - 1, 0, 1 << 63, u64::MAX] {
        let stamped = [stated.to_be_bytes().as_slice(), &signature].concat();
        let line = signature_line("w1", &note_id("w1", 4, &key), &stamped);
        assert!(checkpoint(&text, Some(&trusted), &line).is_err(), "{stated}");
    }
    // Beyond what a time can be, though signed.
    for stated in [1 << 62, 1 << 63] {
        let line = cosignature("w1", &key, stated, &text);
        assert!(checkpoint(&text, Some(&trusted), &line).is_err(), "{stated}");
    }
}
