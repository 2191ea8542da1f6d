//! go.mod with go.sum.

use portcullis_findings::{Completeness, ComponentSource, Label};
use portcullis_sbom::Limits;
use portcullis_sbom::lockfile::{Companion, Extract, Format};

use super::{edges, gaps, purls, read, source};

pub(crate) const GO_MOD: &str = r#"module example.org/shop // a comment

go 1.22.1

toolchain go1.22.5

require (
	example.org/a v1.2.3
	"example.org/b" v0.0.0-20200101000000-0123456789ab // indirect
)

require example.org/c/v2 v2.0.0+incompatible // indirect; why

replace example.org/a => example.org/fork v1.2.4

replace (
	example.org/c/v2 v2.0.0+incompatible => ./c
	example.org/b v9.9.9 => ../never
)

exclude example.org/x v1.0.0
retract [v1.0.0, v1.1.0]
"#;

fn with_sum(go_mod: &str, go_sum: &str) -> Extract {
    let format = Format::of_file_name(b"go.mod").unwrap();
    assert_eq!(format.companions(), ["go.sum"]);
    let companion = Companion {
        name: "go.sum",
        bytes: go_sum.as_bytes(),
    };
    format
        .read(
            &Label::new("svc/go.mod"),
            go_mod.as_bytes(),
            &[companion],
            &Limits::default(),
        )
        .unwrap()
}

#[test]
fn go_mod_gives_what_is_built() {
    let sum = "example.org/fork v1.2.4 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nexample.org/fork v1.2.4/go.mod h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    let extract = with_sum(GO_MOD, sum);
    assert_eq!(gaps(&extract), [""; 0]);
    assert_eq!(
        purls(&extract),
        [
            "pkg:golang/example.org/b@v0.0.0-20200101000000-0123456789ab",
            "pkg:golang/example.org/c/v2@v2.0.0%2Bincompatible",
            "pkg:golang/example.org/fork@v1.2.4",
            "pkg:golang/example.org/shop",
            "pkg:golang/stdlib@1.22.1",
        ]
    );
    assert_eq!(source(&extract, "example.org/c/v2"), ComponentSource::Path);
    assert_eq!(
        edges(&extract),
        [
            "example.org/shop -> example.org/fork v1.2.4 runtime",
            "example.org/shop -> stdlib 1.22.1 runtime"
        ]
    );
    let mut components = extract.inventory.components().iter();
    let fork = components
        .find(|component| component.name.ends_with("fork"))
        .unwrap();
    assert_eq!(fork.digests.iter().next().unwrap().algorithm().as_str(), "h1");
    assert_eq!(extract.inventory.manifests()[0].graph, Completeness::Unknown);
}

#[test]
fn an_old_go_mod_needs_its_go_sum() {
    let text = "module m\ngo 1.16\nrequire example.org/a v1.0.0\n";
    let extract = read("go.mod", text);
    assert_eq!(gaps(&extract).len(), 1);
    let sum = "example.org/a v0.9.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nexample.org/z v1.0.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nbroken\n";
    let extract = with_sum(text, sum);
    assert_eq!(
        gaps(&extract),
        [
            "inventory undecidable: svc/go.sum: not the form of a line of go.sum at line 3, column 1 (byte 138)"
        ]
    );
    assert!(purls(&extract).contains(&"pkg:golang/example.org/z@v1.0.0".to_owned()));
    assert!(!purls(&extract).contains(&"pkg:golang/example.org/a@v0.9.0".to_owned()));
    assert_eq!(extract.inventory.manifests().len(), 2);
}

#[test]
fn what_go_does_not_read_alike_is_refused_or_a_gap() {
    for text in [
        "Require a.example/b v1.0.0",
        "/*\nrequire a.example/b v1.0.0\n*/",
        "#",
        "require \"a.example/\\q\" v1.0.0",
        "go 1.21",
        "require a.example/b v1.0.0\r\rrequire a.example/c v1.0.0 x",
    ] {
        let text = format!("module m\ngo 1.25\n{text}\n");
        assert!(super::try_read("go.mod", text.as_bytes()).is_err(), "{text}");
    }
    for version in ["master", "1.0.0", "v1.0", "latest"] {
        let text = format!("module m\ngo 1.25\nrequire a.example/b {version}\n");
        assert_eq!(read("go.mod", &text).gaps.len(), 1, "{text}");
    }
    let text = "module m\ngo 1.25\nrequire a.example/b/ v1.0.0\n";
    assert_eq!(read("go.mod", text).gaps.len(), 1);
    let extract = read(
        "go.mod",
        "module m\ngo 1.25\nrequire \"a.example/crypt\\x6f\" v1.0.0\n",
    );
    assert_eq!(purls(&extract)[0], "pkg:golang/a.example/crypto@v1.0.0");
}

#[test]
fn a_newer_toolchain_does_not_hide_the_oldest_one() {
    let extract = read("go.mod", "module m\ngo 1.19\ntoolchain go1.99.0\n");
    assert!(purls(&extract).contains(&"pkg:golang/stdlib@1.19".to_owned()));
    assert_eq!(extract.notes.len(), 1);
    let extract = read("go.mod", "module m\ntoolchain go1.99.0\n");
    assert!(extract.gaps.iter().any(|gap| gap.cause.contains("toolchain")));
}

#[test]
fn a_replaced_module_stays_visible() {
    let text = "module m\ngo 1.25\nrequire (\na.example/b v1.0.0\na.example/c v1.0.0\n)\nreplace a.example/b => ./b\nreplace a.example/c => d.example/c v2.0.0\n";
    let extract = read("go.mod", text);
    assert_eq!(source(&extract, "a.example/b"), ComponentSource::Path);
    assert!(purls(&extract).contains(&"pkg:golang/a.example/b@v1.0.0".to_owned()));
    let notes: Vec<_> = extract.notes.iter().map(|note| note.text.as_str()).collect();
    assert!(
        notes.contains(&"a local folder stands in for `a.example/b`"),
        "{notes:?}"
    );
    assert!(
        notes.contains(&"`d.example/c` stands in for `a.example/c`"),
        "{notes:?}"
    );
}
