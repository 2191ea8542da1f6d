//! The four kinds of metadata, read out of what was signed.

use std::collections::BTreeMap;

use portcullis_findings::{Algorithm, Digest, Timestamp};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::delegation::{Delegations, WireDelegations};
use super::key::{self, Keys, WireKey};
use super::role::{Authority, WireAuthority, signatures};
use super::{Limits, TufError};
use crate::hash::Hasher;
use crate::json::{self, Bounds, JsonError, JsonProblem, Object, shown};

/// A document whose signatures nobody has checked yet.
pub(super) struct Parsed {
    pub(super) signatures: BTreeMap<String, String>,
    pub(super) signed: Value,
}

/// What all metadata has.
#[derive(Clone, Debug)]
pub(super) struct Common {
    pub(super) version: u64,
    pub(super) expires: Timestamp,
}

#[derive(Clone, Debug)]
pub(super) struct Root {
    pub(super) common: Common,
    pub(super) consistent: bool,
    pub(super) root: Authority,
    pub(super) timestamp: Authority,
    pub(super) snapshot: Authority,
    pub(super) targets: Authority,
}

#[derive(Clone, Debug)]
pub(super) struct TimestampFile {
    pub(super) common: Common,
    pub(super) snapshot: FileInfo,
}

#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) common: Common,
    /// By role.
    pub(super) roles: BTreeMap<String, FileInfo>,
}

#[derive(Clone, Debug)]
pub(super) struct Targets {
    pub(super) common: Common,
    pub(super) targets: BTreeMap<String, Content>,
    pub(super) delegations: Delegations,
}

/// What is announced about a metadata file.
#[derive(Clone, Debug)]
pub(super) struct FileInfo {
    pub(super) version: u64,
    pub(super) length: Option<u64>,
    digests: Vec<Digest>,
}

/// What is announced about a target.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Content {
    pub(super) length: u64,
    /// At least one.
    pub(super) digests: Vec<Digest>,
}

impl Parsed {
    pub(super) fn read(role: &str, bytes: &[u8], limits: &Limits) -> Result<Self, TufError> {
        let bounds = Bounds {
            depth: limits.depth,
            items: limits.items,
        };
        let wire: Wire = json::read(bytes, bounds).map_err(|problem| TufError::Json {
            role: role.to_owned(),
            problem,
        })?;
        let signatures = signatures(&wire.signatures).ok_or_else(|| TufError::Value {
            role: role.to_owned(),
            member: "signatures",
        })?;
        Ok(Self {
            signatures,
            signed: wire.signed,
        })
    }

    pub(super) fn root(&self) -> Result<Root, TufError> {
        let wire: WireRoot = self.body("root", "root")?;
        let keys: Keys = key::keys(wire.keys);
        let Object(roles) = wire.roles;
        let authority = |name: &str, Object(role): &Object<WireAuthority>| role.read(name, &keys);
        Ok(Root {
            common: self.common("root")?,
            consistent: wire.consistent_snapshot,
            root: authority("root", &roles.root)?,
            timestamp: authority("timestamp", &roles.timestamp)?,
            snapshot: authority("snapshot", &roles.snapshot)?,
            targets: authority("targets", &roles.targets)?,
        })
    }

    pub(super) fn timestamp(&self) -> Result<TimestampFile, TufError> {
        let mut wire: WireMeta = self.body("timestamp", "timestamp")?;
        let Some(Object(snapshot)) = wire.meta.remove("snapshot.json") else {
            return Err(value("timestamp", "meta"));
        };
        Ok(TimestampFile {
            common: self.common("timestamp")?,
            snapshot: snapshot.read("timestamp")?,
        })
    }

    pub(super) fn snapshot(&self) -> Result<Snapshot, TufError> {
        let wire: WireMeta = self.body("snapshot", "snapshot")?;
        let role = |(file, Object(info)): (String, Object<WireInfo>)| {
            let role = file
                .strip_suffix(".json")
                .ok_or_else(|| value("snapshot", "meta"))?;
            Ok((role.to_owned(), info.read("snapshot")?))
        };
        Ok(Snapshot {
            common: self.common("snapshot")?,
            roles: wire.meta.into_iter().map(role).collect::<Result<_, TufError>>()?,
        })
    }

    pub(super) fn targets(&self, role: &str) -> Result<Targets, TufError> {
        let wire: WireTargets = self.body(role, "targets")?;
        let content = |(path, Object(content)): (String, Object<WireContent>)| {
            let digests = digests(content.hashes).filter(|digests| !digests.is_empty());
            let content = Content {
                length: content.length,
                digests: digests.ok_or_else(|| value(role, "targets.hashes"))?,
            };
            Ok((path, content))
        };
        Ok(Targets {
            common: self.common(role)?,
            targets: wire
                .targets
                .into_iter()
                .map(content)
                .collect::<Result<_, TufError>>()?,
            delegations: wire
                .delegations
                .map(|Object(delegations)| delegations.read(role))
                .transpose()?
                .unwrap_or_default(),
        })
    }

