//! From statements to CSAF documents of the profile VEX.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_findings::{
    Digest, Timestamp, Tool, VexDocument, VexDocumentState, VexIdentity, VexProduct, VexStatement, VexStatus,
};
use serde_json::{Value, json};

use super::{FORMAT, VEX_PROFILE};
use crate::vex::{VexLimits, VexWriteError};

/// The versions of CSAF that are written.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum CsafVersion {
    /// 2.0.
    #[default]
    V2_0,
    /// 2.1.
    V2_1,
}

/// To whom a document may be shown (Traffic Light Protocol 2.0).
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Tlp {
    /// Everybody.
    Clear,
    /// The community.
    Green,
    /// The organisation and its clients.
    #[default]
    Amber,
    /// Those it is given to.
    Red,
}

/// What a CSAF document says of itself beside what [`VexDocument`] holds.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct CsafImprint {
    /// The version of the standard.
    pub version: CsafVersion,
    /// The publisher's namespace, a URL under the publisher's control.
    pub namespace: String,
    /// The title.
    pub title: String,
    /// To whom it may be shown; amber unless set.
    pub tlp: Tlp,
    /// What made it.
    pub tool: Option<Tool>,
}

impl CsafImprint {
    /// A document of CSAF 2.0 by a publisher with this namespace, under this title.
    #[must_use]
    pub fn new(namespace: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            version: CsafVersion::default(),
            namespace: namespace.into(),
            title: title.into(),
            tlp: Tlp::default(),
            tool: None,
        }
    }
}

/// Writes a document of the profile VEX, with a final line feed. The same document gives the same bytes.
///
/// Publisher, id, version and times are the document's; without an id it gets one made of its content's SHA-256, and a
/// version that is no whole number from 1 to 1,000 is written as 1. Times of single statements are lost: a document says all
/// of it anew. So are notes on how a status was found out.
///
/// # Errors
///
/// [`VexWriteError`] if the document has no author, time or statement or was withdrawn, or if CSAF has no words for a
/// statement: one without products, two about one product and vulnerability, *not affected* without a why.
pub fn write(document: &VexDocument, imprint: &CsafImprint) -> Result<String, VexWriteError> {
    let missing = |what| VexWriteError::Missing { format: FORMAT, what };
    if document.author.trim().is_empty() {
        return Err(missing("an author"));
    }
    let issued = document.issued.ok_or(missing("a time"))?;
    if document.statements.is_empty() {
        return Err(missing("a statement"));
    }
    if document.state == VexDocumentState::Withdrawn {
        return Err(missing("content that was not withdrawn"));
    }
    let mut tree = Tree {
        version: imprint.version,
        ..Tree::default()
    };
    let vulnerabilities = groups(&document.statements)
        .into_iter()
        .map(|group| vulnerability(&mut tree, &group, document))
        .collect::<Result<Vec<_>, _>>()?;
    let vulnerabilities = Value::Array(vulnerabilities);
    let product_tree = tree.into_json();
    let id = match document.id.trim() {
        "" => {
            let content = format!("{product_tree}{vulnerabilities}{}", document.author);
            format!("portcullis-vex-{}", Digest::sha256(content.as_bytes()).to_hex())
        }
        id => id.to_owned(),
    };
    let mut root = json!({
        "document": head(document, imprint, id, issued),
        "product_tree": product_tree,
        "vulnerabilities": vulnerabilities,
    });
    if imprint.version == CsafVersion::V2_1 {
        root = json!({
            "$schema": "https://docs.oasis-open.org/csaf/csaf/v2.1/schema/csaf.json",
            "document": root["document"].take(),
            "product_tree": root["product_tree"].take(),
            "vulnerabilities": root["vulnerabilities"].take(),
        });
    }
    // Values are always JSON.
    let mut text = serde_json::to_string_pretty(&root).unwrap_or_default();
    text.push('\n');
    Ok(text)
}

