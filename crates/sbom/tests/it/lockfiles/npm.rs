//! package-lock.json.

use portcullis_findings::{Completeness, ComponentSource, Paths, Scope};

use super::{edges, name, occurrences, read, roots, source};

pub(crate) const NPM_3: &str = r#"{
  "name": "shop",
  "version": "1.0.0",
  "lockfileVersion": 3,
  "packages": {
    "": {
      "name": "shop", "version": "1.0.0", "workspaces": ["packages/*"],
      "dependencies": { "a": "^1.0.0", "member": "*" },
      "devDependencies": { "t": "1" }
    },
    "node_modules/a": {
      "version": "1.2.0",
      "resolved": "https://user:secret@registry.example/a/-/a-1.2.0.tgz?token=secret",
      "integrity": "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk= sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
      "license": "MIT",
      "dependencies": { "b": "^2.0.0" },
      "optionalDependencies": { "only-on-mac": "1" },
      "peerDependencies": { "p": "1", "q": "1" },
      "peerDependenciesMeta": { "q": { "optional": true } }
    },
    "node_modules/a/node_modules/b": { "version": "2.0.0", "dependencies": { "@s/c": "1" } },
    "node_modules/b": { "version": "1.0.0", "license": { "type": "Own words" } },
    "node_modules/@s/c": {
      "name": "@real/c", "version": "1.0.0", "optional": true,
      "resolved": "git+ssh://git@git.example/c.git#0123"
    },
    "node_modules/t": { "version": "1.0.0", "dev": true, "dependencies": { "b": "1" } },
    "node_modules/member": { "resolved": "packages/member", "link": true },
    "packages/member": { "version": "0.0.1", "dependencies": { "b": "2" } },
    "packages/member/node_modules/b": { "version": "2.0.0", "resolved": "file:vendor/b.tgz" }
  }
}
"#;

#[test]
fn package_lock_resolves_as_node_does() {
    let extract = read("package-lock.json", NPM_3);
    assert_eq!(extract.gaps.len(), 1);
    assert!(extract.gaps[0].cause.contains("file or folder"));
    assert_eq!(roots(&extract), ["shop 1.0.0"]);
    assert_eq!(
        edges(&extract),
        [
            "a 1.2.0 -> b 2.0.0 runtime",
            "b 2.0.0 -> @real/c 1.0.0 runtime",
            "member 0.0.1 -> b 2.0.0 runtime",
            "shop 1.0.0 -> a 1.2.0 runtime",
            "shop 1.0.0 -> member 0.0.1 runtime",
            "shop 1.0.0 -> t 1.0.0 development",
            "t 1.0.0 -> b 1.0.0 runtime",
        ]
    );
    let tally = extract.edges;
    assert_eq!(
        (
            tally.declared,
            tally.resolved,
            tally.absent_optional,
            tally.absent_peer
        ),
        (10, 7, 2, 1)
    );
    assert!(!format!("{extract:?}").contains("secret"));
    let a = extract
        .inventory
        .components()
        .iter()
        .find(|component| component.name == "a")
        .unwrap();
    assert_eq!(a.digests.len(), 2);
    assert_eq!(a.licence.as_str(), Some("MIT"));
    assert_eq!(
        a.distributions.iter().next().unwrap(),
        "https://registry.example/a/-/a-1.2.0.tgz"
    );
    assert!(matches!(source(&extract, "@real/c"), ComponentSource::Git { .. }));
    let scopes: Vec<_> = extract
        .inventory
        .occurrences()
        .iter()
        .filter_map(|occurrence| Some((occurrence.path.clone()?, occurrence.scope)))
        .collect();
    assert!(scopes.contains(&("node_modules/t".into(), Scope::Development)));
    assert!(scopes.contains(&("node_modules/@s/c".into(), Scope::Optional)));
}

#[test]
fn a_path_goes_through_the_copy_that_is_installed_there() {
    let extract = read("package-lock.json", NPM_3);
    let paths = Paths::new(&extract.inventory);
    let nested = occurrences(&extract)
        .find(|(_, occurrence)| occurrence.path.as_deref() == Some("node_modules/a/node_modules/b"))
        .unwrap()
        .0;
    let path: Vec<_> = paths
        .path_to(nested)
        .unwrap()
        .into_iter()
        .map(|id| name(&extract, id))
        .collect();
    assert_eq!(path, ["shop 1.0.0", "a 1.2.0", "b 2.0.0"]);
}

#[test]
fn package_lock_1_is_a_tree() {
    let text = r#"{
  "name": "shop", "version": "1.0.0", "lockfileVersion": 1, "requires": true,
  "dependencies": {
    "a": {
      "version": "1.0.0", "resolved": "https://registry.example/a/-/a-1.0.0.tgz", "requires": { "b": "^2.0.0" },
      "dependencies": { "b": { "version": "2.0.0", "requires": { "alias": "1" } } }
    },
    "b": { "version": "1.0.0", "dev": true },
    "alias": { "version": "npm:@real/name@3.0.0" },
    "g": { "version": "git+https://git.example/g.git#0123" },
    "l": { "version": "file:../l" }
  }
}"#;
    let extract = read("package-lock.json", text);
    assert_eq!(extract.gaps.len(), 1);
    assert!(extract.gaps[0].cause.contains("file or folder"));
    assert_eq!(
        edges(&extract),
        [
            "a 1.0.0 -> b 2.0.0 runtime",
            "b 2.0.0 -> @real/name 3.0.0 runtime",
            "shop 1.0.0 -> a 1.0.0 runtime",
            "shop 1.0.0 -> g runtime",
            "shop 1.0.0 -> l runtime",
        ]
    );
    assert_eq!(source(&extract, "l"), ComponentSource::Path);
    assert!(matches!(source(&extract, "g"), ComponentSource::Git { .. }));
    // Nobody knows what else the root needs.
    assert_eq!(extract.inventory.manifests()[0].graph, Completeness::Unknown);
}

