//! Every lockfile format on small texts written for the purpose.

use portcullis_findings::{Component, ComponentSource, Label, Occurrence, OccurrenceId, Purl};
use portcullis_sbom::lockfile::{Extract, Format};
use portcullis_sbom::{Limits, LockfileError};

mod cargo;
mod go;
mod npm;
mod python;

pub(crate) fn read(name: &str, text: &str) -> Extract {
    try_read(name, text.as_bytes()).unwrap()
}

/// Of a file in a folder.
fn read_at(label: &str, text: &str) -> Extract {
    let label = Label::new(label);
    let format = Format::of_file_name(label.file_name()).unwrap();
    format
        .read(&label, text.as_bytes(), &[], &Limits::default())
        .unwrap()
}

pub(crate) fn try_read(name: &str, bytes: &[u8]) -> Result<Extract, LockfileError> {
    let format = Format::of_file_name(name.as_bytes()).unwrap();
    format.read(&Label::new(name), bytes, &[], &Limits::default())
}

/// `name version` of an occurrence.
fn name(extract: &Extract, id: OccurrenceId) -> String {
    let inventory = &extract.inventory;
    let component = inventory.occurrence(id).unwrap().component;
    inventory.component(component).unwrap().display_name()
}

fn occurrences(extract: &Extract) -> impl Iterator<Item = (OccurrenceId, &Occurrence)> {
    let inventory = &extract.inventory;
    inventory.iter().flat_map(|(id, _)| inventory.occurrences_of(id))
}

/// All edges as `from -> to scope`, sorted.
fn edges(extract: &Extract) -> Vec<String> {
    let mut all = Vec::new();
    for (from, _) in occurrences(extract) {
        for edge in extract.inventory.edges(from) {
            all.push(format!(
                "{} -> {} {}",
                name(extract, from),
                name(extract, edge.to),
                edge.scope.as_str()
            ));
        }
    }
    all.sort();
    all
}

fn names(extract: &Extract) -> Vec<String> {
    let mut names: Vec<_> = extract
        .inventory
        .components()
        .iter()
        .map(Component::display_name)
        .collect();
    names.sort();
    names
}

fn purls(extract: &Extract) -> Vec<String> {
    let components = extract.inventory.components().iter();
    let mut purls: Vec<_> = components
        .filter_map(|component| component.purl.as_ref().map(Purl::to_string))
        .collect();
    purls.sort();
    purls
}

fn roots(extract: &Extract) -> Vec<String> {
    extract.inventory.roots().map(|id| name(extract, id)).collect()
}

fn gaps(extract: &Extract) -> Vec<String> {
    extract.gaps.iter().map(ToString::to_string).collect()
}

fn source(extract: &Extract, name: &str) -> ComponentSource {
    let mut components = extract.inventory.components().iter();
    components
        .find(|component| component.name == name)
        .unwrap()
        .source
        .clone()
}

#[test]
fn errors_name_place_and_cause() {
    for (name, text, expected) in [
        (
            "Cargo.lock",
            "version = 5\n",
            "version `5` of the format is not known, the newest known is 4 (at line 1, column 11 (byte 10))",
        ),
        (
            "Cargo.lock",
            "[[package]]\nname = \"a\"\n",
            "a package without version at line 1, column 1 (byte 0)",
        ),
        (
            "package-lock.json",
            "{\"lockfileVersion\": 4}",
            "version `4` of the format is not known, the newest known is 3 (at line 1, column 21 (byte 20))",
        ),
        (
            "package-lock.json",
            "{\n  \"a\": ",
            "the text ends where a value is expected at line 2, column 8 (byte 9)",
        ),
        (
            "package-lock.json",
            "[]",
            "a lockfile is a JSON object at line 1, column 1 (byte 0)",
        ),
        (
            "go.mod",
            "module m\nrequire (\n",
            "a block without end at line 2, column 1 (byte 9)",
        ),
        (
            "go.mod",
            "module m\nrequire a\n",
            "not the form of this directive at line 2, column 1 (byte 9)",
        ),
        (
            "uv.lock",
            "version = 2\n",
            "version `2` of the format is not known, the newest known is 1 (at line 1, column 11 (byte 10))",
        ),
        ("requirements.txt", "a\u{0}\u{1b}[2J", ""),
    ] {
        match try_read(name, text.as_bytes()) {
            Ok(extract) => {
                assert!(expected.is_empty(), "{name} {text}");
                assert!(!extract.gaps[0].to_string().contains('\u{1b}'));
            }
            Err(error) => assert_eq!(error.to_string(), expected, "{name}"),
        }
    }
    let error = try_read("poetry.lock", b"a = \xff").unwrap_err();
    assert_eq!(error.to_string(), "not UTF-8 at line 1, column 5 (byte 4)");
}

