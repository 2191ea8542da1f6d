//! Statements of trusted documents applied to findings: which one counts, and what it puts aside or adds.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_findings::{
    Component, ComponentId, ComponentKind, Date, Digest, DigestSet, Evidence, EvidenceKind, Finding,
    Inventory, Key, Kind, Label, Note, Purl, RuleId, RuleInfo, Source, Timestamp, VexDocument,
    VexDocumentState, VexFormat, VexIdentity, VexProduct, VexSource, VexStatement, VexStatus,
    VulnerabilityDetail,
};

use super::fit::{Exactness, Fit, Thing, of_component, of_product};
use super::report::{self, Use};
use crate::is_looked_up;

/// By what rules statements count.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Terms {
    /// The moment it is about. A statement of a later time does not put anything aside.
    pub now: Timestamp,
    /// For how many days after its time a statement may put something aside; without end unless set. With an end, a
    /// statement without time puts nothing aside.
    pub max_age_days: Option<u32>,
    /// Authors whose documents count, in order; empty: those of all documents given.
    pub authors: Vec<String>,
    /// What is being looked at, as the caller names it. Statements about parts of a product count only inside these.
    pub products: Vec<VexIdentity>,
}

impl Terms {
    /// Statements of all documents given count, without end, about no product in particular.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self {
            now,
            max_age_days: None,
            authors: Vec::new(),
            products: Vec::new(),
        }
    }
}

/// The statements of all documents that the caller trusts.
///
/// Of several that fit a finding the one about it inside a named product counts before one about the component, and that
/// before one about all that a document covers; then the more exact name (version and all qualifiers or the digest of the
/// file, version, range of versions, package); then the later one; of one time the stricter one (*affected*, *under
/// investigation*, *fixed*, *not affected*); then the author named first.
#[derive(Clone, Debug)]
pub struct Statements {
    pub(super) documents: Vec<VexDocument>,
    pub(super) terms: Terms,
    pub(super) entries: Vec<Entry>,
    by_id: BTreeMap<String, Vec<usize>>,
}

/// What statements make of findings.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Applied {
    /// The findings in their order, those with a statement with its status and source. None is dropped.
    pub findings: Vec<Finding>,
    /// What trusted statements call affected and no finding is about, with the component where it is one of the inventory.
    pub added: Vec<(Option<ComponentId>, Finding)>,
    /// The rules of what was added.
    pub rules: Vec<RuleInfo>,
    /// Documents and statements that did not count, expired or found nothing to say something about.
    pub notes: Vec<Note>,
}

/// One statement of one document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) document: usize,
    pub(super) statement: usize,
    pub(super) standing: Standing,
}

/// Whether a statement counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Standing {
    Counts,
    /// The last day it held.
    Expired(Option<Date>),
    NotYet,
    WithoutReason,
    /// Its author is not among the trusted ones.
    Untrusted,
    Draft,
    Withdrawn,
    /// A later version of its document was given.
    Replaced,
}

/// How well a statement fits a finding: derived order, the best last.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Rank {
    scope: Scope,
    part: Exactness,
    whole: Exactness,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Scope {
    Document,
    Component,
    Product,
}

impl Statements {
    /// Takes documents the caller trusts.
    #[must_use]
    pub fn new(documents: Vec<VexDocument>, terms: Terms) -> Self {
        let mut all = Self {
            documents,
            terms,
            entries: Vec::new(),
            by_id: BTreeMap::new(),
        };
        for (document, one) in all.documents.iter().enumerate() {
            for (statement, said) in one.statements.iter().enumerate() {
                let standing = all.standing(one, said);
                for id in &said.vulnerabilities {
                    let list = all.by_id.entry(fold(id)).or_default();
                    list.push(all.entries.len());
                }
                all.entries.push(Entry {
                    document,
                    statement,
                    standing,
                });
            }
        }
        all
    }

    /// How many statements there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Gives each finding the status of the statement that counts for it, and adds what statements call affected among the
    /// components of the inventory. Findings that are no vulnerabilities stay as they are.
    #[must_use]
    pub fn apply(&self, findings: Vec<Finding>, inventory: &Inventory) -> Applied {
        let mut uses = vec![Use::None; self.entries.len()];
        let mut notes = Vec::new();
        let digests: BTreeMap<&Purl, &DigestSet> = inventory
            .components()
            .iter()
            .filter(|component| !component.digests.is_empty())
            .filter_map(|component| Some((component.purl.as_ref()?, &component.digests)))
            .collect();
        let mut known: BTreeMap<Option<Purl>, BTreeSet<String>> = BTreeMap::new();
        let mut told = Vec::with_capacity(findings.len());
        for finding in findings {
            if !matches!(finding.kind(), Kind::Vulnerability(_)) {
                told.push(finding);
                continue;
            }
            let thing = Thing {
                purl: finding.purl(),
                digests: finding.purl().and_then(|purl| digests.get(purl).copied()),
            };
            let ids: BTreeSet<String> = finding.ids().map(fold).collect();
            known
                .entry(finding.purl().cloned())
                .or_default()
                .extend(ids.iter().cloned());
            let chosen = self.choose(&ids, thing, &mut uses, &mut notes);
            told.push(match chosen {
                Some(entry) => self.with_status(finding, entry),
                None => finding,
            });
        }
        let mut applied = Applied {
            findings: told,
            ..Applied::default()
        };
        self.add(inventory, &known, &mut uses, &mut applied, &mut notes);
        notes.extend(report::notes(self, &uses));
        notes.sort_unstable();
        notes.dedup();
        applied.notes = notes;
        applied
    }

