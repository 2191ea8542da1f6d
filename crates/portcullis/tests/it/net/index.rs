//! The index that is compiled of what arrives.

use portcullis::findings::Timestamp;
use portcullis::fs::Loading;
use portcullis::net::{Change, DetailsFile, IndexOptions, IndexState, UpdateIndexError, update_index};
use portcullis::vuln_match::Provenance;
use portcullis::{Silent, open_index};

use super::server::{Server, reply};
use super::{Mirror, archive, february, january, names};

/// Answers with the first archive until `switch` requests were seen, then with the second.
fn changing(switch: usize, first: Vec<u8>, second: Vec<u8>) -> Server {
    Server::start(move |request, connection| {
        let body = if request.number < switch { &first } else { &second };
        reply(connection, 200, "", body)
    })
}

struct Case {
    mirror: Mirror,
    index: IndexOptions,
}

impl Case {
    fn new(server: &Server) -> Self {
        let mirror = Mirror::new(&server.base());
        let path = mirror.folder.path().join("advisories.idx");
        let index = IndexOptions::new(path, at("2026-03-01T00:00:00Z"));
        Self { mirror, index }
    }

    fn update(&mut self, now: &str) -> IndexState {
        self.index.now = at(now);
        let (updated, state) = update_index(&self.mirror.options, &self.index, &Silent).unwrap();
        assert!(updated.is_complete());
        state.unwrap()
    }

    /// When the index says to be compiled, and how many advisories it has.
    fn present(&self) -> (Option<Timestamp>, usize) {
        let opened = open_index(&self.index.path, &[], Loading::Read).unwrap();
        let index = opened.index().unwrap();
        index.verify_all().unwrap();
        (Provenance::as_of(&index.provenance().unwrap()), index.len())
    }
}

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

#[test]
fn the_index_follows_the_archives() {
    let more = archive(&[
        ("X-1", "2026-02-01T00:00:00Z"),
        ("X-2", "2026-01-31T00:00:00Z"),
        ("X-3", "2026-02-02T00:00:00Z"),
    ]);
    let server = changing(1, january(), more);
    let mut case = Case::new(&server);
    let first = case.update("2026-03-01T00:00:00Z");
    assert_eq!(
        (first.change, first.advisories, first.gaps.len()),
        (Change::New, 2, 0)
    );
    assert_eq!(case.present(), (Some(at("2026-03-01T00:00:00Z")), 2));
    let second = case.update("2026-03-01T06:00:00Z");
    assert_eq!((second.change, second.advisories), (Change::Changed, 3));
    assert_eq!(case.present(), (Some(at("2026-03-01T06:00:00Z")), 3));
    // The same archive: left alone for a day, then compiled anew to say how new it is.
    let third = case.update("2026-03-02T05:59:59Z");
    assert_eq!(
        (third.change, third.built),
        (Change::Unchanged, at("2026-03-01T06:00:00Z"))
    );
    let fourth = case.update("2026-03-02T06:00:00Z");
    assert_eq!((fourth.change, fourth.advisories), (Change::Changed, 3));
    assert_eq!(case.present().0, Some(at("2026-03-02T06:00:00Z")));
    assert_eq!(
        names(case.mirror.folder.path()),
        [".update.lock", "Red%20Hat", "advisories.idx"]
    );
}

#[test]
fn the_same_archives_and_moment_give_the_same_bytes() {
    let bytes = || {
        let server = changing(1, february(), january());
        let mut case = Case::new(&server);
        case.update("2026-03-01T00:00:00Z");
        std::fs::read(&case.index.path).unwrap()
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn an_archive_that_does_not_arrive_leaves_the_index_as_it_was() {
    let server = changing(1, january(), b"no archive".to_vec());
    let mut case = Case::new(&server);
    case.update("2026-03-01T00:00:00Z");
    let before = std::fs::read(&case.index.path).unwrap();
    case.index.now = at("2026-03-09T00:00:00Z");
    let (updated, state) = update_index(&case.mirror.options, &case.index, &Silent).unwrap();
    assert!(!updated.is_complete() && state.is_none());
    assert_eq!(std::fs::read(&case.index.path).unwrap(), before);
}

#[test]
fn details_are_written_when_asked_for_and_kept_up_to_date() {
    let server = changing(1, january(), february());
    let mut case = Case::new(&server);
    case.index.details = DetailsFile::Write;
    case.update("2026-03-01T00:00:00Z");
    case.index.details = DetailsFile::Keep;
    assert_eq!(case.update("2026-03-01T01:00:00Z").change, Change::Changed);
    let opened = open_index(&case.index.path, &[], Loading::Read).unwrap();
    assert!(opened.details().unwrap().is_some());
    assert_eq!(case.update("2026-03-01T02:00:00Z").change, Change::Unchanged);
}

#[test]
fn what_is_no_index_is_not_written_over_and_a_broken_one_is_replaced() {
    let server = changing(9, january(), january());
    let mut case = Case::new(&server);
    std::fs::write(&case.index.path, "precious").unwrap();
    let error = update_index(&case.mirror.options, &case.index, &Silent).unwrap_err();
    assert!(matches!(error, UpdateIndexError::NoIndex { .. }), "{error}");
    assert_eq!(std::fs::read(&case.index.path).unwrap(), b"precious");
    std::fs::remove_file(&case.index.path).unwrap();
    case.update("2026-03-01T00:00:00Z");
    let mut broken = std::fs::read(&case.index.path).unwrap();
    broken.truncate(broken.len() / 2);
    std::fs::write(&case.index.path, broken).unwrap();
    assert_eq!(case.update("2026-03-01T01:00:00Z").change, Change::New);
    assert_eq!(case.present().1, 2);
    case.index.path.set_extension("details");
    let error = update_index(&case.mirror.options, &case.index, &Silent).unwrap_err();
    assert!(matches!(error, UpdateIndexError::Name { .. }), "{error}");
}
