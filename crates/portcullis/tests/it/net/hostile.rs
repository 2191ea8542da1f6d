//! Servers that lie. Whatever they do, the archive that was there stays, and nothing half-arrived is in its place.

use portcullis::archive::ArchiveError;
use portcullis::net::{Digests, DigestsError, FetchError, OlderArchives};

use super::server::{Connection, Request, Server, head, reply};
use super::{Mirror, february, january, zip_of};

/// January first, then what `lie` answers; the error of the second update, with January still there.
fn lied(
    lie: impl Fn(&Request, &mut dyn Connection) -> std::io::Result<()> + Send + 'static,
    change: impl FnOnce(&mut Mirror),
) -> FetchError {
    let server = Server::start(move |request, connection| match request.number {
        0 => reply(connection, 200, "etag: \"a\"", &january()),
        _ => lie(request, connection),
    });
    let mut mirror = Mirror::new(&server.base());
    mirror.update().unwrap();
    change(&mut mirror);
    let error = mirror.update().unwrap_err();
    assert_eq!(mirror.present(), Some(january()), "{error}");
    assert!(mirror.part().is_none_or(|part| part.len() < 4096), "{error}");
    error
}

fn lied_with(headers: &'static str, body: Vec<u8>) -> FetchError {
    lied(
        move |_, connection| reply(connection, 200, headers, &body),
        |_| {},
    )
}

#[test]
fn a_truncated_archive_is_never_used() {
    let error = lied(
        |_, connection| {
            head(connection, 200, &format!("content-length: {}", february().len()))?;
            connection.write_all(&february()[..100])
        },
        |_| {},
    );
    assert!(matches!(error, FetchError::Cut { received: 100, .. }), "{error}");
}

#[test]
fn an_archive_of_more_bytes_than_stated_is_never_used() {
    let error = lied(
        |_, connection| {
            head(connection, 200, "content-length: 100")?;
            connection.write_all(&february())
        },
        |_| {},
    );
    assert!(
        matches!(error, FetchError::Archive(ArchiveError::Malformed { .. })),
        "{error}"
    );
}

#[test]
fn a_length_that_is_no_number_is_refused() {
    let error = lied(
        |_, connection| {
            head(connection, 200, "content-length: many")?;
            connection.write_all(&february())
        },
        |_| {},
    );
    assert!(matches!(error, FetchError::Protocol { .. }), "{error}");
}

#[test]
fn bytes_that_do_not_fit_the_stated_checksum_are_refused() {
    let error = lied_with("x-goog-hash: md5=AAAA\nx-goog-hash: crc32c=AAAAAA==", february());
    assert!(matches!(error, FetchError::Checksum { stated: 0, .. }), "{error}");
}

#[test]
fn bytes_that_do_not_fit_the_given_digest_are_refused() {
    let digests =
        |text: String| move |mirror: &mut Mirror| mirror.options.digests = Some(text.parse().unwrap());
    let serve = |_: &Request, connection: &mut dyn Connection| reply(connection, 200, "", &february());
    let line = format!("{}  Red%20Hat/all.zip\n", "00".repeat(32));
    let error = lied(serve, digests(line));
    assert!(matches!(error, FetchError::Digest { .. }), "{error}");
    let line = format!("{}  PyPI/all.zip\n", "00".repeat(32));
    let error = lied(serve, digests(line.clone()));
    assert!(matches!(error, FetchError::NoDigest { .. }), "{error}");
    // An archive that is said to be unchanged must fit as well.
    let error = lied(|_, connection| head(connection, 304, ""), digests(line));
    assert!(matches!(error, FetchError::NoDigest { .. }), "{error}");
    assert_eq!("x".parse::<Digests>(), Err(DigestsError::Line { line: 1 }));
}

#[test]
fn an_archive_with_its_given_digest_is_taken() {
    let digest = portcullis::findings::Digest::sha256(&january()).to_hex();
    let server = Server::start(|_, connection| reply(connection, 200, "", &january()));
    let mut mirror = Mirror::new(&server.base());
    mirror.options.digests = Some(format!("{digest}  Red%20Hat/all.zip").parse().unwrap());
    mirror.update().unwrap();
}