    fn standing(&self, document: &VexDocument, statement: &VexStatement) -> Standing {
        let terms = &self.terms;
        if !terms.authors.is_empty() && !terms.authors.contains(&document.author) {
            return Standing::Untrusted;
        }
        if document.state == VexDocumentState::Withdrawn {
            return Standing::Withdrawn;
        }
        if self.documents.iter().any(|other| replaces(other, document)) {
            return Standing::Replaced;
        }
        if !statement.status.exonerates() {
            return Standing::Counts;
        }
        if document.state == VexDocumentState::Draft {
            return Standing::Draft;
        }
        if !statement.says_why() {
            return Standing::WithoutReason;
        }
        if statement.time().is_some_and(|time| time > terms.now) {
            return Standing::NotYet;
        }
        match (terms.max_age_days, statement.time()) {
            (None, _) => Standing::Counts,
            (Some(_), None) => Standing::Expired(None),
            (Some(_), Some(_)) => match self.expires(statement) {
                Some(last) if terms.now.date() > last => Standing::Expired(Some(last)),
                _ => Standing::Counts,
            },
        }
    }

    /// The last day a statement may put something aside.
    fn expires(&self, statement: &VexStatement) -> Option<Date> {
        let seconds = i64::from(self.terms.max_age_days?) * 86_400;
        let end = Timestamp::from_unix(statement.time()?.as_unix().checked_add(seconds)?);
        Some(end.ok()?.date()).filter(|_| statement.status.exonerates())
    }

    /// The statement that counts for a thing and any of these ids.
    fn choose(
        &self,
        ids: &BTreeSet<String>,
        thing: Thing<'_>,
        uses: &mut [Use],
        notes: &mut Vec<Note>,
    ) -> Option<usize> {
        let candidates: BTreeSet<usize> = ids
            .iter()
            .filter_map(|id| self.by_id.get(id))
            .flatten()
            .copied()
            .collect();
        let mut best: Option<(usize, _)> = None;
        for at in candidates {
            let (Some(entry), Some((document, statement))) = (self.entries.get(at), self.said(at)) else {
                continue;
            };
            let rank = match self.rank(statement, thing) {
                Ok(rank) => rank,
                Err(Miss::Unknown(cause)) => {
                    let text = format!("whether it applies cannot be told: {cause}");
                    notes.push(Note::new(
                        report::name(document, statement, entry.statement),
                        text,
                    ));
                    continue;
                }
                Err(Miss::Elsewhere) => {
                    report::mark(uses, at, Use::Elsewhere);
                    continue;
                }
                Err(Miss::No) => continue,
            };
            report::mark(uses, at, Use::Fits);
            if entry.standing != Standing::Counts {
                continue;
            }
            let author = self
                .terms
                .authors
                .iter()
                .position(|name| *name == document.author);
            let order = (
                rank,
                statement.time(),
                strictness(statement.status),
                std::cmp::Reverse(author),
                std::cmp::Reverse(at),
            );
            if best.as_ref().is_none_or(|(_, known)| order > *known) {
                best = Some((at, order));
            }
        }
        let (at, _) = best?;
        report::mark(uses, at, Use::Counts);
        Some(at)
    }

    /// The best rank of a statement's products for a thing.
    fn rank(&self, statement: &VexStatement, thing: Thing<'_>) -> Result<Rank, Miss> {
        if statement.products.is_empty() {
            return Ok(Rank {
                scope: Scope::Document,
                part: Exactness::Any,
                whole: Exactness::Any,
            });
        }
        let mut best = Err(Miss::No);
        for product in &statement.products {
            best = better(best, self.rank_of(product, thing));
        }
        best
    }

