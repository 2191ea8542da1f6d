//! Upgrade plans as JSON.

use portcullis_vuln_match::plan::{Left, Plan, Target};
use serde_json::{Value, json};

/// A plan as a JSON object without a line end.
pub(super) fn json(plan: &Plan) -> String {
    // Values are always JSON.
    serde_json::to_string_pretty(&value(plan)).unwrap_or_default()
}

fn value(plan: &Plan) -> Value {
    let target = |target: &Target| {
        json!({
            "version": target.version,
            "clears": target.clears,
            "leaves": target.leaves.iter().map(left).collect::<Vec<_>>(),
            "brings": target.brings,
        })
    };
    let changes = plan.changes.iter().map(|change| {
        let upgrade = &change.upgrade;
        json!({
            "component": change.name,
            "advisories": upgrade.ids,
            "to": upgrade.to.as_ref().map(target),
            "inMajor": upgrade.in_major.as_ref().map(target),
            "inMinor": upgrade.in_minor.as_ref().map(target),
            "leaves": upgrade.leaves.iter().map(left).collect::<Vec<_>>(),
        })
    });
    let directs = plan.directs.iter().map(|direct| {
        json!({
            "manifest": direct.manifest.to_string(),
            "component": direct.name,
            "change": direct.itself,
            "brings": direct.brings,
        })
    });
    let unplaced = plan.unplaced.iter().map(|unplaced| {
        json!({
            "manifest": unplaced.manifest.to_string(),
            "change": unplaced.change,
            "why": unplaced.why.as_str(),
        })
    });
    json!({
        "changes": changes.collect::<Vec<_>>(),
        "directs": directs.collect::<Vec<_>>(),
        "unplaced": unplaced.collect::<Vec<_>>(),
    })
}

fn left(left: &Left) -> Value {
    json!({ "advisory": left.id, "why": left.why.to_string() })
}
