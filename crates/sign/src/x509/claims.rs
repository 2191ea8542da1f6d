//! What the issuer of the identity token said, in Fulcio's extensions (`1.3.6.1.4.1.57264.1.*`).

use std::collections::BTreeMap;
use std::fmt;

use super::{Certificate, CertificateError};
use crate::der::Reader;

/// 1.3.6.1.4.1.57264.1, the arc of Fulcio's extensions.
const ARC: &[u8] = &[0x2b, 0x06, 0x01, 0x04, 0x01, 0x83, 0xbf, 0x30, 0x01];
const UTF8_STRING: u8 = 0x0c;

/// A claim of a signing certificate, by the number of its extension under `1.3.6.1.4.1.57264.1`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Claim(u8);

/// Numbers and names. Those below 8 are written as raw text, the others as DER strings.
const NAMES: [(u8, &str); 22] = [
    (1, "issuer"),
    (2, "github-workflow-trigger"),
    (3, "github-workflow-sha"),
    (4, "github-workflow-name"),
    (5, "github-workflow-repository"),
    (6, "github-workflow-ref"),
    (8, "issuer-v2"),
    (9, "build-signer-uri"),
    (10, "build-signer-digest"),
    (11, "runner-environment"),
    (12, "source-repository-uri"),
    (13, "source-repository-digest"),
    (14, "source-repository-ref"),
    (15, "source-repository-identifier"),
    (16, "source-repository-owner-uri"),
    (17, "source-repository-owner-identifier"),
    (18, "build-config-uri"),
    (19, "build-config-digest"),
    (20, "build-trigger"),
    (21, "run-invocation-uri"),
    (22, "source-repository-visibility-at-signing"),
    (23, "deployment-environment"),
];

impl Claim {
    /// The event that started a GitHub workflow; the older form of [`BUILD_TRIGGER`](Self::BUILD_TRIGGER).
    pub const WORKFLOW_TRIGGER: Self = Self(2);
    /// The commit of a GitHub workflow.
    pub const WORKFLOW_SHA: Self = Self(3);
    /// The name of a GitHub workflow.
    pub const WORKFLOW_NAME: Self = Self(4);
    /// `owner/repository` of a GitHub workflow.
    pub const WORKFLOW_REPOSITORY: Self = Self(5);
    /// The git ref of a GitHub workflow.
    pub const WORKFLOW_REF: Self = Self(6);
    /// The build instructions that signed.
    pub const BUILD_SIGNER_URI: Self = Self(9);
    /// Their immutable version.
    pub const BUILD_SIGNER_DIGEST: Self = Self(10);
    /// Hosted by the platform (`github-hosted`) or by its user (`self-hosted`).
    pub const RUNNER_ENVIRONMENT: Self = Self(11);
    /// The repository that was built.
    pub const SOURCE_REPOSITORY_URI: Self = Self(12);
    /// The commit that was built.
    pub const SOURCE_REPOSITORY_DIGEST: Self = Self(13);
    /// The branch or tag that was built.
    pub const SOURCE_REPOSITORY_REF: Self = Self(14);
    /// The immutable number of the repository.
    pub const SOURCE_REPOSITORY_IDENTIFIER: Self = Self(15);
    /// Who owns the repository.
    pub const SOURCE_REPOSITORY_OWNER_URI: Self = Self(16);
    /// The immutable number of the owner.
    pub const SOURCE_REPOSITORY_OWNER_IDENTIFIER: Self = Self(17);
    /// The build instructions that began.
    pub const BUILD_CONFIG_URI: Self = Self(18);
    /// Their immutable version.
    pub const BUILD_CONFIG_DIGEST: Self = Self(19);
    /// The event that began the build.
    pub const BUILD_TRIGGER: Self = Self(20);
    /// The one run of the build.
    pub const RUN_INVOCATION_URI: Self = Self(21);
    /// Whether the repository was public.
    pub const SOURCE_REPOSITORY_VISIBILITY: Self = Self(22);
    /// The deployment target.
    pub const DEPLOYMENT_ENVIRONMENT: Self = Self(23);

    /// The claim of a name (`source-repository-uri`, `runner-environment`) or of a number from 2 to 127 other than those of
    /// the issuer and of the user name, for claims that have no name here yet.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let named = NAMES
            .iter()
            .find_map(|(number, known)| (*known == name).then_some(*number));
        let number = named.or_else(|| name.parse().ok())?;
        (matches!(number, 2..=127) && number != USER_NAME && number != ISSUER_V2).then_some(Self(number))
    }

    /// The last arc of the extension.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

const ISSUER_V1: u8 = 1;
/// Stands in the subject alternative name.
const USER_NAME: u8 = 7;
const ISSUER_V2: u8 = 8;

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match NAMES.iter().find(|(number, _)| *number == self.0) {
            Some((_, name)) => f.write_str(name),
            None => write!(f, "{}", self.0),
        }
    }
}

/// The claims of one certificate.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Claims {
    /// Who vouched for the name; some authorities do not say.
    pub(crate) issuer: Option<String>,
    pub(crate) others: BTreeMap<Claim, String>,
}

impl Claims {
    /// Reads them all. The issuer must be the same in both forms, where both are there.
    pub(crate) fn of(certificate: &Certificate<'_>) -> Result<Self, CertificateError> {
        let mut claims = BTreeMap::new();
        for extension in certificate.extensions() {
            let Some([number @ 1..=127]) = extension.oid.strip_prefix(ARC) else {
                continue;
            };
            match text(*number, extension.value) {
                Some(text) => {
                    claims.insert(Claim(*number), text);
                }
                // What is not defined yet may be of any form, and says nothing here.
                None if NAMES.iter().all(|(known, _)| known != number) => {}
                None => return Err(extension.error()),
            }
        }
        let issuer = match (claims.remove(&Claim(ISSUER_V1)), claims.remove(&Claim(ISSUER_V2))) {
            (Some(old), Some(new)) if old != new => return Err(CertificateError::Issuer),
            (old, new) => new.or(old),
        };
        Ok(Self {
            issuer,
            others: claims,
        })
    }
}

fn text(number: u8, value: &[u8]) -> Option<String> {
    let bytes = if number < USER_NAME {
        value
    } else {
        Reader::document(value, UTF8_STRING).ok()?.rest()
    };
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_named_or_numbered() {
        assert_eq!(
            Claim::of_name("source-repository-ref"),
            Some(Claim::SOURCE_REPOSITORY_REF)
        );
        assert_eq!(Claim::of_name("24").map(Claim::number), Some(24));
        // The issuer is not a claim among others: a policy always names it.
        for name in [
            "issuer",
            "issuer-v2",
            "1",
            "7",
            "8",
            "0",
            "128",
            "",
            "Build-Trigger",
        ] {
            assert_eq!(Claim::of_name(name), None, "{name}");
        }
        for (number, name) in NAMES {
            assert_eq!(Claim(number).to_string(), name);
        }
    }
}