#[test]
fn limits_hold_for_every_format() {
    let tight = [
        Limits {
            bytes: 3,
            ..Limits::default()
        },
        Limits {
            items: 2,
            ..Limits::default()
        },
        Limits {
            components: 2,
            ..Limits::default()
        },
    ];
    for (format, text) in samples() {
        for limits in tight {
            let error = format
                .read(&Label::new("x"), text.as_bytes(), &[], &limits)
                .unwrap_err();
            assert!(
                matches!(error, LockfileError::Limit { .. }),
                "{} {error}",
                format.name()
            );
        }
    }
}

/// One sample for every format; a format without one fails here.
pub(crate) fn samples() -> Vec<(&'static Format, &'static str)> {
    Format::ALL
        .iter()
        .map(|format| {
            let text = match format.name() {
                "Cargo.lock" => cargo::CARGO_4,
                "package-lock.json" | "npm-shrinkwrap.json" => npm::NPM_3,
                "requirements.txt" => "a==1.0\nb==2.0\nc==3.0\n",
                "poetry.lock" => python::POETRY,
                "uv.lock" => python::UV,
                "go.mod" => go::GO_MOD,
                other => panic!("no sample for {other}"),
            };
            (format, text)
        })
        .collect()
}

/// Gaps, notes and errors name entries and places; they never quote what stands there.
#[test]
fn nothing_that_is_told_quotes_the_text() {
    const SECRET: &str = concat!("ghp", "_StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");
    for (name, text) in [
        ("requirements.txt", "-r https://user:SECRET@host.example/x.txt"),
        ("requirements.txt", "-r hidden?token=SECRET"),
        ("requirements.txt", "foo==1.0 PASSWORD=SECRET"),
        ("requirements.txt", "SECRET foo"),
        (
            "requirements.txt",
            "--index-url https://SECRET@host.example/simple",
        ),
        (
            "requirements.txt",
            "foo==1 --global-option=--token=SECRET foo; bar",
        ),
        (
            "requirements.txt",
            "foo @ https://host.example/foo.whl#sha256=1&token=SECRET",
        ),
        ("requirements.txt", "foo @ https://host.example/SECRET/foo.whl"),
        ("requirements.txt", "foo @ //user:SECRET@host.example/foo.whl"),
        (
            "requirements.txt",
            "foo @ https://user:a/SECRET@host.example/foo.whl",
        ),
        (
            "requirements.txt",
            "foo @ https://user:a#SECRET@host.example/foo.whl",
        ),
        ("requirements.txt", "git+https://SECRET:x@host.example/a/b#egg=x"),
        (
            "requirements.txt",
            "foo @ https://proxy.example/https://user:SECRET@host.example/foo.whl",
        ),
        ("Cargo.lock", "SECRET = 1\nSECRET = 2\n"),
        ("Cargo.lock", "version = SECRET"),
        ("Cargo.lock", "version = \"SECRET\""),
        (
            "Cargo.lock",
            "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\"SECRET\"]\n",
        ),
        (
            "Cargo.lock",
            "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"git+https://host.example/x?token=SECRET&rev=SECRET#abc\"\n",
        ),
        ("package-lock.json", "{\"lockfileVersion\":\"SECRET\"}"),
        (
            "package-lock.json",
            "{\"lockfileVersion\":3,\"packages\":{\"\":{},\"node_modules/a\":{\"version\":\"1.0.0\",\"resolved\":\"https://host.example/SECRET/-/a-1.0.0.tgz\",\"integrity\":\"SECRET\"}}}",
        ),
        (
            "package-lock.json",
            "{\"lockfileVersion\":1,\"dependencies\":{\"a\":{\"version\":\"github:SECRET@a/b#1\"}}}",
        ),
        ("go.mod", "module m\ngo 1.25\nSECRET x\n"),
    ] {
        let text = text.replace("SECRET", SECRET);
        let told = match try_read(name, text.as_bytes()) {
            Ok(extract) => format!("{extract:?}"),
            Err(error) => format!("{error} {error:?}"),
        };
        assert!(!told.contains(SECRET), "{name} {text} {told}");
    }
}
