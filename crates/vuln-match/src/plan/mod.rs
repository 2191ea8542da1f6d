//! What to upgrade to, from the advisories alone: no registry is asked, so a version that is named is one that an advisory
//! names as fixed, and nobody looked whether others can be had.

mod ask;
mod tree;
mod upgrade;

use std::fmt;

use portcullis_findings::{Component, Inventory};

use crate::matching::Reason;
use crate::{Index, IndexError, MatchOptions};

pub use tree::{Change, Direct, Plan, Unplaced, UnplacedWhy};

/// How to get rid of what affects one component, or may.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Upgrade {
    /// The version it has; of its source package, where the advisories are about that. `None` if it states none.
    pub present: Option<String>,
    /// What affects it now, or may: primary ids, in their order.
    pub ids: Vec<String>,
    /// The best version above the present one: it clears most, brings nothing new if that can be had, and is the smallest
    /// such. `None` if no version clears anything.
    pub to: Option<Target>,
    /// The best one with the same first number.
    pub in_major: Option<Target>,
    /// The best one with the same first two numbers.
    pub in_minor: Option<Target>,
    /// What stays where there is nothing to upgrade to; otherwise [`Target::leaves`] tells it.
    pub leaves: Vec<Left>,
}

/// A version to upgrade to.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Target {
    /// The version as an advisory writes it.
    pub version: String,
    /// The primary ids that do not affect it.
    pub clears: Vec<String>,
    /// Those that still do, or may, with the reason.
    pub leaves: Vec<Left>,
    /// Other advisories that affect it, or may, and do not affect the present version.
    pub brings: Vec<String>,
}

/// An advisory that an upgrade does not clear.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Left {
    /// Its primary id.
    pub id: String,
    /// Why it stays.
    pub why: LeftWhy,
}

/// Why an advisory is not cleared.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum LeftWhy {
    /// Its advisories name no fixed version above the present one.
    NoFix,
    /// It is fixed, in this version and not in the one that is proposed.
    FixedIn(String),
    /// It cannot be told whether it affects the component.
    Unknown(Reason),
    /// The order of versions is not known, so that none can be called newer.
    NoOrder,
}

impl Target {
    /// Whether nothing that is known affects it.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.leaves.is_empty() && self.brings.is_empty()
    }
}

/// The upgrade of one component; `None` if nothing affects it.
///
/// Candidates are the fixed versions of all advisories about the package, those included that do not affect the present
/// version; each is asked about as if the component had it.
///
/// ```
/// use portcullis_findings::{Component, ComponentKind};
/// use portcullis_vuln_match::{IndexBuilder, Limits, MatchOptions, Provenance, plan};
///
/// let record = |id: &str, introduced: &str, fixed: &str| format!(r#"{{"id": "{id}", "affected": [{{
///     "package": {{"ecosystem": "npm", "name": "left"}},
///     "ranges": [{{"type": "SEMVER", "events": [{{"introduced": "{introduced}"}}, {{"fixed": "{fixed}"}}]}}]
/// }}]}}"#);
/// let mut builder = IndexBuilder::new(Limits::default());
/// builder.add("1", record("X-1", "0", "1.5.0").as_bytes());
/// builder.add("2", record("X-2", "1.4.0", "1.5.2").as_bytes());
/// let mut component = Component::new(ComponentKind::Library, "left");
/// component.purl = Some("pkg:npm/left@1.0.0".parse()?);
///
/// let built = builder.build(&Provenance::default());
/// let upgrade = plan::component(&built.open()?, &component, MatchOptions::default())?.unwrap();
/// assert_eq!(upgrade.to.unwrap().version, "1.5.2"); // 1.5.0 is affected by X-2
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`IndexError`] if a page that was touched is damaged.
pub fn component(
    index: &Index<'_>,
    component: &Component,
    options: MatchOptions,
) -> Result<Option<Upgrade>, IndexError> {
    upgrade::upgrade(&ask::Ask::new(index, component, options))
}

/// The upgrades of all components of an inventory, and which direct dependencies they come in by.
///
/// Where the graph of a document is not known, that is said of the component, and no way is invented.
///
/// # Errors
///
/// [`IndexError`] if a page that was touched is damaged.
pub fn tree(index: &Index<'_>, inventory: &Inventory, options: MatchOptions) -> Result<Plan, IndexError> {
    let mut upgrades = Vec::new();
    for (id, component) in inventory.iter() {
        upgrades.extend(self::component(index, component, options)?.map(|upgrade| (id, upgrade)));
    }
    Ok(tree::plan(inventory, upgrades.into_iter()))
}

impl fmt::Display for Upgrade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.to {
            Some(target) => write!(f, "{target}")?,
            None => f.write_str("no upgrade is known")?,
        }
        list(f, "; leaves ", &self.leaves)?;
        for (words, other) in [("same major", &self.in_major), ("same minor", &self.in_minor)] {
            let other = other.as_ref().filter(|other| Some(*other) != self.to.as_ref());
            if let Some(other) = other {
                write!(f, "; {words}: {other}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "to {}", shown(&self.version))?;
        list(f, " clears ", &self.clears)?;
        list(f, ", leaves ", &self.leaves)?;
        list(f, ", brings ", &self.brings)
    }
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", shown(&self.id), self.why)
    }
}

impl fmt::Display for LeftWhy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFix => f.write_str("no fixed version is known"),
            Self::FixedIn(version) => write!(f, "fixed in {}", shown(version)),
            Self::Unknown(reason) => write!(f, "{reason}"),
            Self::NoOrder => f.write_str("the order of its versions is not known"),
        }
    }
}

fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, before: &str, items: &[T]) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        let text = shown(&item.to_string());
        write!(f, "{}{text}", if at == 0 { before } else { ", " })?;
    }
    Ok(())
}

/// At most 300 characters, without control characters: advisories and inventories are hostile input.
fn shown(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control())
        .take(300)
        .collect()
}
