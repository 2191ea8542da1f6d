//! Package URLs of any text.

use portcullis_findings::Purl;
use proptest::prelude::*;

/// Texts that come near a package URL of a known type.
fn near() -> impl Strategy<Value = String> {
    let ty = prop::sample::select(vec![
        "alpm",
        "bazel",
        "brew",
        "cargo",
        "chrome-extension",
        "cocoapods",
        "composer",
        "cpan",
        "git",
        "github",
        "golang",
        "hackage",
        "huggingface",
        "julia",
        "maven",
        "mlflow",
        "npm",
        "oci",
        "pub",
        "pypi",
        "rpm",
        "swid",
        "swift",
        "x.y-1",
    ]);
    let qualifier = ("[a-z][a-z0-9._-]{0,3}", text(1..4)).prop_map(|(key, value)| format!("{key}={value}"));
    let qualifiers = prop::collection::vec(qualifier, 0..3).prop_map(|all| all.join("&"));
    let parts = (ty, text(1..10), text(0..4), qualifiers, text(0..4));
    let whole = parts.prop_map(|(ty, path, version, qualifiers, subpath)| {
        let mut purl = format!("pkg:{ty}/{path}");
        for (mark, part) in [('@', version), ('?', qualifiers), ('#', subpath)] {
            if !part.is_empty() {
                purl.push(mark);
                purl.push_str(&part);
            }
        }
        purl
    });
    // One in four has a mark or half an escape where it may mean something else.
    let noise = prop_oneof![3 => Just(""), 1 => prop::sample::select(vec!["%", "%2", "@", "?", "&", "=", "#", "//", ":"])];
    (whole, noise, any::<prop::sample::Index>()).prop_map(|(mut purl, noise, at)| {
        let ends: Vec<usize> = purl.char_indices().map(|(at, _)| at).collect();
        purl.insert_str(ends[at.index(ends.len())], noise);
        purl
    })
}

/// Letters, digits, marks and escapes.
fn text(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let pieces = vec![
        "a", "p", "B", "Z", "0", "9", "é", ".", "..", "-", "_", "~", "+", "/", ":", "%2F", "%2f", "%20",
        "%25", "%40", "%3A", "%3F", "%26", "%23", "%C3%A9", "%c3%a9", "%00",
    ];
    prop::collection::vec(prop::sample::select(pieces), count).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_prints_reads_back_the_same(text in near()) {
        if let Ok(purl) = text.parse::<Purl>() {
            let printed = purl.to_string();
            let again: Purl = printed.parse().map_err(|error| TestCaseError::fail(format!("{printed}: {error}")))?;
            prop_assert_eq!(&again, &purl, "{}", printed);
            prop_assert_eq!(again.to_string(), printed);
        }
    }

    #[test]
    fn no_text_is_too_strange(text in any::<String>(), prefix in prop::bool::ANY) {
        let text = if prefix { format!("pkg:{text}") } else { text };
        if let Ok(purl) = text.parse::<Purl>() {
            prop_assert_eq!(purl.to_string().parse::<Purl>(), Ok(purl));
        }
    }

    #[test]
    fn what_is_built_reads_back(ty in "[a-z]{1,6}", namespace in ".{0,12}", name in ".{0,12}", version in ".{0,12}", key in "[a-z]{1,4}", value in ".{0,12}", subpath in ".{0,12}") {
        let built = Purl::builder(ty, name)
            .namespace(namespace)
            .version(version)
            .qualifier(key, value)
            .subpath(subpath)
            .build();
        if let Ok(purl) = built {
            prop_assert_eq!(purl.to_string().parse::<Purl>(), Ok(purl));
        }
    }
}

#[test]
fn a_text_past_the_limit_is_refused() {
    let text = format!("pkg:generic/{}", "a".repeat(Purl::MAX_BYTES));
    assert!(text.parse::<Purl>().is_err());
    let growing = format!("pkg:generic/{}", "+".repeat(Purl::MAX_BYTES / 2));
    assert!(growing.parse::<Purl>().is_err());
}

#[test]
fn a_package_keeps_what_names_it() {
    let purl: Purl = "pkg:julia/Dates@1.9.0?uuid=ade2ca70-3891-5945-98fb-dc099432e06a#src"
        .parse()
        .unwrap();
    assert_eq!(
        purl.package().to_string(),
        "pkg:julia/Dates?uuid=ade2ca70-3891-5945-98fb-dc099432e06a"
    );
    let purl: Purl = "pkg:cargo/a@1.0.0?arch=x".parse().unwrap();
    assert_eq!(purl.package().to_string(), "pkg:cargo/a");
}
