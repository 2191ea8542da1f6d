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
            "pkg:golang/example.org/c/v2",
            "pkg:golang/example.org/fork@v1.2.4",
            "pkg:golang/example.org/shop",
            "pkg:golang/stdlib@1.22.5",
        ]
    );
    assert_eq!(source(&extract, "example.org/c/v2"), ComponentSource::Path);
    assert_eq!(
        edges(&extract),
        [
            "example.org/shop -> example.org/fork v1.2.4 runtime",
            "example.org/shop -> stdlib 1.22.5 runtime"
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
