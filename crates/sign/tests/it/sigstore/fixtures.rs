//! The fixtures of other crates' tests are what this world makes: `UPDATE_FIXTURES=1` writes them.

use std::path::Path;

use super::world::{ARTIFACT, Recipe, World, statement};

#[test]
fn the_fixtures_are_of_this_world() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sigstore");
    let world = World::new(1);
    let by_key = Recipe {
        plain_key: true,
        ..Recipe::default()
    };
    let json = |value| {
        let mut text = serde_json::to_vec_pretty(&value).unwrap();
        text.push(b'\n');
        text
    };
    let key = portcullis_sign::MessageSigner::public_key(&by_key.key()).to_spki_pem();
    for (name, made) in [
        ("trusted_root.json", json(world.trusted_root())),
        ("artifact.txt", ARTIFACT.to_vec()),
        (
            "blob.sigstore.json",
            json(world.sign(&Recipe::default(), ARTIFACT)),
        ),
        (
            "statement.sigstore.json",
            json(world.attest(&Recipe::default(), "dsse", &statement(&[ARTIFACT]))),
        ),
        ("key.sigstore.json", json(world.sign(&by_key, ARTIFACT))),
        ("key.pub", key.into_bytes()),
        (
            "foreign.sigstore.json",
            json(World::new(2).sign(&Recipe::default(), ARTIFACT)),
        ),
    ] {
        let path = folder.join(name);
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &made).unwrap();
        }
        assert_eq!(std::fs::read(&path).unwrap(), made, "{name}");
    }
}