    fn rank_of(&self, product: &VexProduct, thing: Thing<'_>) -> Result<Rank, Miss> {
        let part = match of_component(&product.identity, thing) {
            Fit::Yes(part) => Some(part),
            Fit::Unknown(cause) => return Err(Miss::Unknown(cause)),
            Fit::No => None,
        };
        let Some(part) = part else {
            // What is said of the whole is said of everything in it.
            let whole = self
                .named(&product.identity)
                .filter(|_| product.within.is_empty());
            return whole
                .map(|whole| Rank {
                    scope: Scope::Product,
                    part: Exactness::Any,
                    whole,
                })
                .ok_or(Miss::No);
        };
        let mut whole = None;
        for outer in &product.within {
            let fit = self.named(outer).ok_or(Miss::Elsewhere)?;
            whole = Some(whole.map_or(fit, |known: Exactness| known.min(fit)));
        }
        Ok(Rank {
            scope: if whole.is_some() {
                Scope::Product
            } else {
                Scope::Component
            },
            part,
            whole: whole.unwrap_or(Exactness::Any),
        })
    }

    /// How exactly an identity is that of a product the caller names.
    fn named(&self, identity: &VexIdentity) -> Option<Exactness> {
        let fits = self
            .terms
            .products
            .iter()
            .filter_map(|named| match of_product(identity, named) {
                Fit::Yes(exactness) => Some(exactness),
                _ => None,
            });
        fits.max()
    }

    fn with_status(&self, finding: Finding, at: usize) -> Finding {
        let Some((document, statement)) = self.said(at) else {
            return finding;
        };
        let source = self.source(document, statement, at);
        let status = statement.status;
        let text = format!("{}: {source}", status.as_str().replace('_', " "));
        finding
            .into_builder()
            .evidence(Evidence::new(EvidenceKind::Caveat, text))
            .vex_by(status, source)
            .build()
    }

    fn source(&self, document: &VexDocument, statement: &VexStatement, at: usize) -> VexSource {
        let number = self.entries.get(at).map_or(0, |entry| entry.statement);
        let mut source = VexSource::new(
            document.label.to_string(),
            report::number(statement, number),
            document.author.clone(),
        );
        source.justification = statement.justification;
        source.text = match statement.status {
            VexStatus::NotAffected => statement.impact.clone(),
            VexStatus::Affected => statement.action.clone(),
            _ => statement.notes.clone(),
        };
        source.expires = self.expires(statement);
        source
    }

    fn said(&self, at: usize) -> Option<(&VexDocument, &VexStatement)> {
        let entry = self.entries.get(at)?;
        let document = self.documents.get(entry.document)?;
        Some((document, document.statements.get(entry.statement)?))
    }