#[test]
fn wrong_content_is_refused() {
    let error = lied_with("content-type: text/html", b"<html>please log in</html>".to_vec());
    assert!(
        matches!(error, FetchError::Archive(ArchiveError::Malformed { .. })),
        "{error}"
    );
    let error = lied_with("", zip_of(&[("README.md".to_owned(), b"hello".to_vec())]));
    assert!(matches!(error, FetchError::Empty), "{error}");
    let error = lied_with("", zip_of(&[]));
    assert!(matches!(error, FetchError::Empty), "{error}");
    let error = lied_with("content-encoding: gzip", february());
    assert!(matches!(error, FetchError::Protocol { .. }), "{error}");
}

#[test]
fn a_damaged_record_is_refused() {
    // Its checksum, in the directory (APPNOTE 4.3.12).
    let mut body = february();
    let directory = body
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap();
    body[directory + 16] ^= 0xff;
    let error = lied_with("", body);
    assert!(matches!(error, FetchError::Unpack { .. }), "{error}");
}

#[test]
fn a_zip_bomb_is_refused_with_its_limit() {
    let error = lied_with("", zip_of(&[("X-1.json".to_owned(), vec![b' '; 16 << 20])]));
    let FetchError::Unpack { gap } = error else {
        panic!("{error}");
    };
    assert!(gap.limit.is_some());
    let many: Vec<_> = (0..20)
        .map(|number| (format!("X-{number}.json"), b"{}".to_vec()))
        .collect();
    let body = zip_of(&many);
    let error = lied(
        move |_, connection| reply(connection, 200, "", &body),
        |mirror| mirror.options.limits.records = 19,
    );
    assert!(
        matches!(&error, FetchError::Unpack { gap } if gap.limit.is_some()),
        "{error}"
    );
}

#[test]
fn an_endless_body_ends_at_the_limit() {
    for headers in [
        "",
        "transfer-encoding: chunked",
        "content-length: 18446744073709551615",
    ] {
        let error = lied(
            move |_, connection| {
                head(connection, 200, headers)?;
                // Until the client has had enough.
                loop {
                    if headers.contains("chunked") {
                        connection.write_all(b"400\r\n")?;
                    }
                    connection.write_all(&[b'x'; 1024])?;
                    if headers.contains("chunked") {
                        connection.write_all(b"\r\n")?;
                    }
                }
            },
            |mirror| mirror.options.limits.archive_bytes = 100_000,
        );
        assert!(
            matches!(error, FetchError::TooLarge { allowed: 100_000, .. }),
            "{headers}: {error}"
        );
    }
}

#[test]
fn all_archives_together_have_a_limit() {
    let server = Server::start(|_, connection| reply(connection, 200, "", &january()));
    let mut mirror = Mirror::new(&server.base());
    let names = ["A", "B", "C"].map(str::to_owned).to_vec();
    mirror.options.selection = portcullis::net::Selection::Ecosystems(names);
    mirror.options.limits.total_bytes = january().len() as u64 * 5 / 2;
    let updated = portcullis::net::update_advisories(&mirror.options, &portcullis::Silent).unwrap();
    let fits: Vec<_> = updated
        .ecosystems
        .iter()
        .map(|update| update.result.is_ok())
        .collect();
    assert_eq!(fits, [true, true, false]);
}

#[test]
fn an_endless_head_is_refused() {
    let error = lied(
        |_, connection| {
            connection.write_all(b"HTTP/1.1 200 OK\r\n")?;
            loop {
                connection.write_all(b"x-more: and more and more and more\r\n")?;
            }
        },
        |mirror| mirror.options.retries.attempts = 1,
    );
    assert!(
        matches!(error, FetchError::Protocol { .. } | FetchError::Cut { .. }),
        "{error}"
    );
}

#[test]
fn what_is_not_http_is_refused() {
    let error = lied(
        |_, connection| connection.write_all(b"220 mail.example ESMTP\r\n\r\n"),
        |_| {},
    );
    assert!(matches!(error, FetchError::Protocol { .. }), "{error}");
}