#[test]
fn what_npm_may_read_otherwise_is_a_gap() {
    let v3 = |packages: &str| {
        let text = format!(
            r#"{{"lockfileVersion":3,"packages":{{"":{{"dependencies":{{"lodash":"*"}}}},{packages}}}}}"#
        );
        read("package-lock.json", &text)
    };
    for (packages, gaps_of) in [
        (r#""node_modules/lodash":{"version":"4.17.11"}"#, 0),
        (
            r#""node_modules/lodash":{"version":"4.17.11","resolved":"4.17.11"}"#,
            0,
        ),
        (r#""node_modules/lodash":{"version":"4.17.11","resolved":""}"#, 0),
        (
            r#""node_modules/lodash":{"version":"4.17.11","resolved":"npm:lodash@4.17.11"}"#,
            0,
        ),
        (r#""node_modules/lodash":{"version":" 4.17.11 "}"#, 0),
        (
            r#""node_modules/lodash":{"version":"4.17.11","resolved":"vendor"}"#,
            1,
        ),
        (r#""node_modules/lodash/":{"version":"4.17.11"}"#, 1),
        (r#""node_modules//lodash":{"version":"4.17.11"}"#, 1),
        (r#""node_modules/./lodash":{"version":"4.17.11"}"#, 1),
        (r#""x/../node_modules/lodash":{"version":"4.17.11"}"#, 1),
        (r#""node_modules\\lodash":{"version":"4.17.11"}"#, 1),
        (
            r#""node_modules/lodash":{"version":"4.17.21","version":"4.17.11"}"#,
            1,
        ),
        (
            r#""node_modules/lodash":{"version":"4.17.11","resolved":"https://r.example/x/-/x-1.0.0.tgz"}"#,
            1,
        ),
    ] {
        let extract = v3(packages);
        assert_eq!(extract.gaps.len(), gaps_of, "{packages} {:?}", extract.gaps);
        assert_eq!(
            source(&extract, "lodash"),
            ComponentSource::Registry,
            "{packages}"
        );
        assert!(
            super::names(&extract).contains(&"lodash 4.17.11".to_owned()),
            "{packages}"
        );
    }
    for packages in [
        r#""node_modules/lodash":{"resolved":"https://r.example/lodash/-/lodash-4.17.11.tgz"}"#,
        r#""node_modules/lodash":{"version":"4.17.11","resolved":"file:vendor/lodash-4.17.11.tgz"}"#,
        r#""node_modules/lodash":{"name":"x","version":"4.17.11","resolved":"https://r.example/lodash/-/lodash-4.17.11.tgz"}"#,
        r#""node_modules/lodash":{"version":"npm:x@1.0.0","resolved":"https://r.example/lodash/-/lodash-4.17.11.tgz"}"#,
        r#""node_modules/lodash":{"version":"npm:x@1.0.0"}"#,
        r#""node_modules/lodash":{"version":".4.17.11"}"#,
        r#""node_modules/lodash":{"link":true,"resolved":"https://user:secret@r.example/x"}"#,
    ] {
        let extract = v3(packages);
        assert!(!extract.gaps.is_empty(), "{packages}");
        assert!(!format!("{extract:?}").contains("secret"));
    }
}

#[test]
fn a_lockfile_of_two_forms_must_say_the_same_in_both() {
    let lodash = r#""lodash":{"version":"4.17.11"}"#;
    let packages =
        r#""packages":{"":{"dependencies":{"lodash":"*"}},"node_modules/lodash":{"version":"4.17.11"}}"#;
    for (text, names_of, gaps_of) in [
        (format!(r#"{{"lockfileVersion":2,{packages},"dependencies":{{{lodash}}}}}"#), vec![".", "lodash 4.17.11"], 0),
        (format!(r#"{{"lockfileVersion":2,{packages},"dependencies":{{"lodash":{{"version":"1.0.0"}}}}}}"#), vec![".", "lodash 4.17.11"], 1),
        (format!(r#"{{"lockfileVersion":2,"packages":{{"":{{}}}},"dependencies":{{{lodash}}}}}"#), vec!["."], 1),
        (format!(r#"{{"lockfileVersion":1,{packages},"dependencies":{{}}}}"#), vec![".", "lodash 4.17.11"], 0),
        (r#"{"lockfileVersion":1,"dependencies":{"lodash":{"version":"npm:x@1.0.0","resolved":"https://r.example/lodash/-/lodash-4.17.11.tgz"}}}"#.to_owned(), vec![".", "x 1.0.0"], 1),
    ] {
        let extract = read("package-lock.json", &text);
        assert_eq!(super::names(&extract), names_of, "{text}");
        assert_eq!(extract.gaps.len(), gaps_of, "{text} {:?}", extract.gaps);
    }
}

#[test]
fn a_lockfile_without_content_is_a_gap() {
    for text in [
        "{}",
        r#"{"name":"a","lockfileVersion":1}"#,
        r#"{"name":"a","lockfileVersion":3,"packages":{}}"#,
        r#"{"name":"a","lockfileVersion":2,"packages":{"node_modules/a":{"version":"1.0.0"}}}"#,
    ] {
        assert!(!read("package-lock.json", text).gaps.is_empty(), "{text}");
    }
    for name in [
        "package-lock.json",
        "Cargo.lock",
        "poetry.lock",
        "uv.lock",
        "go.mod",
    ] {
        let extract = super::try_read(name, b"");
        assert!(extract.is_err() || !extract.unwrap().gaps.is_empty(), "{name}");
    }
}