fn head(document: &VexDocument, imprint: &CsafImprint, id: String, issued: Timestamp) -> Value {
    let changed = document.updated.unwrap_or(issued);
    let (status, version) = match document.state {
        VexDocumentState::Draft => ("draft", 0),
        VexDocumentState::Interim => ("interim", released(&document.version)),
        _ => ("final", released(&document.version)),
    };
    let history = version.min(1)..=version;
    let history = history.map(|number| {
        let date = if number <= 1 { issued } else { changed };
        json!({"date": date.to_string(), "number": number.to_string(), "summary": format!("Version {number}")})
    });
    let label = match (imprint.tlp, imprint.version) {
        (Tlp::Clear, CsafVersion::V2_0) => "WHITE",
        (Tlp::Clear, CsafVersion::V2_1) => "CLEAR",
        (Tlp::Green, _) => "GREEN",
        (Tlp::Amber, _) => "AMBER",
        (Tlp::Red, _) => "RED",
    };
    let mut tracking = serde_json::Map::new();
    tracking.insert("current_release_date".to_owned(), json!(changed.to_string()));
    if let Some(tool) = &imprint.tool {
        let engine = match tool.version.as_str() {
            "" => json!({"name": tool.name}),
            version => json!({"name": tool.name, "version": version}),
        };
        tracking.insert("generator".to_owned(), json!({ "engine": engine }));
    }
    tracking.insert("id".to_owned(), json!(id));
    tracking.insert("initial_release_date".to_owned(), json!(issued.to_string()));
    tracking.insert("revision_history".to_owned(), Value::Array(history.collect()));
    tracking.insert("status".to_owned(), json!(status));
    tracking.insert("version".to_owned(), json!(version.to_string()));
    json!({
        "category": VEX_PROFILE,
        "csaf_version": match imprint.version {
            CsafVersion::V2_0 => "2.0",
            CsafVersion::V2_1 => "2.1",
        },
        "distribution": {"tlp": {"label": label}},
        "publisher": {"category": "vendor", "name": document.author, "namespace": imprint.namespace},
        "title": imprint.title,
        "tracking": tracking,
    })
}

fn released(version: &str) -> u64 {
    let number: Option<u64> = version.parse().ok();
    number.filter(|number| (1..=1_000).contains(number)).unwrap_or(1)
}

type Numbered<'d> = (usize, &'d VexStatement);

/// Statements by vulnerability, in the order of the first about each.
fn groups(statements: &[VexStatement]) -> Vec<Vec<Numbered<'_>>> {
    let mut places: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<Numbered<'_>>> = Vec::new();
    for numbered in statements.iter().enumerate() {
        let key = match cve(numbered.1) {
            Some(cve) => vec![cve],
            None => numbered.1.vulnerabilities.iter().map(String::as_str).collect(),
        };
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(numbered),
            None => groups.push(vec![numbered]),
        }
    }
    groups
}

fn cve(statement: &VexStatement) -> Option<&str> {
    let is_cve = |id: &&String| {
        let parts = id.strip_prefix("CVE-").and_then(|rest| rest.split_once('-'));
        parts.is_some_and(|(year, number)| {
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            year.len() == 4 && number.len() >= 4 && digits(year) && digits(number)
        })
    };
    statement.vulnerabilities.iter().find(is_cve).map(String::as_str)
}

