//! Small databases and components.

use portcullis_findings::{Component, ComponentKind, ComponentSource};
use portcullis_vuln_match::{Database, DatabaseBuilder, Limits};
use serde_json::{Value, json};

pub(crate) fn database(records: &[Value]) -> Database {
    let mut builder = DatabaseBuilder::new(Limits::default());
    for (at, record) in records.iter().enumerate() {
        builder.add(format!("{at}.json"), record.to_string().as_bytes());
    }
    let database = builder.build();
    assert!(database.rejected().is_empty(), "{:?}", database.rejected());
    database
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
pub(crate) fn explained(database: &Database, purl: &str) -> Vec<String> {
    database
        .explain(&component(purl))
        .iter()
        .map(ToString::to_string)
        .collect()
}
