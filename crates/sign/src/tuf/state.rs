//! What a client keeps from one update to the next.

use std::collections::BTreeMap;

use super::key::unhex;
use super::request::encoded;

/// The metadata that was accepted last, as it arrived. It is checked again whenever it is used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct State {
    pub(super) root: Vec<u8>,
    pub(super) timestamp: Option<Vec<u8>>,
    pub(super) snapshot: Option<Vec<u8>>,
    /// Targets roles by name, `targets` among them.
    pub(super) roles: BTreeMap<String, Vec<u8>>,
}

/// Files that are no state.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// Without a root nothing can be trusted.
    #[error("there is no root.json")]
    NoRoot,
    /// A name that [`State::files`] does not give.
    #[error("{name:?} is not the name of a metadata file")]
    Name {
        /// The name.
        name: String,
    },
}

impl State {
    /// A client that has a root, which its caller trusts, and nothing else.
    #[must_use]
    pub const fn of_root(root: Vec<u8>) -> Self {
        Self {
            root,
            timestamp: None,
            snapshot: None,
            roles: BTreeMap::new(),
        }
    }

    /// A state out of its files, by the names that [`files`](Self::files) gives. Whoever could write them could make the
    /// client forget versions, or trust another root.
    ///
    /// # Errors
    ///
    /// [`StateError`] without a root, or with another file.
    pub fn restore(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, StateError> {
        let mut roles = BTreeMap::new();
        for (name, bytes) in files {
            let role = name.strip_suffix(".json").and_then(decoded);
            let Some(role) = role else {
                return Err(StateError::Name { name });
            };
            roles.insert(role, bytes);
        }
        Ok(Self {
            root: roles.remove("root").ok_or(StateError::NoRoot)?,
            timestamp: roles.remove("timestamp"),
            snapshot: roles.remove("snapshot"),
            roles,
        })
    }

    /// The files to keep, with names that are safe as such: `root.json`, `timestamp.json`, `snapshot.json`, and one for each
    /// targets role, percent-encoded.
    pub fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        let top = [
            ("root", Some(&self.root)),
            ("timestamp", self.timestamp.as_ref()),
            ("snapshot", self.snapshot.as_ref()),
        ];
        let top = top.into_iter().filter_map(|(role, bytes)| Some((role, bytes?)));
        let roles = self.roles.iter().map(|(role, bytes)| (role.as_str(), bytes));
        top.chain(roles)
            .map(|(role, bytes)| (format!("{}.json", encoded(role)), bytes.as_slice()))
    }
}

/// The text that [`encoded`] made this of.
fn decoded(name: &str) -> Option<String> {
    let mut parts = name.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.extend(unhex(digits)?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    let text = String::from_utf8(bytes).ok()?;
    (encoded(&text) == name).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_restored_from_its_files() {
        let mut state = State::of_root(b"r".to_vec());
        state.timestamp = Some(b"t".to_vec());
        state.roles.insert("targets".to_owned(), b"x".to_vec());
        state.roles.insert("../a b/é%".to_owned(), b"y".to_vec());
        let files: Vec<_> = state
            .files()
            .map(|(name, bytes)| (name, bytes.to_vec()))
            .collect();
        assert!(
            files
                .iter()
                .all(|(name, _)| !name.contains('/') && !name.contains('\\')),
            "{files:?}"
        );
        assert_eq!(State::restore(files), Ok(state));
    }

    #[test]
    fn other_files_are_refused() {
        let restore = |name: &str| State::restore([(name.to_owned(), Vec::new())]);
        for name in [
            "root", "a/b.json", "%2.json", "%zz.json", "%2f.json", "%41.json", "%FF.json",
        ] {
            assert_eq!(
                restore(name),
                Err(StateError::Name {
                    name: name.to_owned()
                })
            );
        }
        assert_eq!(restore("targets.json"), Err(StateError::NoRoot));
    }
}
