//! What a decent server does, and connections that break.

use portcullis::net::{Change, FetchError, Selection, UpdateError, Wait, update_advisories};
use portcullis::{Silent, open_advisories};

use super::server::{Connection, Request, Server, head, reply};
use super::{Mirror, archive, february, january, names};

/// Serves a body under a tag as RFC 9110 says: 304, 206 and 416 where they belong.
fn serve(request: &Request, connection: &mut dyn Connection, tag: &str, body: &[u8]) -> std::io::Result<()> {
    let etag = format!("etag: {tag}\n");
    if request.header("if-none-match") == Some(tag) {
        return head(connection, 304, &etag);
    }
    let from = request.header("range").and_then(|range| {
        let from: usize = range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()?;
        (request.header("if-range") == Some(tag)).then_some(from)
    });
    match from {
        Some(from) if from >= body.len() => reply(
            connection,
            416,
            &format!("content-range: bytes */{}", body.len()),
            b"",
        ),
        Some(from) => {
            let span = format!(
                "{etag}content-range: bytes {from}-{}/{}",
                body.len() - 1,
                body.len()
            );
            reply(connection, 206, &span, &body[from..])
        }
        None => reply(connection, 200, &etag, body),
    }
}

#[test]
fn an_archive_is_brought_and_is_unchanged_the_next_time() {
    let server = Server::start(|request, connection| serve(request, connection, "\"a\"", &january()));
    let mirror = Mirror::new(&server.base());
    let first = mirror.update().unwrap();
    assert_eq!(
        (
            first.change,
            first.records,
            first.others,
            first.newest.to_string()
        ),
        (Change::New, 2, 0, "2026-01-31T00:00:00Z".to_owned())
    );
    assert_eq!(
        (first.bytes, first.received),
        (january().len() as u64, first.bytes)
    );
    assert_eq!(mirror.present(), Some(january()));
    assert_eq!(names(first.path.parent().unwrap()), ["all.zip", "all.zip.state"]);

    let second = mirror.update().unwrap();
    assert_eq!((second.change, second.received), (Change::Unchanged, 0));
    assert_eq!((second.sha256, second.newest), (first.sha256, first.newest));
    let requests = server.requests();
    assert!(
        requests
            .iter()
            .all(|request| request.path == "/osv/Red%20Hat/all.zip")
    );
    assert_eq!(requests[0].header("if-none-match"), None);
    assert_eq!(requests[1].header("if-none-match"), Some("\"a\""));
    assert_eq!(requests[0].header("accept-encoding"), Some("identity"));
}

#[test]
fn a_server_with_dates_alone_is_asked_by_date() {
    let date = "Sat, 31 Jan 2026 00:00:00 GMT";
    let server = Server::start(
        move |request, connection| match request.header("if-modified-since") {
            Some(asked) if asked == date => head(connection, 304, ""),
            _ => reply(connection, 200, &format!("last-modified: {date}"), &january()),
        },
    );
    let mirror = Mirror::new(&server.base());
    assert_eq!(mirror.update().unwrap().change, Change::New);
    assert_eq!(mirror.update().unwrap().change, Change::Unchanged);
}

#[test]
fn a_newer_archive_takes_the_place_of_the_one_before() {
    let server = Server::start(|request, connection| match request.number {
        0 => serve(request, connection, "\"a\"", &january()),
        _ => serve(request, connection, "\"b\"", &february()),
    });
    let mirror = Mirror::new(&server.base());
    mirror.update().unwrap();
    assert_eq!(mirror.update().unwrap().change, Change::Changed);
    assert_eq!(mirror.present(), Some(february()));
    assert_eq!(mirror.update().unwrap().change, Change::Unchanged);
}

#[test]
fn a_change_of_the_archive_on_disk_is_brought_anew() {
    let server = Server::start(|request, connection| serve(request, connection, "\"a\"", &january()));
    let mirror = Mirror::new(&server.base());
    mirror.update().unwrap();
    std::fs::write(mirror.path("all.zip"), "damaged").unwrap();
    assert_eq!(mirror.update().unwrap().change, Change::New);
    assert_eq!(server.requests()[1].header("if-none-match"), None);
    assert_eq!(mirror.present(), Some(january()));
}

#[test]
fn a_broken_transfer_goes_on_where_it_ended() {
    let body = january();
    let half = body.len() / 2;
    let server = Server::start(move |request, connection| {
        if request.number == 0 {
            head(
                connection,
                200,
                &format!("content-length: {}\netag: \"a\"", january().len()),
            )?;
            return connection.write_all(&january()[..half]);
        }
        serve(request, connection, "\"a\"", &january())
    });
    let mirror = Mirror::new(&server.base());
    let archive = mirror.update().unwrap();
    let second = &server.requests()[1];
    assert_eq!(second.header("range"), Some(format!("bytes={half}-").as_str()));
    assert_eq!(second.header("if-range"), Some("\"a\""));
    assert_eq!(archive.received, (body.len() - half) as u64);
    assert_eq!(mirror.present(), Some(body));
    // The tag of the first answer still counts.
    assert_eq!(mirror.update().unwrap().change, Change::Unchanged);
}

