//! package-lock.json.

use portcullis_findings::{Completeness, ComponentSource, Paths, Scope};

use super::{edges, gaps, name, occurrences, read, roots, source};

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
    assert_eq!(gaps(&extract), [""; 0]);
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
    assert_eq!(gaps(&extract), [""; 0]);
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
