//! Waivers: accepted outcomes with owner, reason and a last day.

mod matching;
mod template;

use portcullis_findings::{Date, Digest, Key, Purl, RuleId};

use crate::error::PolicyError;
use crate::limits::Limits;
use crate::pattern::Pattern;
use crate::policy::is_rule_id;
use crate::read::{Table, Text, document};

pub(crate) use matching::Match;
pub(crate) use template::template;

/// How long a waiver may hold unless the policy says otherwise, in days.
pub(crate) const DEFAULT_MAX_DAYS: u32 = 180;

/// Waivers of one or several texts.
///
/// ```toml
/// schema = 1
///
/// [[waiver]]
/// id = "W-12"                       # mandatory, once
/// rule = "vulnerability-severity"   # mandatory: the id of one rule of the policy
/// owner = "team-shop"               # mandatory: who answers for it
/// reason = "…"                      # mandatory
/// expires = 2027-01-31              # mandatory: the last day it holds, in UTC
/// created = 2026-11-01              # the first day it holds
/// # at least one of these; all that are given must fit:
/// advisory = "CVE-2026-1"           # an advisory id; any alias of the finding counts
/// purl = "pkg:cargo/x"              # a package, with a version that version alone
/// versions = "vers:cargo/<2.0.0"    # only beside a purl without version
/// path = "src/a.rs"                 # every place of the finding; also folders and globs
/// key = "exact/v1:…"                # a key of the finding
/// secret-rule = "secret/x-token"    # the rule that saw it
/// ```
///
/// A waiver that expired, is not valid yet or would hold for longer than the policy allows puts nothing aside and is
/// reported.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Waivers {
    pub(crate) list: Vec<Waiver>,
    pub(crate) digest: Option<Digest>,
}

#[derive(Clone, Debug)]
pub(crate) struct Waiver {
    pub(crate) id: String,
    pub(crate) rule: String,
    pub(crate) owner: String,
    pub(crate) reason: String,
    pub(crate) created: Option<Date>,
    pub(crate) expires: Date,
    pub(crate) select: Selectors,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Selectors {
    pub(crate) advisory: Option<String>,
    pub(crate) purl: Option<Purl>,
    pub(crate) versions: Option<String>,
    pub(crate) path: Option<Pattern>,
    pub(crate) key: Option<Key>,
    pub(crate) secret_rule: Option<RuleId>,
}

impl Waivers {
    /// No waivers.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads a waiver text with the default [`Limits`].
    ///
    /// # Errors
    ///
    /// [`PolicyError`] if a waiver lacks owner, reason or expiry, names nothing, or the text is no TOML of this form. Then
    /// none of the text's waivers may be used.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        Self::parse_with(text, &Limits::default())
    }

    /// Reads a waiver text with limits.
    ///
    /// # Errors
    ///
    /// As [`Waivers::parse`].
    pub fn parse_with(text: &str, limits: &Limits) -> Result<Self, PolicyError> {
        let list = document(text, limits, |top| {
            top.only(&["schema", "waiver"])?;
            read_all(&top)
        })?;
        Ok(Self {
            list,
            digest: Some(Digest::sha256(text.as_bytes())),
        })
    }

    /// The waivers of two texts.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        self.digest = match (self.digest, other.digest) {
            (Some(one), Some(two)) => Some(Digest::sha256(format!("{one} {two}").as_bytes())),
            (one, two) => one.or(two),
        };
        self
    }

    /// The ids, in the order of the text.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|waiver| waiver.id.as_str())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// The `[[waiver]]` tables of a policy or waiver text.
pub(crate) fn read_all(top: &Table<'_>) -> Result<Vec<Waiver>, PolicyError> {
    let mut seen = std::collections::BTreeSet::new();
    let mut waivers = Vec::new();
    for table in top.tables("waiver")? {
        let waiver = read(&table)?;
        if !seen.insert(waiver.id.clone()) {
            return Err(table.duplicate("waiver", &waiver.id));
        }
        waivers.push(waiver);
    }
    Ok(waivers)
}

fn read(table: &Table<'_>) -> Result<Waiver, PolicyError> {
    table.only(&[
        "id",
        "rule",
        "owner",
        "reason",
        "created",
        "expires",
        "advisory",
        "purl",
        "versions",
        "path",
        "key",
        "secret-rule",
    ])?;
    let rule = table.required("rule")?;
    if !is_rule_id(rule.value.strip_prefix("tree/").unwrap_or(rule.value)) {
        return Err(rule.invalid("the id of one rule of the policy", []));
    }
    let created = table.date("created")?;
    let expires = table.date("expires")?.ok_or_else(|| table.missing("expires"))?;
    Ok(Waiver {
        id: table.required("id")?.value.to_owned(),
        rule: rule.value.to_owned(),
        owner: table.required("owner")?.value.to_owned(),
        reason: table.required("reason")?.value.to_owned(),
        created,
        expires,
        select: read_selectors(table)?,
    })
}

fn read_selectors(table: &Table<'_>) -> Result<Selectors, PolicyError> {
    let given = |key| -> Result<Option<Text<'_>>, PolicyError> {
        table.string(key)?.map(|_| table.required(key)).transpose()
    };
    let purl = given("purl")?
        .map(|text| {
            let purl: Result<Purl, _> = text.value.parse();
            purl.map_err(|_| text.invalid("a package URL such as pkg:cargo/serde@1.0.0", []))
        })
        .transpose()?;
    let versions = given("versions")?;
    if let Some(text) = &versions
        && purl.as_ref().is_none_or(|purl| purl.version().is_some())
    {
        return Err(text.invalid("a range only beside a `purl` without version", []));
    }
    let select = Selectors {
        advisory: given("advisory")?.map(|text| text.value.to_owned()),
        purl,
        versions: versions.map(|text| text.value.to_owned()),
        path: given("path")?.map(|text| text.pattern()).transpose()?,
        key: given("key")?
            .map(|text| {
                Key::parse(text.value)
                    .ok_or_else(|| text.invalid("a key such as exact/v1 with its digits", []))
            })
            .transpose()?,
        secret_rule: given("secret-rule")?
            .map(|text| {
                RuleId::parse(text.value).map_err(|_| text.invalid("a rule such as secret/x-token", []))
            })
            .transpose()?,
    };
    let none = select.advisory.is_none()
        && select.purl.is_none()
        && select.path.is_none()
        && select.key.is_none()
        && select.secret_rule.is_none();
    if none {
        return Err(table.needs_one_of("`advisory`, `purl`, `path`, `key`, `secret-rule`"));
    }
    Ok(select)
}