#[test]
fn redirections_out_of_the_scheme_or_off_the_machine_or_in_a_circle_are_refused() {
    let to = |location: &'static str| {
        lied(
            move |_, connection| reply(connection, 301, &format!("location: {location}"), b""),
            |_| {},
        )
    };
    for location in [
        "https://mirror.example/x",
        "http://mirror.example/x",
        "//mirror.example/x",
    ] {
        let error = to(location);
        assert!(matches!(error, FetchError::Downgrade { .. }), "{error}");
    }
    let error = to("/osv/Red%20Hat/all.zip");
    assert!(
        matches!(error, FetchError::Redirections { allowed: 5, .. }),
        "{error}"
    );
    for location in ["ftp://mirror.example/x", "http://me:word@127.0.0.1/x"] {
        let error = to(location);
        assert!(
            matches!(error, FetchError::Redirection { source: Some(_), .. }),
            "{error}"
        );
    }
    let error = lied(|_, connection| reply(connection, 301, "", b""), |_| {});
    assert!(
        matches!(error, FetchError::Redirection { source: None, .. }),
        "{error}"
    );
}

#[test]
fn a_wrong_part_is_never_joined() {
    // Half of February, then parts of it that are not what was asked for.
    let half = february().len() / 2;
    let last = february().len() - 1;
    let total = february().len();
    let answers = [
        format!("content-range: bytes 0-{last}/{total}"),
        format!("content-range: bytes {half}-{last}/{}", total + 1),
        format!("content-range: bytes {half}-{last}/*\netag: \"other\""),
        format!("content-range: lines {half}-{last}/{total}"),
        format!("content-range: bytes {last}-{half}/{total}"),
        "etag: \"b\"".to_owned(),
    ];
    for answer in answers {
        let told = answer.clone();
        let error = lied(
            move |request, connection| {
                if request.header("range").is_some() {
                    return reply(connection, 206, &answer, &february()[half..]);
                }
                head(connection, 200, &format!("content-length: {total}\netag: \"b\""))?;
                connection.write_all(&february()[..half])
            },
            |mirror| mirror.options.retries.attempts = 2,
        );
        assert!(
            matches!(error, FetchError::Range { asked, .. } if asked == half as u64),
            "{told}: {error}"
        );
    }
}

#[test]
fn a_part_of_another_archive_under_the_same_tag_is_found_out_and_begun_anew() {
    let half = february().len() / 2;
    let server = Server::start(move |request, connection| match request.number {
        0 => {
            head(
                connection,
                200,
                &format!("content-length: {}\netag: \"b\"", february().len()),
            )?;
            connection.write_all(&vec![b'x'; half])
        }
        1 => {
            let span = format!(
                "content-range: bytes {half}-{}/{}",
                february().len() - 1,
                february().len()
            );
            reply(connection, 206, &span, &february()[half..])
        }
        _ => {
            assert_eq!(request.header("range"), None);
            reply(connection, 200, "etag: \"b\"", &february())
        }
    });
    let mirror = Mirror::new(&server.base());
    mirror.update().unwrap();
    assert_eq!(mirror.present(), Some(february()));
}

#[test]
fn older_advisories_are_refused_unless_they_are_asked_for() {
    let server = Server::start(|request, connection| match request.number {
        0 => reply(connection, 200, "etag: \"b\"", &february()),
        _ => reply(connection, 200, "etag: \"a\"", &january()),
    });
    let mut mirror = Mirror::new(&server.base());
    mirror.update().unwrap();
    let error = mirror.update().unwrap_err();
    let FetchError::Older { present, offered } = error else {
        panic!("{error}");
    };
    assert_eq!(
        (present.to_string().as_str(), offered.to_string().as_str()),
        ("2026-02-01T00:00:00Z", "2026-01-31T00:00:00Z")
    );
    assert_eq!(mirror.present(), Some(february()));
    // Without the note beside it, the archive itself still tells.
    std::fs::remove_file(mirror.path("all.zip.state")).unwrap();
    assert!(matches!(mirror.update(), Err(FetchError::Older { .. })));
    mirror.options.older = OlderArchives::Take;
    mirror.update().unwrap();
    assert_eq!(mirror.present(), Some(january()));
}
