//! The product tree: branches, names, relationships (2.0) or paths (2.1), groups.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_findings::{Algorithm, LimitHit, Position, VexIdentity, VexProduct};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::products::{Named, Products};
use crate::vex::VexError;
use crate::vex::names::{Names, Versions, digest};
use crate::vex::source::{Reading, shortened};

/// Reads a product tree. What cannot be decided is told, and its products are unclear.
pub(super) fn read<'a>(reading: &mut Reading<'a>, raw: &'a RawValue) -> Result<Products, VexError> {
    let mut products = Products::default();
    let Some(tree) = reading.piece_of::<Tree<'a>>(raw, "the product tree") else {
        return Ok(products);
    };
    branches(reading, &mut products, tree.branches.unwrap_or_default())?;
    for raw in tree.full_product_names.unwrap_or_default() {
        full_product_name(reading, &mut products, raw, None)?;
    }
    let mut composed = Vec::new();
    for raw in tree.relationships.unwrap_or_default() {
        let at = reading.position(raw);
        if let Some(entry) = reading.piece_of::<Relationship<'a>>(raw, "a relationship") {
            let outer = vec![entry.relates_to_product_reference];
            composed.extend(parts(
                reading,
                entry.full_product_name,
                entry.product_reference,
                outer,
                at,
            )?);
        }
    }
    for raw in tree.product_paths.unwrap_or_default() {
        let at = reading.position(raw);
        if let Some(entry) = reading.piece_of::<Path<'a>>(raw, "a product path") {
            let outer = entry.subpaths.into_iter().map(|step| step.next_product_reference);
            let outer = outer.collect();
            composed.extend(parts(
                reading,
                entry.full_product_name,
                entry.beginning_product_reference,
                outer,
                at,
            )?);
        }
    }
    compose(reading, &mut products, composed)?;
    for raw in tree.product_groups.unwrap_or_default() {
        let at = reading.position(raw);
        if let Some(group) = reading.piece_of::<Group>(raw, "a product group") {
            reading.count(1 + group.product_ids.len())?;
            products.define_group(reading, group.group_id, group.product_ids, at);
        }
    }
    Ok(products)
}

#[derive(Deserialize)]
struct Tree<'a> {
    #[serde(borrow)]
    branches: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    full_product_names: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    relationships: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    product_paths: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    product_groups: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize)]
struct Branch<'a> {
    #[serde(default)]
    category: String,
    #[serde(default)]
    name: String,
    #[serde(borrow)]
    branches: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    product: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct FullProductName {
    #[serde(default)]
    name: String,
    product_id: String,
    product_identification_helper: Option<Helper>,
}

#[derive(Deserialize)]
struct Helper {
    cpe: Option<String>,
    hashes: Option<Vec<Hashes>>,
    /// 2.0.
    purl: Option<String>,
    /// 2.1.
    purls: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Hashes {
    #[serde(default)]
    file_hashes: Vec<FileHash>,
}

#[derive(Deserialize)]
struct FileHash {
    #[serde(default)]
    algorithm: String,
    #[serde(default)]
    value: String,
}

#[derive(Deserialize)]
struct Relationship<'a> {
    #[serde(borrow)]
    full_product_name: &'a RawValue,
    product_reference: String,
    relates_to_product_reference: String,
}

#[derive(Deserialize)]
struct Path<'a> {
    #[serde(borrow)]
    full_product_name: &'a RawValue,
    beginning_product_reference: String,
    subpaths: Vec<Subpath>,
}

#[derive(Deserialize)]
struct Subpath {
    next_product_reference: String,
}

#[derive(Deserialize)]
struct Group {
    group_id: String,
    #[serde(default)]
    product_ids: Vec<String>,
}

/// A branch that is still to be read, with what the branches above it say.
struct Open<'a> {
    raw: &'a RawValue,
    depth: u64,
    versions: Option<Versions>,
    above: Vec<String>,
}

