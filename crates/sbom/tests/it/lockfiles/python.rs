//! requirements.txt, poetry.lock and uv.lock.

use portcullis_findings::{Completeness, ComponentSource, Scope};

use super::{edges, gaps, name, names, occurrences, read, read_at, roots, source};

#[test]
fn requirements_pin_or_leave_a_gap() {
    let text = "\u{feff}# all of it\r\nDjango[argon2] == 4.2.1 ; python_version > '3.8' \\\r\n    --hash=sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 \\\r\n    --hash=md5:00\r\nrequests>=2.0 # loose\n-r requirements-dev.txt\n-r ../other.txt\n-e ./local\n--index-url https://user:secret@registry.example/simple\nflask @ https://u:secret@host.example/flask.whl\ngit+https://git.example/x.git@v1#egg=x\na (==1.0) -C x=y\nb===2.0+local,>1\n{{ template }}\nc==1.*\n";
    let extract = read("requirements.txt", text);
    assert_eq!(
        names(&extract),
        [
            "Django 4.2.1",
            "a 1.0",
            "b 2.0+local",
            "c",
            "flask",
            "requests",
            "x"
        ]
    );
    assert!(!format!("{extract:?}").contains("secret"));
    let lines: Vec<_> = extract
        .gaps
        .iter()
        .map(|gap| gap.position.unwrap().line)
        .collect();
    assert_eq!(lines, [2, 5, 7, 8, 10, 11, 14, 15]);
    let django = extract
        .inventory
        .components()
        .iter()
        .find(|component| component.name == "Django")
        .unwrap();
    assert_eq!(django.purl.as_ref().unwrap().to_string(), "pkg:pypi/django@4.2.1");
    assert_eq!(django.digests.len(), 1);
    assert_eq!(extract.inventory.roots().len(), 0);
    assert_eq!(extract.inventory.manifests()[0].graph, Completeness::Unknown);
    let (_, occurrence) = occurrences(&extract)
        .find(|(id, _)| name(&extract, *id).starts_with("Django"))
        .unwrap();
    let region = occurrence.location.region().unwrap();
    assert_eq!((region.line(), region.end_line()), (2, 4));
}

