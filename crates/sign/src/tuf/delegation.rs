//! Which roles a targets role leaves a path to.

use std::collections::BTreeMap;

use portcullis_findings::Digest;
use serde::Deserialize;

use super::TufError;
use super::key::{self, Keys, WireKey};
use super::role::{Authority, WireAuthority};
use crate::json::Object;

/// Delegations in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Delegations {
    roles: Vec<Delegation>,
    bins: Option<Bins>,
}

/// A role that is delegated to.
#[derive(Clone, Debug)]
pub(super) struct Delegation {
    pub(super) name: String,
    pub(super) authority: Authority,
    pub(super) terminating: bool,
    paths: Paths,
}

#[derive(Clone, Debug)]
enum Paths {
    Patterns(Vec<String>),
    HashPrefixes(Vec<String>),
    /// One of the bins, which are chosen by the path's hash.
    Bin,
}

/// Roles `prefix-00` to `prefix-ff`, of which each has an equal part of all hashes (TAP 15).
#[derive(Clone, Debug)]
struct Bins {
    prefix: String,
    bits: u32,
    authority: Authority,
}

impl Delegations {
    /// The roles that may say something about a path, in order, up to and with the first that ends the search.
    pub(super) fn of(&self, path: &str) -> Vec<Delegation> {
        let mut found: Vec<Delegation> = Vec::new();
        for delegation in self.roles.iter().filter(|role| role.covers(path)) {
            found.push(delegation.clone());
            if delegation.terminating {
                return found;
            }
        }
        found.extend(self.bins.as_ref().and_then(|bins| bins.of(path)));
        found
    }
}

impl Delegation {
    fn covers(&self, path: &str) -> bool {
        match &self.paths {
            Paths::Patterns(patterns) => patterns.iter().any(|pattern| matches(pattern, path)),
            Paths::HashPrefixes(prefixes) => {
                let hash = Digest::sha256(path.as_bytes()).to_hex();
                prefixes.iter().any(|prefix| hash.starts_with(prefix.as_str()))
            }
            Paths::Bin => true,
        }
    }
}

impl Bins {
    fn of(&self, path: &str) -> Option<Delegation> {
        let digits = Digest::sha256(path.as_bytes()).to_hex();
        let hash = u32::from_str_radix(digits.get(..8)?, 16).ok()?;
        let bin = hash >> (32 - self.bits);
        let width = usize::try_from(self.bits.div_ceil(4)).ok()?;
        Some(Delegation {
            name: format!("{}-{bin:0width$x}", self.prefix),
            authority: self.authority.clone(),
            terminating: true,
            paths: Paths::Bin,
        })
    }
}

/// Whether a pattern covers a path: part by part, `*` for any number of characters and `?` for one, neither for `/`.
fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('/').zip(path.split('/'));
    pattern.split('/').count() == path.split('/').count()
        && parts.all(|(pattern, part)| part_matches(pattern, part))
}

/// Goes back to the last `*` alone: no pattern costs more than the product of both lengths.
fn part_matches(pattern: &str, part: &str) -> bool {
    let (pattern, part): (Vec<char>, Vec<char>) = (pattern.chars().collect(), part.chars().collect());
    let (mut p, mut t) = (0, 0);
    let mut star = None;
    while let Some(character) = part.get(t) {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, t));
                p += 1;
            }
            Some('?') => (p, t) = (p + 1, t + 1),
            Some(expected) if expected == character => (p, t) = (p + 1, t + 1),
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    (p, t) = (at + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|rest| *rest == '*')
}

#[derive(Deserialize)]
pub(super) struct WireDelegations {
    keys: BTreeMap<String, Object<WireKey>>,
    #[serde(default)]
    roles: Option<Vec<Object<WireRole>>>,
    #[serde(default)]
    succinct_roles: Option<Object<WireBins>>,
}

#[derive(Deserialize)]
struct WireRole {
    name: String,
    keyids: Vec<String>,
    threshold: usize,
    terminating: bool,
    #[serde(default)]
    paths: Option<Vec<String>>,
    #[serde(default)]
    path_hash_prefixes: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct WireBins {
    keyids: Vec<String>,
    threshold: usize,
    bit_length: u32,
    name_prefix: String,
}

impl WireDelegations {
    pub(super) fn read(self, role: &str) -> Result<Delegations, TufError> {
        let keys = key::keys(self.keys);
        let value = |member| TufError::Value {
            role: role.to_owned(),
            member,
        };
        if self.roles.is_some() && self.succinct_roles.is_some() {
            return Err(value("delegations"));
        }
        let one = |Object(wire): Object<WireRole>| wire.read(role, &keys);
        let roles = self.roles.into_iter().flatten().map(one);
        let bins = self.succinct_roles.map(|Object(wire)| wire.read(role, &keys));
        Ok(Delegations {
            roles: roles.collect::<Result<_, _>>()?,
            bins: bins.transpose()?,
        })
    }
}

impl WireRole {
    fn read(self, parent: &str, keys: &Keys) -> Result<Delegation, TufError> {
        let value = |member| TufError::Value {
            role: parent.to_owned(),
            member,
        };
        // A role of these names is the repository's own.
        if self.name.is_empty() || ["root", "timestamp", "snapshot", "targets"].contains(&self.name.as_str())
        {
            return Err(value("delegations.roles.name"));
        }
        let paths = match (self.paths, self.path_hash_prefixes) {
            (Some(patterns), None) => Paths::Patterns(patterns),
            (None, Some(prefixes)) => Paths::HashPrefixes(prefixes),
            _ => return Err(value("delegations.roles.paths")),
        };
        let authority = WireAuthority {
            keyids: self.keyids,
            threshold: self.threshold,
        };
        Ok(Delegation {
            authority: authority.read(&self.name, keys)?,
            name: self.name,
            terminating: self.terminating,
            paths,
        })
    }
}

impl WireBins {
    fn read(self, parent: &str, keys: &Keys) -> Result<Bins, TufError> {
        if !(1..=32).contains(&self.bit_length) || self.name_prefix.is_empty() {
            return Err(TufError::Value {
                role: parent.to_owned(),
                member: "delegations.succinct_roles",
            });
        }
        let authority = WireAuthority {
            keyids: self.keyids,
            threshold: self.threshold,
        };
        Ok(Bins {
            authority: authority.read(&self.name_prefix, keys)?,
            prefix: self.name_prefix,
            bits: self.bit_length,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// T22: one documented pattern language.
    #[test]
    fn patterns_are_matched_part_by_part() {
        for (pattern, path, expected) in [
            ("*", "a", true),
            ("*", "a/b", false),
            ("a/*", "a/b", true),
            ("a/*", "a/b/c", false),
            ("a/*/*", "a/b/c", true),
            ("*.tgz", "x.tgz", true),
            ("*.tgz", "x.tgz.sig", false),
            ("a*b*c", "aXbYbZc", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("a?c", "a/c", false),
            ("[ab]", "a", false),
            ("[ab]", "[ab]", true),
            ("", "", true),
            ("**", "ab", true),
            ("a/", "a", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