fn branches<'a>(
    reading: &mut Reading<'a>,
    products: &mut Products,
    roots: Vec<&'a RawValue>,
) -> Result<(), VexError> {
    let below = |raws: Vec<&'a RawValue>, depth, versions: &Option<Versions>, above: &[String]| {
        let versions = versions.clone();
        let above = above.to_vec();
        raws.into_iter().rev().map(move |raw| Open {
            raw,
            depth,
            versions: versions.clone(),
            above: above.clone(),
        })
    };
    let mut open: Vec<Open<'a>> = below(roots, 1, &None, &[]).collect();
    while let Some(next) = open.pop() {
        if next.depth > reading.limits.branches {
            return Err(LimitHit {
                what: "branches inside one another in a product tree",
                allowed: reading.limits.branches,
            }
            .into());
        }
        reading.count(1)?;
        let at = reading.position(next.raw);
        let Some(branch) = reading.piece_of::<Branch<'a>>(next.raw, "a branch") else {
            continue;
        };
        let mut versions = next.versions;
        let mut above = next.above;
        match branch.category.as_str() {
            "product_version" if says_range(&branch.name) => {
                let cause = format!("the product version `{}` is a range", shortened(&branch.name));
                reading.gap(at, cause);
                // As a range it is not understood either, so that no version is taken for one of the product.
                versions = Some(Versions::Range(branch.name));
            }
            "product_version" => versions = Some(Versions::Exact(branch.name)),
            "product_version_range" => versions = Some(Versions::Range(branch.name)),
            _ => {}
        }
        let is_version = |category: &str| category.starts_with("product_version");
        let repeats = above.iter().any(|category| {
            *category == branch.category || is_version(category) && is_version(&branch.category)
        });
        if repeats && branch.category != "product_family" {
            let cause = format!(
                "a branch of category `{}` stands below one that says the same",
                shortened(&branch.category)
            );
            reading.gap(at, cause);
        }
        above.push(branch.category);
        if let Some(raw) = branch.product {
            full_product_name(reading, products, raw, versions.clone())?;
        }
        let deeper = branch.branches.unwrap_or_default();
        open.extend(below(deeper, next.depth + 1, &versions, &above));
    }
    Ok(())
}

/// CSAF 2.1, mandatory test 6.1.31 (2.0: 6.1.31): operators, or words that name more than one version.
fn says_range(name: &str) -> bool {
    const WORDS: [&str; 7] = ["after", "all", "before", "earlier", "later", "prior", "versions"];
    let name = name.to_lowercase();
    name.contains(['<', '>']) || name.split_whitespace().any(|word| WORDS.contains(&word))
}

fn full_product_name<'a>(
    reading: &mut Reading<'a>,
    products: &mut Products,
    raw: &'a RawValue,
    versions: Option<Versions>,
) -> Result<(), VexError> {
    let at = reading.position(raw);
    if let Some((id, identity)) = identified(reading, raw, versions)? {
        products.define(reading, id, Some(VexProduct::new(identity)), at);
    }
    Ok(())
}

/// The identifier of a full product name and what it names.
fn identified<'a>(
    reading: &mut Reading<'a>,
    raw: &'a RawValue,
    versions: Option<Versions>,
) -> Result<Option<(String, VexIdentity)>, VexError> {
    reading.count(1)?;
    let at = reading.position(raw);
    let Some(entry) = reading.piece_of::<FullProductName>(raw, "a product") else {
        return Ok(None);
    };
    let mut names = Names {
        name: match entry.name.trim().is_empty() {
            true => entry.product_id.clone(),
            false => entry.name,
        },
        versions,
        ..Names::default()
    };
    if let Some(helper) = entry.product_identification_helper {
        names.cpes.extend(helper.cpe);
        names.purls.extend(helper.purl);
        names.purls.extend(helper.purls.unwrap_or_default());
        for file in helper.hashes.unwrap_or_default() {
            let mut algorithms: BTreeSet<String> = BTreeSet::new();
            reading.count(file.file_hashes.len())?;
            for hash in file.file_hashes {
                if !algorithms.insert(hash.algorithm.clone()) {
                    let algorithm = shortened(&hash.algorithm);
                    reading.gap(at, format!("one file has two hashes of algorithm `{algorithm}`"));
                    continue;
                }
                let digest = digest(&hash.algorithm, &hash.value);
                names
                    .digests
                    .extend(digest.filter(|digest| digest.algorithm() != Algorithm::GoH1));
            }
        }
    }
    Ok(Some((entry.product_id, names.identity(reading, at))))
}