pub(crate) const POETRY: &str = r#"
[[package]]
name = "Flask"
version = "2.0.0"
description = "x"
optional = false
groups = ["main"]
files = [
    {file = "flask-2.0.0.whl", hash = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
]

[package.dependencies]
click = ">=8"
colorama = {version = "*", markers = "sys_platform == 'win32'"}
asgiref = {version = ">=3", optional = true, markers = "extra == \"async\""}

[package.extras]
async = ["asgiref"]

[[package]]
name = "click"
version = "8.0.0"
groups = ["dev", "main"]

[package.source]
type = "git"
url = "https://git.example/click.git"
reference = "main"
resolved_reference = "0123"

[[package]]
name = "pytest"
version = "7.0.0"
groups = ["dev"]

[package.source]
type = "legacy"
url = "https://user:secret@registry.example/simple"
reference = "own"

[metadata]
lock-version = "2.1"
content-hash = "00"
"#;

#[test]
fn poetry_lock_has_edges_but_no_root() {
    let extract = read("poetry.lock", POETRY);
    assert_eq!(gaps(&extract), [""; 0]);
    assert_eq!(edges(&extract), ["Flask 2.0.0 -> click 8.0.0 runtime"]);
    assert_eq!(extract.edges.absent_optional, 2);
    assert_eq!(roots(&extract), [""; 0]);
    assert_eq!(extract.inventory.manifests()[0].graph, Completeness::Complete);
    assert!(
        matches!(source(&extract, "click"), ComponentSource::Git { revision: Some(revision), .. } if revision == "0123")
    );
    assert_eq!(source(&extract, "pytest"), ComponentSource::Registry);
    assert!(!format!("{extract:?}").contains("secret"));
    let scope = |wanted: &str| {
        let mut all = occurrences(&extract);
        all.find(|(id, _)| name(&extract, *id).starts_with(wanted))
            .unwrap()
            .1
            .scope
    };
    assert_eq!(
        (scope("pytest"), scope("click")),
        (Scope::Development, Scope::Runtime)
    );
}

#[test]
fn poetry_versions_of_one_name_leave_the_graph_unknown() {
    let text = r#"
[[package]]
name = "a"
version = "1"
[package.dependencies]
b = [{version = "1", markers = "x"}, {version = "2", markers = "y"}]
[[package]]
name = "b"
version = "1"
[[package]]
name = "b"
version = "2"
[metadata]
lock-version = "1.1"
content-hash = "00"
[metadata.files]
b = [{file = "b.whl", hash = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]
"#;
    let extract = read("poetry.lock", text);
    assert_eq!(edges(&extract), ["a 1 -> b 1 runtime", "a 1 -> b 2 runtime"]);
    assert_eq!(extract.inventory.manifests()[0].graph, Completeness::Unknown);
    assert_eq!(extract.inventory.components()[1].digests.len(), 1);
}

pub(crate) const UV: &str = r#"version = 1
revision = 2
requires-python = ">=3.12"

[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
dependencies = [
    { name = "b", version = "1.0", source = { registry = "https://registry.example/simple" }, marker = "x" },
    { name = "b", version = "2.0", source = { registry = "https://registry.example/simple" }, marker = "y" },
    { name = "lib" },
]

[package.optional-dependencies]
fast = [{ name = "c" }]

[package.dev-dependencies]
dev = [{ name = "d" }]

[[package]]
name = "b"
version = "1.0"
source = { registry = "https://registry.example/simple" }
sdist = { url = "https://u:secret@files.example/b-1.0.tar.gz", hash = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", size = 1 }
wheels = [
    { url = "https://files.example/b-1.0.whl", hash = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", size = 1 },
]

[[package]]
name = "b"
version = "2.0"
source = { registry = "https://registry.example/simple" }

[[package]]
name = "c"
version = "1.0"
source = { git = "https://git.example/c?rev=v1#0123" }

[[package]]
name = "d"
version = "1.0"
source = { url = "https://files.example/d.whl" }

[[package]]
name = "lib"
source = { editable = "lib" }
"#;

#[test]
fn uv_lock_has_exact_edges_and_roots() {
    let extract = read("uv.lock", UV);
    assert_eq!(gaps(&extract), [""; 0]);
    assert_eq!(roots(&extract), ["app 0.1.0"]);
    assert_eq!(
        edges(&extract),
        [
            "app 0.1.0 -> b 1.0 runtime",
            "app 0.1.0 -> b 2.0 runtime",
            "app 0.1.0 -> c 1.0 optional",
            "app 0.1.0 -> d 1.0 development",
            "app 0.1.0 -> lib runtime",
        ]
    );
    assert_eq!(extract.inventory.manifests()[0].graph, Completeness::Complete);
    let b = extract
        .inventory
        .components()
        .iter()
        .find(|component| component.name == "b")
        .unwrap();
    assert_eq!((b.digests.len(), b.distributions.len()), (2, 2));
    assert!(!format!("{extract:?}").contains("secret"));
    assert!(
        matches!(source(&extract, "c"), ComponentSource::Git { revision: Some(revision), .. } if revision == "0123")
    );
}

#[test]
fn gaps_of_a_hostile_file_are_counted_and_not_all_kept() {
    let extract = read("requirements.txt", &"{{\n".repeat(20_000));
    assert_eq!(extract.gaps.len(), 10_001);
    assert_eq!(extract.gaps[10_000].cause, "10000 more gaps are not listed");
}

#[test]
fn includes_are_told_by_their_path_from_the_top() {
    let text =
        "-r base.txt\n--pre -c ../limits.txt\n--requirem a/../b.in\na==1 -rmore.txt\n-r base.txt -r last\n";
    let extract = read_at("svc/requirements.txt", text);
    let mut includes: Vec<_> = extract
        .includes
        .iter()
        .map(|include| format!("{} {}", include.position.line, include.label))
        .collect();
    includes.sort();
    assert_eq!(
        includes,
        [
            "1 svc/base.txt",
            "2 limits.txt",
            "3 svc/b.in",
            "4 svc/more.txt",
            "5 svc/base.txt",
            "5 svc/last"
        ]
    );
    assert_eq!(gaps(&extract), [""; 0]);
    for text in [
        "-r https://host.example/a.txt\n",
        "-r ${HOME}/a.txt\n",
        "-r /a.txt\n",
        "-r ../../a.txt\n",
    ] {
        let extract = read_at("svc/requirements.txt", text);
        assert!(extract.includes.is_empty() && !extract.gaps.is_empty(), "{text}");
        assert!(!format!("{extract:?}").contains("a.txt"), "{text}");
    }
}

#[test]
fn requirements_are_read_as_pip_reads_them_or_leave_a_gap() {
    for (text, names_of, gaps_of) in [
        ("# comment\rpyyaml==5.3\n", vec!["pyyaml 5.3"], 0),
        ("# comment\u{85}pyyaml==5.3\n", vec!["pyyaml 5.3"], 0),
        ("# comment\u{2028}pyyaml==5.3\n", vec!["pyyaml 5.3"], 0),
        ("# comment\u{b}pyyaml==5.3\n", vec!["pyyaml 5.3"], 0),
        ("pyyaml==5.3,==9.9\n", vec!["pyyaml"], 1),
        ("pyyaml==5.3,===9.9\n", vec!["pyyaml"], 1),
        ("pyyaml>=5.3\n", vec!["pyyaml"], 1),
        ("pyyaml==5.3,>5.0\n", vec!["pyyaml 5.3"], 0),
        ("pyyaml==${V}\n", vec![], 2),
        ("pyyaml==5.3 --unknown\n", vec!["pyyaml 5.3"], 1),
        ("--unknown\n", vec![], 1),
        ("--pre pyyaml==5.3\n", vec![], 1),
        ("pyyaml --config-settings=x==5.3\n", vec!["pyyaml"], 1),
        ("pyyaml==5.3.zip\n", vec![], 1),
        ("# -*- coding: latin-1 -*-\npyyaml==5.3\n", vec!["pyyaml 5.3"], 1),
        ("# coding=utf_8\npyyaml==5.3\n", vec!["pyyaml 5.3"], 0),
        (
            "pyyaml==5.3 ; platform_version == \"x --y\"\n",
            vec!["pyyaml 5.3"],
            1,
        ),
    ] {
        let extract = read("requirements.txt", text);
        assert_eq!(names(&extract), names_of, "{text:?}");
        assert_eq!(extract.gaps.len(), gaps_of, "{text:?} {:?}", extract.gaps);
    }
}

#[test]
fn sources_that_contradict_or_are_unknown_are_gaps() {
    for (source, gaps_of) in [
        ("{ registry = \"https://x.example\" }", 0),
        ("{ registry = \"https://x.example\", virtual = \".\" }", 1),
        ("{ registry = \"https://x.example\", path = \"a.whl\" }", 1),
        ("{ directory = \"vendor/pyyaml\" }", 0),
        ("\"virtual\"", 1),
        ("{ wat = 1 }", 1),
    ] {
        let text =
            format!("version = 1\n[[package]]\nname = \"pyyaml\"\nversion = \"5.3\"\nsource = {source}\n");
        let extract = read("uv.lock", &text);
        assert_eq!(extract.gaps.len(), gaps_of, "{source} {:?}", extract.gaps);
        let registry = super::source(&extract, "pyyaml") == ComponentSource::Registry;
        assert_eq!(registry, source.contains("registry"), "{source}");
        assert_eq!(names(&extract), ["pyyaml 5.3"]);
    }
    for (source, gaps_of) in [("legacy", 0), ("file", 0), ("url", 0), ("wat", 1)] {
        let text = format!(
            "[[package]]\nname = \" pyyaml\"\nversion = \"5.3 \"\n[package.source]\ntype = \"{source}\"\nurl = \"x\"\n[metadata]\ncontent-hash = \"x\"\n"
        );
        let extract = read("poetry.lock", &text);
        assert_eq!(names(&extract), ["pyyaml 5.3"]);
        // The name with a space around it is one gap.
        assert_eq!(extract.gaps.len(), gaps_of + 1, "{source} {:?}", extract.gaps);
    }
}

#[test]
fn a_package_that_is_no_list_is_refused_and_an_empty_one_is_legal_for_poetry_only() {
    let package = "[package]\nname = \"a\"\nversion = \"1\"\n";
    for name in ["Cargo.lock", "poetry.lock", "uv.lock"] {
        assert!(super::try_read(name, package.as_bytes()).is_err(), "{name}");
    }
    let empty = "package = []\n[metadata]\ncontent-hash = \"x\"\nlock-version = \"2.0\"\n";
    assert_eq!(gaps(&read("poetry.lock", empty)), [""; 0]);
    for (name, text) in [
        ("poetry.lock", "package = []\n"),
        ("Cargo.lock", "version = 4\n"),
        ("Cargo.lock", "version = 4\npackage = []\n"),
        ("uv.lock", "version = 1\n"),
    ] {
        assert!(!read(name, text).gaps.is_empty(), "{name} {text}");
    }
}