#[test]
fn a_later_update_goes_on_too() {
    let half = january().len() / 2;
    let server = Server::start(move |request, connection| {
        if request.number == 0 {
            head(
                connection,
                200,
                &format!("content-length: {}\netag: \"a\"", january().len()),
            )?;
            return connection.write_all(&january()[..half]);
        }
        serve(request, connection, "\"a\"", &january())
    });
    let mut mirror = Mirror::new(&server.base());
    mirror.options.retries.attempts = 1;
    let error = mirror.update().unwrap_err();
    assert!(
        matches!(error, FetchError::Cut { received, .. } if received == half as u64),
        "{error}"
    );
    assert_eq!(mirror.present(), None);
    assert_eq!(mirror.part(), Some(january()[..half].to_vec()));
    mirror.update().unwrap();
    assert!(server.requests()[1].header("range").is_some());
    assert_eq!(mirror.present(), Some(january()));
}

#[test]
fn a_part_without_a_strong_tag_is_not_gone_on_from() {
    for headers in [
        "etag: W/\"a\"",
        "last-modified: Sat, 31 Jan 2026 00:00:00 GMT",
        "",
    ] {
        let server = Server::start(move |request, connection| {
            let length = format!("content-length: {}\n{headers}", january().len());
            if request.number == 0 {
                head(connection, 200, &length)?;
                return connection.write_all(&january()[..20]);
            }
            reply(connection, 200, headers, &january())
        });
        let mirror = Mirror::new(&server.base());
        mirror.update().unwrap();
        assert_eq!(server.requests()[1].header("range"), None);
        assert_eq!(mirror.present(), Some(january()));
    }
}

#[test]
fn a_whole_answer_to_a_question_for_a_part_begins_anew() {
    let server = Server::start(|request, connection| {
        if request.number == 0 {
            head(connection, 200, "content-length: 9999\netag: \"a\"")?;
            return connection.write_all(b"of another archive");
        }
        assert!(request.header("range").is_some());
        reply(connection, 200, "etag: \"b\"", &january())
    });
    let mirror = Mirror::new(&server.base());
    mirror.update().unwrap();
    assert_eq!(mirror.present(), Some(january()));
}

#[test]
fn a_part_that_is_past_the_end_begins_anew() {
    let server = Server::start(|request, connection| match request.number {
        0 => {
            head(connection, 200, "content-length: 9999\netag: \"a\"")?;
            connection.write_all(&[b'x'; 5000])
        }
        1 => serve(request, connection, "\"a\"", &january()),
        _ => {
            assert_eq!(request.header("range"), None);
            serve(request, connection, "\"a\"", &january())
        }
    });
    let mirror = Mirror::new(&server.base());
    mirror.update().unwrap();
    assert_eq!(server.requests().len(), 3);
    assert_eq!(mirror.present(), Some(january()));
}

#[test]
fn a_server_that_stalls_is_left_and_asked_again() {
    let server = Server::start(|request, connection| {
        if request.number == 0 {
            head(
                connection,
                200,
                &format!("content-length: {}\netag: \"a\"", january().len()),
            )?;
            connection.write_all(&january()[..20])?;
            // Until the client has had enough and closes.
            let _ = connection.read(&mut [0]);
            return Ok(());
        }
        serve(request, connection, "\"a\"", &january())
    });
    let mut mirror = Mirror::new(&server.base());
    mirror.options.retries.attempts = 1;
    let error = mirror.update().unwrap_err();
    assert!(
        matches!(
            error,
            FetchError::Timeout {
                wait: Wait::Stall,
                ..
            }
        ),
        "{error}"
    );
    mirror.update().unwrap();
    assert_eq!(server.requests()[1].header("range"), Some("bytes=20-"));
}

#[test]
fn busy_servers_are_asked_again_and_others_are_not() {
    for (status, attempts) in [
        (429, 3),
        (500, 3),
        (503, 3),
        (403, 1),
        (404, 1),
        (304, 1),
        (206, 1),
    ] {
        let server = Server::start(move |_, connection| reply(connection, status, "retry-after: 0", b""));
        let error = Mirror::new(&server.base()).update().unwrap_err();
        assert!(
            matches!(error, FetchError::Status { status: found, .. } if found == status),
            "{error}"
        );
        assert_eq!(server.requests().len(), attempts, "{status}");
    }
    let server = Server::start(|request, connection| match request.number {
        0 => reply(connection, 429, "retry-after: 86400", b"slow down"),
        1 => reply(connection, 500, "", b""),
        _ => reply(connection, 200, "", &january()),
    });
    // However long the server asks for, the wait has its bound.
    assert_eq!(Mirror::new(&server.base()).update().unwrap().change, Change::New);
}