fn vulnerability(
    tree: &mut Tree,
    group: &[Numbered<'_>],
    document: &VexDocument,
) -> Result<Value, VexWriteError> {
    let cannot = |statement, cause| VexWriteError::Inexpressible {
        format: FORMAT,
        statement,
        cause,
    };
    let mut common: BTreeSet<&String> = BTreeSet::new();
    for (at, (_, statement)) in group.iter().enumerate() {
        let own = statement.vulnerabilities.iter().collect();
        common = match at {
            0 => own,
            _ => &common & &own,
        };
    }
    let cve = group.first().and_then(|(_, first)| cve(first));
    let mut status: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let (mut flags, mut threats, mut remediations) = (Vec::new(), Vec::new(), Vec::new());
    let mut own: BTreeMap<&String, Vec<String>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for (at, statement) in group {
        if statement.vulnerabilities.is_empty() {
            return Err(cannot(*at, "it names no vulnerability"));
        }
        if !statement.says_why() {
            return Err(cannot(*at, "it is not affected and does not say why"));
        }
        if statement.products.is_empty() {
            return Err(cannot(*at, "it names no product"));
        }
        let mut ids = Vec::new();
        for product in &statement.products {
            let id = tree.id_of(product).map_err(|cause| cannot(*at, cause))?;
            if !known.insert(id.clone()) {
                return Err(cannot(
                    *at,
                    "another statement is about the same product and vulnerability",
                ));
            }
            ids.push(id);
        }
        for name in statement
            .vulnerabilities
            .iter()
            .filter(|name| !common.contains(name))
        {
            if tree.version == CsafVersion::V2_0 {
                return Err(cannot(*at, "its aliases are not those of another statement"));
            }
            own.entry(name).or_default().extend(ids.iter().cloned());
        }
        status
            .entry(status_group(statement.status))
            .or_default()
            .extend(ids.iter().cloned());
        match statement.status {
            VexStatus::NotAffected => {
                if let Some(word) = statement.justification {
                    flags.push(json!({"label": word.as_str(), "product_ids": ids}));
                }
                if !statement.impact.trim().is_empty() {
                    threats
                        .push(json!({"category": "impact", "details": statement.impact, "product_ids": ids}));
                }
            }
            VexStatus::Affected => {
                let (category, details) = match statement.action.trim() {
                    "" => ("none_available", "no action is known"),
                    _ => ("mitigation", statement.action.as_str()),
                };
                remediations.push(json!({"category": category, "details": details, "product_ids": ids}));
            }
            _ => {}
        }
    }
    let common = common.into_iter().filter(|id| Some(id.as_str()) != cve);
    let common = common.map(|id| json!({"system_name": system(id), "text": id}));
    let own = own.into_iter().map(|(id, mut products)| {
        products.sort_unstable();
        json!({"product_ids": products, "system_name": system(id), "text": id})
    });
    let ids: Vec<Value> = common.chain(own).collect();
    let mut entry = serde_json::Map::new();
    entry.extend(cve.map(|cve| ("cve".to_owned(), json!(cve))));
    let mut list = |name: &str, list: Vec<Value>| {
        if !list.is_empty() {
            entry.insert(name.to_owned(), Value::Array(list));
        }
    };
    list("flags", flags);
    list("ids", ids);
    let text = format!("What {} says of the products in this document.", document.author);
    list("notes", vec![json!({"category": "summary", "text": text})]);
    entry.insert("product_status".to_owned(), json!(status));
    let mut list = |name: &str, list: Vec<Value>| {
        if !list.is_empty() {
            entry.insert(name.to_owned(), Value::Array(list));
        }
    };
    list("remediations", remediations);
    list("threats", threats);
    Ok(Value::Object(entry))
}

fn status_group(status: VexStatus) -> &'static str {
    match status {
        VexStatus::NotAffected => "known_not_affected",
        VexStatus::Affected => "known_affected",
        VexStatus::Fixed => "fixed",
        _ => "under_investigation",
    }
}

/// The system of an id by its first part: `GHSA`, `RUSTSEC`.
fn system(id: &str) -> &str {
    id.split('-')
        .next()
        .filter(|system| !system.is_empty())
        .unwrap_or("ID")
}

/// The product tree as it grows.
#[derive(Default)]
struct Tree {
    version: CsafVersion,
    ids: BTreeMap<VexProduct, String>,
    branches: Vec<Value>,
    names: Vec<Value>,
    /// Relationships or product paths.
    composed: Vec<Value>,
    count: usize,
}