    /// The members of a kind. That it is of this kind is checked first: one key may sign several.
    fn body<T: DeserializeOwned>(&self, role: &str, kind: &str) -> Result<T, TufError> {
        let found = self
            .signed
            .get("_type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if found != kind {
            return Err(TufError::Type {
                role: role.to_owned(),
                found: shown(found),
            });
        }
        let shape = |error: serde_json::Error| TufError::Json {
            role: role.to_owned(),
            problem: JsonError {
                position: portcullis_findings::Position::of_offset(&[], 0),
                problem: JsonProblem::Shape {
                    detail: shown(&error.to_string()),
                },
            },
        };
        T::deserialize(&self.signed).map_err(shape)
    }

    fn common(&self, role: &str) -> Result<Common, TufError> {
        let text = |member| self.signed.get(member).and_then(Value::as_str);
        let version = self
            .signed
            .get("version")
            .and_then(Value::as_u64)
            .filter(|version| *version > 0);
        let expires = text("expires")
            .filter(|text| text.contains('T'))
            .and_then(|text| text.parse().ok());
        // 4.3: a client of one major version does not read another.
        if !text("spec_version").is_some_and(|version| version.starts_with("1.")) {
            return Err(value(role, "spec_version"));
        }
        Ok(Common {
            version: version.ok_or_else(|| value(role, "version"))?,
            expires: expires.ok_or_else(|| value(role, "expires"))?,
        })
    }
}

impl Common {
    /// Metadata is good until the moment it expires (5.3.10 and others: "expires is higher than the update time").
    pub(super) fn is_current(&self, role: &str, now: Timestamp) -> Result<(), TufError> {
        if self.expires > now {
            return Ok(());
        }
        Err(TufError::Expired {
            role: role.to_owned(),
            at: self.expires,
        })
    }
}

impl FileInfo {
    /// Whether bytes are those announced, as far as anything is.
    pub(super) fn matches(&self, bytes: &[u8]) -> bool {
        self.length.is_none_or(|length| length == bytes.len() as u64) && are(bytes, &self.digests)
    }
}

/// Whether bytes have all of these digests.
pub(super) fn are(bytes: &[u8], digests: &[Digest]) -> bool {
    digests.iter().all(|digest| {
        Hasher::new(digest.algorithm()).is_ok_and(|mut hasher| {
            hasher.update(bytes);
            hasher.finish() == *digest
        })
    })
}

fn value(role: &str, member: &'static str) -> TufError {
    TufError::Value {
        role: role.to_owned(),
        member,
    }
}

/// The digests of the algorithms that are known here; `None` if one of them is malformed.
fn digests(hashes: BTreeMap<String, String>) -> Option<Vec<Digest>> {
    let known = [Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512];
    let of = |algorithm: Algorithm| {
        let digits = hashes.get(algorithm.as_str())?;
        Some(Digest::from_hex(algorithm, digits).ok())
    };
    known.into_iter().filter_map(of).collect()
}

#[derive(Deserialize)]
struct Wire {
    signatures: Value,
    signed: Value,
}

#[derive(Deserialize)]
struct WireRoot {
    // Absent in the oldest repositories, which are not consistent.
    #[serde(default)]
    consistent_snapshot: bool,
    keys: BTreeMap<String, Object<WireKey>>,
    roles: Object<WireRoles>,
}

#[derive(Deserialize)]
struct WireRoles {
    root: Object<WireAuthority>,
    timestamp: Object<WireAuthority>,
    snapshot: Object<WireAuthority>,
    targets: Object<WireAuthority>,
}

#[derive(Deserialize)]
struct WireMeta {
    meta: BTreeMap<String, Object<WireInfo>>,
}

#[derive(Deserialize)]
struct WireInfo {
    version: u64,
    #[serde(default)]
    length: Option<u64>,
    #[serde(default)]
    hashes: Option<BTreeMap<String, String>>,
}

impl WireInfo {
    fn read(self, role: &str) -> Result<FileInfo, TufError> {
        let digests = match self.hashes {
            // Hashes that are all unknown would leave what was announced unchecked.
            Some(hashes) => digests(hashes).filter(|digests| !digests.is_empty()),
            None => Some(Vec::new()),
        };
        if self.version == 0 {
            return Err(value(role, "meta.version"));
        }
        Ok(FileInfo {
            version: self.version,
            length: self.length,
            digests: digests.ok_or_else(|| value(role, "meta.hashes"))?,
        })
    }
}

#[derive(Deserialize)]
struct WireTargets {
    targets: BTreeMap<String, Object<WireContent>>,
    #[serde(default)]
    delegations: Option<Object<WireDelegations>>,
}

#[derive(Deserialize)]
struct WireContent {
    length: u64,
    hashes: BTreeMap<String, String>,
}
