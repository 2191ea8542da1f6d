//! The texts of the shared model.

use portcullis_findings::{Baseline, Purl, Timestamp};

use crate::support::{assert_position, text};

/// What is printed of a package URL reads as the same one; its parts build it again; its package is a fixed point.
pub fn purl(data: &[u8]) {
    let Some(purl) = text(data).and_then(|text| text.parse::<Purl>().ok()) else {
        return;
    };
    let printed = purl.to_string();
    assert_eq!(printed.parse().as_ref(), Ok(&purl), "{printed}");

    let mut builder = Purl::builder(purl.ty(), purl.name());
    if let Some(namespace) = purl.namespace() {
        builder = builder.namespace(namespace);
    }
    if let Some(version) = purl.version() {
        builder = builder.version(version);
    }
    if let Some(subpath) = purl.subpath() {
        builder = builder.subpath(subpath);
    }
    let built = purl
        .qualifiers()
        .fold(builder, |builder, (key, value)| builder.qualifier(key, value))
        .build();
    assert_eq!(built.as_ref(), Ok(&purl), "{printed}");

    let package = purl.package();
    assert_eq!(package.version(), None);
    assert_eq!(package.package(), package);
}

/// What is printed of a time reads as the same one, falls on its date and sorts as its text does.
pub fn timestamp(data: &[u8]) {
    let Some(time) = text(data).and_then(|text| text.parse::<Timestamp>().ok()) else {
        return;
    };
    let printed = time.to_string();
    assert_eq!(printed.parse(), Ok(time), "{printed}");
    assert!(printed.starts_with(&time.date().to_string()), "{printed}");
    let start = time.date().start();
    assert!(start <= time && time.seconds_since(start) < 86_400, "{printed}");
    assert_eq!(
        Timestamp::from_unix(time.as_unix()).map(|whole| whole <= time),
        Ok(true)
    );
}

/// A baseline that is read is written and read again without a change; a refusal points into the text.
pub fn baseline(data: &[u8]) {
    match Baseline::parse(data) {
        Ok(baseline) => {
            let written = baseline.to_json();
            assert_eq!(Baseline::parse(written.as_bytes()), Ok(baseline));
        }
        Err(portcullis_findings::BaselineError::Syntax { position }) => assert_position(data, position),
        Err(_) => {}
    }
}