    /// Adds what is called affected and is in the inventory, or is what the caller named, and what no finding tells.
    fn add(
        &self,
        inventory: &Inventory,
        known: &BTreeMap<Option<Purl>, BTreeSet<String>>,
        uses: &mut [Use],
        applied: &mut Applied,
        notes: &mut Vec<Note>,
    ) {
        let affected: Vec<usize> = self
            .entries
            .iter()
            .enumerate()
            .filter(|(at, entry)| {
                entry.standing == Standing::Counts
                    && self
                        .said(*at)
                        .is_some_and(|(_, statement)| statement.status == VexStatus::Affected)
            })
            .map(|(at, _)| at)
            .collect();
        if affected.is_empty() {
            return;
        }
        let mut by_package: BTreeMap<Purl, Vec<usize>> = BTreeMap::new();
        let mut by_digest: BTreeMap<&Digest, Vec<usize>> = BTreeMap::new();
        for at in &affected {
            let products = self.said(*at).into_iter().flat_map(|(_, said)| &said.products);
            for product in products {
                for purl in &product.identity.purls {
                    by_package.entry(plain(purl)).or_default().push(*at);
                }
                for digest in &product.identity.digests {
                    by_digest.entry(digest).or_default().push(*at);
                }
            }
        }
        let all_known: BTreeSet<&String> = known.values().flatten().collect();
        for (id, component) in inventory.iter().filter(|(_, component)| is_looked_up(component)) {
            let packages = component
                .purl
                .as_ref()
                .and_then(|purl| by_package.get(&plain(purl)));
            let files = component
                .digests
                .iter()
                .filter_map(|digest| by_digest.get(digest));
            let candidates: BTreeSet<usize> = packages.into_iter().chain(files).flatten().copied().collect();
            let mut added: BTreeSet<String> = known.get(&component.purl).cloned().unwrap_or_default();
            for at in candidates {
                let thing = Thing {
                    purl: component.purl.as_ref(),
                    digests: Some(&component.digests).filter(|digests| !digests.is_empty()),
                };
                self.add_one(at, thing, component, Some(id), &mut added, uses, applied, notes);
            }
        }
        // What is said of the product as a whole, and is in no finding.
        for at in affected {
            let Some((_, statement)) = self.said(at) else {
                continue;
            };
            let whole = statement
                .products
                .iter()
                .find(|product| product.within.is_empty() && self.named(&product.identity).is_some());
            let Some(whole) = whole else { continue };
            let mut added: BTreeSet<String> = all_known.iter().map(|id| (*id).clone()).collect();
            added.extend(
                applied
                    .added
                    .iter()
                    .flat_map(|(_, finding)| finding.ids().map(fold)),
            );
            let mut component = Component::new(ComponentKind::Application, whole.identity.to_string());
            component.purl = whole.identity.purls.first().cloned();
            component.version = component
                .purl
                .as_ref()
                .and_then(|purl| purl.version().map(str::to_owned));
            let thing = Thing {
                purl: component.purl.as_ref(),
                digests: None,
            };
            self.add_one(at, thing, &component, None, &mut added, uses, applied, notes);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the state of one pass")]
    fn add_one(
        &self,
        at: usize,
        thing: Thing<'_>,
        component: &Component,
        id: Option<ComponentId>,
        added: &mut BTreeSet<String>,
        uses: &mut [Use],
        applied: &mut Applied,
        notes: &mut Vec<Note>,
    ) {
        let Some((_, statement)) = self.said(at) else {
            return;
        };
        let ids: BTreeSet<String> = statement.vulnerabilities.iter().map(|id| fold(id)).collect();
        if !ids.is_disjoint(added) {
            return;
        }
        // Whatever counts most for it, which need not be the statement that brought it up.
        let Some(chosen) = self.choose(&ids, thing, uses, notes) else {
            return;
        };
        let Some((_, statement)) = self.said(chosen) else {
            return;
        };
        if statement.status != VexStatus::Affected {
            return;
        }
        let Some((finding, rule)) = made(statement, component) else {
            return;
        };
        added.extend(ids);
        applied.added.push((id, self.with_status(finding, chosen)));
        applied.rules.push(rule);
    }
}

/// Why a statement does not fit.
enum Miss {
    No,
    Unknown(String),
    /// It is about this component, inside a product that the caller did not name.
    Elsewhere,
}

fn better(one: Result<Rank, Miss>, other: Result<Rank, Miss>) -> Result<Rank, Miss> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok(one.max(other)),
        (Ok(rank), Err(_)) | (Err(_), Ok(rank)) => Ok(rank),
        (Err(Miss::Unknown(cause)), _) | (_, Err(Miss::Unknown(cause))) => Err(Miss::Unknown(cause)),
        (Err(Miss::Elsewhere), _) | (_, Err(Miss::Elsewhere)) => Err(Miss::Elsewhere),
        (Err(Miss::No), Err(Miss::No)) => Err(Miss::No),
    }
}

/// Ids are compared without regard to case: CVE, GHSA and others are spelled both ways.
fn fold(id: &str) -> String {
    id.to_ascii_lowercase()
}

fn strictness(status: VexStatus) -> u8 {
    match status {
        VexStatus::Affected => 3,
        VexStatus::UnderInvestigation => 2,
        VexStatus::Fixed => 1,
        _ => 0,
    }
}

/// A document that says everything anew is replaced by its later version. An OpenVEX document is not: there every statement
/// overrides older ones by its own time, and publishers give one name to many documents.
fn replaces(other: &VexDocument, document: &VexDocument) -> bool {
    let time = |document: &VexDocument| document.updated.max(document.issued);
    document.format != VexFormat::OpenVex
        && !document.id.is_empty()
        && (other.format, &other.author, &other.id) == (document.format, &document.author, &document.id)
        && time(other) > time(document)
}

/// Type, namespace and name alone.
fn plain(purl: &Purl) -> Purl {
    let mut builder = Purl::builder(purl.ty(), purl.name());
    if let Some(namespace) = purl.namespace() {
        builder = builder.namespace(namespace);
    }
    builder.build().unwrap_or_else(|_| purl.package())
}

/// A finding of what a statement calls affected.
fn made(statement: &VexStatement, component: &Component) -> Option<(Finding, RuleInfo)> {
    let id = statement.vulnerabilities.first()?;
    let rule = RuleId::of_parts("vulnerability", id);
    let mut detail = VulnerabilityDetail::new(id.clone());
    detail.aliases.clone_from(&statement.vulnerabilities);
    let package = component
        .purl
        .as_ref()
        .map_or_else(|| component.name.clone(), |purl| purl.package().to_string());
    let message = format!(
        "{} affects {}, as a VEX statement says",
        Label::new(id),
        Label::new(component.display_name())
    );
    let mut builder = Finding::builder(rule.clone(), Kind::Vulnerability(detail))
        .subject(component)
        .message(message)
        .source(Source::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")));
    for id in &statement.vulnerabilities {
        builder = builder.key(Key::semantic("vulnerability", &package, id));
    }
    let title = Label::new(id).to_string();
    Some((builder.build(), RuleInfo::new(rule, title)))
}
