//! Small indexes and components.

use portcullis_findings::{Component, ComponentKind, ComponentSource};
use portcullis_vuln_match::{Built, Index, IndexBuilder, Limits, Provenance};
use serde_json::{Value, json};

/// An index for the rest of the test's life.
pub(crate) fn index(records: &[Value]) -> Index<'static> {
    let built: &'static Built = Box::leak(Box::new(built(records)));
    built.open().unwrap()
}

pub(crate) fn built(records: &[Value]) -> Built {
    let mut builder = IndexBuilder::new(Limits::default());
    for (at, record) in records.iter().enumerate() {
        builder.add(format!("{at}.json"), record.to_string().as_bytes());
    }
    let built = builder.build(&Provenance::default());
    assert!(built.rejected.is_empty(), "{:?}", built.rejected);
    built
}

/// A record about one package with one range.
pub(crate) fn record(id: &str, ecosystem: &str, name: &str, kind: &str, events: Value) -> Value {
    json!({
        "id": id,
        "modified": "2026-01-01T00:00:00Z",
        "affected": [{
            "package": {"ecosystem": ecosystem, "name": name},
            "ranges": [{"type": kind, "events": events}],
        }],
    })
}

/// A component of a registry.
pub(crate) fn component(purl: &str) -> Component {
    let purl: portcullis_findings::Purl = purl.parse().unwrap();
    let mut component = Component::new(ComponentKind::Library, purl.name());
    component.version = purl.version().map(str::to_owned);
    component.purl = Some(purl);
    component.source = ComponentSource::Registry;
    component
}

/// Every answer about a component, as one line each.
pub(crate) fn explained(index: &Index<'_>, purl: &str) -> Vec<String> {
    index
        .explain(&component(purl))
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect()
}