#[test]
fn nobody_there_is_an_error() {
    let base = {
        let server = Server::start(|_, _| Ok(()));
        server.base()
    };
    let error = Mirror::new(&base).update().unwrap_err();
    assert!(matches!(error, FetchError::Connect { .. }), "{error}");
}

#[test]
fn redirections_within_the_scheme_are_followed() {
    let server = Server::start(|request, connection| match request.path.as_str() {
        "/osv/Red%20Hat/all.zip" => reply(connection, 302, "location: /mirror/redhat.zip?sig=1", b""),
        "/mirror/redhat.zip?sig=1" => serve(request, connection, "\"a\"", &january()),
        other => panic!("{other}"),
    });
    let mirror = Mirror::new(&server.base());
    assert_eq!(mirror.update().unwrap().change, Change::New);
    assert_eq!(mirror.update().unwrap().change, Change::Unchanged);
}

#[test]
fn all_ecosystems_are_those_listed_and_one_that_fails_stops_none() {
    let server = Server::start(|request, connection| match request.path.as_str() {
        "/osv/ecosystems.txt" => reply(
            connection,
            200,
            "",
            b"PyPI\nDebian:12\nDebian\nAlpine:v3.20\n\nGitHub Actions\n",
        ),
        "/osv/PyPI/all.zip" => reply(connection, 404, "", b""),
        _ => reply(connection, 200, "", &january()),
    });
    let mut mirror = Mirror::new(&server.base());
    mirror.options.selection = Selection::All;
    let updated = update_advisories(&mirror.options, &Silent).unwrap();
    let found: Vec<_> = updated
        .ecosystems
        .iter()
        .map(|update| (update.ecosystem.as_str(), update.result.is_ok()))
        .collect();
    assert_eq!(
        found,
        [
            ("Alpine:v3.20", true),
            ("Debian", true),
            ("GitHub Actions", true),
            ("PyPI", false)
        ]
    );
    assert!(!updated.is_complete());
    let advisories = open_advisories(mirror.folder.path(), &Silent).unwrap();
    assert_eq!(advisories.index().unwrap().len(), 2);
    assert_eq!(advisories.gaps, []);
}

#[test]
fn a_list_that_is_none_and_names_that_are_none_are_refused() {
    for (list, line) in [
        (&b""[..], 0),
        (b"PyPI\n../../etc\n", 2),
        (b"\xff\n", 0),
        (b"..\n", 1),
    ] {
        let server = Server::start(move |_, connection| reply(connection, 200, "", list));
        let mut mirror = Mirror::new(&server.base());
        mirror.options.selection = Selection::All;
        let error = update_advisories(&mirror.options, &Silent).unwrap_err();
        assert!(
            matches!(error, UpdateError::List(FetchError::List { line: found }) if found == line),
            "{error}"
        );
    }
    let server = Server::start(|_, _| Ok(()));
    for name in ["", ".", "..", "a/b", "a\\b", "a\nb"] {
        let mut mirror = Mirror::new(&server.base());
        mirror.options.selection = Selection::Ecosystems(vec![name.to_owned()]);
        let error = update_advisories(&mirror.options, &Silent).unwrap_err();
        assert!(matches!(error, UpdateError::Name { .. }), "{error}");
    }
    assert_eq!(server.requests().len(), 0);
}

#[test]
fn one_update_of_a_folder_at_a_time() {
    let server = Server::start(|request, connection| serve(request, connection, "\"a\"", &january()));
    let mirror = Mirror::new(&server.base());
    mirror.update().unwrap();
    let lock = std::fs::File::open(mirror.folder.path().join(".update.lock")).unwrap();
    lock.lock().unwrap();
    let error = update_advisories(&mirror.options, &Silent).unwrap_err();
    assert!(matches!(error, UpdateError::Busy { .. }), "{error}");
    drop(lock);
    mirror.update().unwrap();
}

#[test]
fn a_link_where_the_part_belongs_is_replaced_and_not_followed() {
    let server = Server::start(|request, connection| serve(request, connection, "\"a\"", &january()));
    let mirror = Mirror::new(&server.base());
    let victim = mirror.folder.write("victim", b"precious");
    std::fs::create_dir_all(mirror.path("all.zip").parent().unwrap()).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&victim, mirror.path("all.zip.part")).unwrap();
    mirror.update().unwrap();
    assert_eq!(std::fs::read(&victim).unwrap(), b"precious");
    assert_eq!(
        mirror.present(),
        Some(archive(&[
            ("X-1", "2026-01-01T00:00:00Z"),
            ("X-2", "2026-01-31T00:00:00Z")
        ]))
    );
}
