//! Inventories in the making.

use std::collections::BTreeMap;

use portcullis_findings::{Component, ComponentKind, Digest, InventoryBuilder};
use proptest::prelude::*;

proptest! {
    /// In whatever order components come: each is known by what it is, and has what all statements about it add.
    #[test]
    fn a_component_is_one_however_often_and_late_it_comes(stated in proptest::collection::vec((0u8..12, 0u8..3, 0u8..4), 0..40)) {
        let mut builder = InventoryBuilder::new();
        let (mut ids, mut expected) = (BTreeMap::new(), BTreeMap::<_, Vec<Digest>>::new());
        for (name, version, digest) in stated {
            let key = (format!("n{name}"), format!("{version}"));
            let mut component = Component::new(ComponentKind::Library, key.0.clone());
            component.version = Some(key.1.clone());
            component.digests.insert(Digest::sha256(&[digest]));
            let id = builder.component(component);
            prop_assert_eq!(*ids.entry(key.clone()).or_insert(id), id);
            expected.entry(key).or_default().push(Digest::sha256(&[digest]));
        }
        for digests in expected.values_mut() {
            digests.sort();
            digests.dedup();
        }
        let inventory = builder.build();
        let found = inventory.components().iter().map(|component| {
            let key = (component.name.clone(), component.version.clone().unwrap());
            (key, component.digests.iter().cloned().collect::<Vec<_>>())
        });
        prop_assert!(found.eq(expected));
    }
}
