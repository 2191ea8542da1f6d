//! Upgrade plans of real lockfiles against RustSec's advisories: what a plan promises holds.

use std::fs;

use portcullis_findings::{
    Completeness, Edge, Inventory, InventoryBuilder, Location, Manifest, Occurrence, Scope,
};
use portcullis_vuln_match::{MatchOptions, plan};
use serde_json::json;

use crate::harness::{Set, data, records};
use crate::rustsec::packages;

/// The packages of a Cargo.lock with their edges; those that lie beside the manifest are what is being built.
fn inventory(lockfile: &str) -> Inventory {
    let mut builder = InventoryBuilder::new();
    let mut manifest = Manifest::new("Cargo.lock", "Cargo.lock");
    manifest.graph = Completeness::Complete;
    let manifest = builder.manifest(manifest);
    let packages = packages(lockfile);
    let ids: Vec<_> = packages
        .iter()
        .map(|package| {
            let id = builder.component(package.clone());
            builder.occurrence(Occurrence::new(id, manifest, Location::new("Cargo.lock")))
        })
        .collect();
    for ((block, id), package) in lockfile.split("[[package]]").skip(1).zip(&ids).zip(&packages) {
        if package.source.as_str() == "path" {
            builder.root(*id);
        }
        let list = block
            .split_once("dependencies = [")
            .and_then(|(_, rest)| rest.split_once(']'));
        for needed in list
            .map(|(list, _)| list)
            .unwrap_or_default()
            .split('"')
            .skip(1)
            .step_by(2)
        {
            let mut words = needed.split(' ');
            let (name, version) = (words.next(), words.next());
            let at = packages.iter().position(|package| {
                Some(package.name.as_str()) == name
                    && (version.is_none() || package.version.as_deref() == version)
            });
            builder.edge(*id, Edge::new(ids[at.unwrap()], Scope::Runtime));
        }
    }
    builder.build()
}

#[test]
fn plans_of_real_lockfiles_hold() {
    let (Some(records), Some(lockfiles)) = (records("osv/rustsec"), data("enrichment/lockfiles")) else {
        return;
    };
    let index = records.built.open().unwrap();
    let mut set = Set::new("rustsec-plans");
    for name in ["ballista", "uv", "reg"] {
        let inventory = inventory(&fs::read_to_string(lockfiles.join(name).join("Cargo.lock")).unwrap());
        let plan = plan::tree(&index, &inventory, MatchOptions::default()).unwrap();
        println!(
            "{name}: {} changes below {} direct dependencies",
            plan.changes.len(),
            plan.directs.len()
        );
        for change in &plan.changes {
            let now = &inventory.components()[change.component.index()];
            let before = index.matches(now).unwrap();
            let told = change.upgrade.ids.len() == before.len();
            // As if it had been upgraded: exactly what was told stays.
            let holds = change.upgrade.to.as_ref().is_none_or(|target| {
                let mut then = now.clone();
                then.version = Some(target.version.clone());
                index.matches(&then).unwrap().len() == target.leaves.len() + target.brings.len()
            });
            let at = plan
                .changes
                .iter()
                .position(|other| other.component == change.component);
            let placed = plan
                .directs
                .iter()
                .any(|direct| direct.itself == at || direct.brings.contains(&at.unwrap()));
            set.case(
                told && holds && placed,
                || json!({"lockfile": name, "change": change.name, "upgrade": change.upgrade.to_string()}),
            );
        }
    }
    set.finish();
}