/// A product made of others: one inside others, from the inside to the outside.
struct Composed {
    id: String,
    own: VexIdentity,
    parts: Vec<String>,
    at: Position,
}

fn parts<'a>(
    reading: &mut Reading<'a>,
    name: &'a RawValue,
    inner: String,
    outer: Vec<String>,
    at: Position,
) -> Result<Option<Composed>, VexError> {
    reading.count(1 + outer.len())?;
    let found = identified(reading, name, None)?;
    Ok(found.map(|(id, own)| Composed {
        id,
        own,
        parts: std::iter::once(inner).chain(outer).collect(),
        at,
    }))
}

/// Defines each composed product once all its parts are. What is left then is defined in a circle.
fn compose(
    reading: &mut Reading<'_>,
    products: &mut Products,
    composed: Vec<Composed>,
) -> Result<(), VexError> {
    let own: BTreeSet<&str> = composed.iter().map(|one| one.id.as_str()).collect();
    let mut waiting: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut missing = vec![0_usize; composed.len()];
    let mut ready = Vec::new();
    for (at, one) in composed.iter().enumerate() {
        let mut needs: Vec<&String> = one
            .parts
            .iter()
            .filter(|part| own.contains(part.as_str()) && !products.is_defined(part))
            .collect();
        needs.sort_unstable();
        needs.dedup();
        for part in &needs {
            waiting.entry((*part).clone()).or_default().push(at);
        }
        if let Some(count) = missing.get_mut(at) {
            *count = needs.len();
        }
        if needs.is_empty() {
            ready.push(at);
        }
    }
    let mut done = BTreeSet::new();
    while let Some(at) = ready.pop() {
        let Some(one) = composed.get(at) else { continue };
        done.insert(at);
        let product = whole(reading, products, one)?;
        products.define(reading, one.id.clone(), product, one.at);
        for after in waiting.remove(&one.id).unwrap_or_default() {
            if let Some(count) = missing.get_mut(after) {
                *count -= 1;
                if *count == 0 {
                    ready.push(after);
                }
            }
        }
    }
    for (at, one) in composed.iter().enumerate() {
        if !done.contains(&at) {
            let cause = format!("product `{}` is defined in a circle", shortened(&one.id));
            reading.gap(one.at, cause);
            products.define(reading, one.id.clone(), None, one.at);
        }
    }
    Ok(())
}

/// The innermost part inside all the others.
fn whole(
    reading: &mut Reading<'_>,
    products: &Products,
    one: &Composed,
) -> Result<Option<VexProduct>, VexError> {
    let mut whole: Option<VexProduct> = None;
    let mut clear = true;
    for part in &one.parts {
        match products.named(part) {
            Named::Missing => {
                let cause = format!(
                    "product `{}` is made of `{}`, which is not defined",
                    shortened(&one.id),
                    shortened(part)
                );
                reading.gap(one.at, cause);
                clear = false;
            }
            Named::Unclear => clear = false,
            Named::Product(part) => match &mut whole {
                None => whole = Some(part.clone()),
                Some(whole) => {
                    whole.within.push(part.identity.clone());
                    whole.within.extend(part.within.iter().cloned());
                }
            },
        }
    }
    let Some(mut whole) = whole.filter(|_| clear) else {
        return Ok(None);
    };
    reading.count(whole.within.len())?;
    if whole.within.len() as u64 > reading.limits.within {
        let cause = format!(
            "product `{}` stands inside more products than are read",
            shortened(&one.id)
        );
        reading.gap(one.at, cause);
        return Ok(None);
    }
    if one.own.is_comparable() {
        whole.identity = one.own.clone();
    }
    Ok(Some(whole))
}
