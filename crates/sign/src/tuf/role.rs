//! Who may sign a role, and the check of its signatures.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use serde::Deserialize;
use serde_json::Value;

use super::TufError;
use super::canonical::canonical;
use super::key::{Keys, unhex};
use super::metadata::Parsed;

/// The keys of a role and how many of them must have signed.
#[derive(Clone, Debug)]
pub(super) struct Authority {
    keys: Keys,
    threshold: NonZeroUsize,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct WireAuthority {
    pub(super) keyids: Vec<String>,
    pub(super) threshold: usize,
}

impl WireAuthority {
    /// The role's keys out of all; a threshold of nothing is refused.
    pub(super) fn read(&self, role: &str, all: &Keys) -> Result<Authority, TufError> {
        let value = |member| TufError::Value {
            role: role.to_owned(),
            member,
        };
        let ids: BTreeSet<_> = self.keyids.iter().collect();
        if ids.len() != self.keyids.len() {
            return Err(value("keyids"));
        }
        Ok(Authority {
            keys: ids
                .into_iter()
                .filter_map(|id| Some((id.clone(), all.get(id)?.clone())))
                .collect(),
            threshold: NonZeroUsize::new(self.threshold).ok_or_else(|| value("threshold"))?,
        })
    }
}

impl Authority {
    /// Checks that enough different keys have signed; two ids of one public key are one key.
    pub(super) fn verify(&self, role: &str, parsed: &Parsed) -> Result<(), TufError> {
        let signed = canonical(&parsed.signed).ok_or_else(|| TufError::Value {
            role: role.to_owned(),
            member: "number",
        })?;
        let good = |(id, signature): (&String, &String)| {
            let key = self.keys.get(id)?;
            key.verify(&signed, &unhex(signature)?).ok()?;
            Some(key.key_id())
        };
        let accepted: BTreeSet<_> = parsed.signatures.iter().filter_map(good).collect();
        let needed = self.threshold.get();
        if accepted.len() < needed {
            return Err(TufError::Threshold {
                role: role.to_owned(),
                needed,
                reached: accepted.len(),
            });
        }
        Ok(())
    }
}

/// Signatures by key id; an id that comes twice is refused.
pub(super) fn signatures(value: &Value) -> Option<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for one in value.as_array()? {
        let id = one.get("keyid")?.as_str()?;
        let signature = one.get("sig")?.as_str()?;
        if found.insert(id.to_owned(), signature.to_owned()).is_some() {
            return None;
        }
    }
    Some(found)
}