impl Tree {
    fn id_of(&mut self, product: &VexProduct) -> Result<String, &'static str> {
        if let Some(id) = self.ids.get(product) {
            return Ok(id.clone());
        }
        let id = match product.within.as_slice() {
            [_, rest @ ..] if rest.len() as u64 >= VexLimits::default().within => {
                return Err("its product stands inside too many others");
            }
            [] => self.define(&product.identity)?,
            [outer @ .., last] => self.compose(product, outer, last)?,
        };
        self.ids.insert(product.clone(), id.clone());
        Ok(id)
    }

    fn next(&mut self) -> String {
        self.count += 1;
        format!("CSAFPID-{:04}", self.count)
    }

    fn define(&mut self, identity: &VexIdentity) -> Result<String, &'static str> {
        let helper = self.helper(identity)?;
        let id = self.next();
        let name = name(identity);
        let mut product = serde_json::Map::new();
        product.insert("name".to_owned(), json!(name));
        product.insert("product_id".to_owned(), json!(id));
        if helper.as_object().is_some_and(|helper| !helper.is_empty()) {
            product.insert("product_identification_helper".to_owned(), helper);
        }
        match &identity.versions {
            None => self.names.push(Value::Object(product)),
            Some(versions) => self.branches.push(json!({
                "branches": [{"category": "product_version_range", "name": versions, "product": product}],
                "category": "product_name",
                "name": name,
            })),
        }
        Ok(id)
    }

    fn compose(
        &mut self,
        product: &VexProduct,
        outer: &[VexIdentity],
        last: &VexIdentity,
    ) -> Result<String, &'static str> {
        let alone = |identity: &VexIdentity| VexProduct::new(identity.clone());
        let outermost = self.id_of(&alone(last))?;
        let named = |id: &str, product: &VexProduct| {
            let within: Vec<String> = product.within.iter().map(ToString::to_string).collect();
            let name = format!("{} in {}", product.identity, within.join(" in "));
            json!({"name": name, "product_id": id})
        };
        if self.version == CsafVersion::V2_0 {
            let mut inner = alone(&product.identity);
            inner.within = outer.to_vec();
            let inner = self.id_of(&inner)?;
            let id = self.next();
            self.composed.push(json!({
                "category": "default_component_of",
                "full_product_name": named(&id, product),
                "product_reference": inner,
                "relates_to_product_reference": outermost,
            }));
            return Ok(id);
        }
        let begin = self.id_of(&alone(&product.identity))?;
        let mut steps = Vec::new();
        for identity in outer {
            let next = self.id_of(&alone(identity))?;
            steps.push(json!({"category": "default_component_of", "next_product_reference": next}));
        }
        steps.push(json!({"category": "default_component_of", "next_product_reference": outermost}));
        let id = self.next();
        self.composed.push(json!({
            "beginning_product_reference": begin,
            "full_product_name": named(&id, product),
            "subpaths": steps,
        }));
        Ok(id)
    }

    fn helper(&self, identity: &VexIdentity) -> Result<Value, &'static str> {
        let mut helper = serde_json::Map::new();
        if identity.cpes.len() > 1 {
            return Err("its product has several CPE names");
        }
        helper.extend(identity.cpes.first().map(|cpe| ("cpe".to_owned(), json!(cpe))));
        if !identity.digests.is_empty() {
            let files = identity.digests.iter().map(|digest| {
                let hash = json!({"algorithm": digest.algorithm().as_str(), "value": digest.to_hex()});
                json!({"file_hashes": [hash], "filename": name(identity)})
            });
            helper.insert("hashes".to_owned(), Value::Array(files.collect()));
        }
        let purls: Vec<String> = identity.purls.iter().map(ToString::to_string).collect();
        match (self.version, purls.as_slice()) {
            (_, []) => {}
            (CsafVersion::V2_1, _) => {
                helper.insert("purls".to_owned(), json!(purls));
            }
            (CsafVersion::V2_0, [purl]) => {
                helper.insert("purl".to_owned(), json!(purl));
            }
            (CsafVersion::V2_0, _) => return Err("its product has several package URLs"),
        }
        Ok(Value::Object(helper))
    }

    fn into_json(self) -> Value {
        let mut tree = serde_json::Map::new();
        let composed = match self.version {
            CsafVersion::V2_0 => "relationships",
            CsafVersion::V2_1 => "product_paths",
        };
        let lists = [
            ("branches", self.branches),
            ("full_product_names", self.names),
            (composed, self.composed),
        ];
        for (name, list) in lists {
            if !list.is_empty() {
                tree.insert(name.to_owned(), Value::Array(list));
            }
        }
        Value::Object(tree)
    }
}

fn name(identity: &VexIdentity) -> String {
    match identity.name.trim() {
        "" => identity.to_string(),
        _ => identity.name.clone(),
    }
}
