//! References to git repositories and version tags.

/// A repository and perhaps a ref in it, as SLSA's materials name them: `git+https://host/path@ref`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct GitUri {
    /// `https://host/path`.
    pub(super) repository: String,
    /// `refs/heads/main`.
    pub(super) reference: Option<String>,
}

impl GitUri {
    /// Reads a material's URI; the first `@` ends the repository.
    pub(super) fn parse(uri: &str) -> Self {
        let uri = uri.strip_prefix("git+").unwrap_or(uri);
        match uri.split_once('@') {
            Some((repository, reference)) => Self {
                repository: repository.to_owned(),
                reference: Some(reference.to_owned()),
            },
            None => Self {
                repository: uri.to_owned(),
                reference: None,
            },
        }
    }
}

/// A repository as people write it (`github.com/org/app`) in the form that is compared.
pub(super) fn repository(text: &str) -> String {
    let text = text.strip_prefix("git+").unwrap_or(text);
    if text.contains("://") {
        text.to_owned()
    } else {
        format!("https://{text}")
    }
}

/// The tag of a ref.
pub(super) fn tag(reference: &str) -> Option<&str> {
    reference
        .strip_prefix("refs/tags/")
        .filter(|name| !name.is_empty())
}

/// The branch of a ref.
pub(super) fn branch(reference: &str) -> Option<&str> {
    reference
        .strip_prefix("refs/heads/")
        .filter(|name| !name.is_empty())
}

/// A version tag as Go writes it: `v1`, `v1.2`, `v1.2.3`, with a prerelease and a build after the third number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct VersionTag<'a> {
    major: &'a str,
    minor: Option<&'a str>,
    /// The third number with its prerelease.
    patch: Option<&'a str>,
    prerelease: bool,
    build: bool,
}

impl<'a> VersionTag<'a> {
    pub(super) fn parse(tag: &'a str) -> Option<Self> {
        let text = tag.strip_prefix('v')?;
        let (text, build) = match text.split_once('+') {
            Some((text, build)) if identifiers(build, Numbers::AsTheyAre) => (text, true),
            Some(_) => return None,
            None => (text, false),
        };
        let (core, prerelease) = match text.split_once('-') {
            Some((core, pre)) if identifiers(pre, Numbers::WithoutLeadingZero) => (core, true),
            Some(_) => return None,
            None => (text, false),
        };
        let mut numbers = core.split('.');
        let (major, minor, third) = (numbers.next()?, numbers.next(), numbers.next());
        let all = [Some(major), minor, third];
        if numbers.next().is_some() || !all.iter().flatten().all(|text| number(text)) {
            return None;
        }
        if (prerelease || build) && third.is_none() {
            return None;
        }
        // The third number up to the build: what is equal or not with its prerelease.
        let patch = third.map(|third| {
            let from = core.len() - third.len();
            text.get(from..).unwrap_or(third)
        });
        Some(Self {
            major,
            minor,
            patch,
            prerelease,
            build,
        })
    }

    /// Whether a tag is of this version or, where this one stops short, below it: `v1.2` covers `v1.2.3`. Numbers that
    /// the tag leaves out are zero.
    pub(super) fn covers(&self, tag: &Self) -> bool {
        self.major == tag.major
            && self.minor.is_none_or(|minor| minor == tag.minor.unwrap_or("0"))
            && self.patch.is_none_or(|patch| patch == tag.patch.unwrap_or("0"))
    }

    /// `vX.Y.Z` and nothing more: what builders are released as.
    pub(super) const fn is_release(&self) -> bool {
        self.patch.is_some() && !self.prerelease && !self.build
    }
}

fn number(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
}

enum Numbers {
    AsTheyAre,
    WithoutLeadingZero,
}

fn identifiers(text: &str, numbers: Numbers) -> bool {
    text.split('.').all(|part| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && (!digits || number(part) || matches!(numbers, Numbers::AsTheyAre))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shorter_version_covers_the_longer_ones_below_it() {
        for (expected, found, covers) in [
            ("v13", "v13.0.30", true),
            ("v13.0", "v13.0.30", true),
            ("v13.0.30", "v13.0.30", true),
            ("v13.0.29", "v13.0.30", false),
            ("v13.1", "v13.0.30", false),
            ("v1", "v13.0.30", false),
            ("v14.0", "v14", true),
            ("v14.0.0", "v14", true),
            ("v14.2.3", "v14.2", false),
            ("v1.0.0", "v1.0.0-rc.1", false),
            ("v1.0.0-rc.1", "v1.0.0-rc.1", true),
            ("v1.0.0", "v1.0.0+build", true),
        ] {
            let (expected, found) = (
                VersionTag::parse(expected).unwrap(),
                VersionTag::parse(found).unwrap(),
            );
            assert_eq!(expected.covers(&found), covers, "{expected:?} {found:?}");
        }
    }

    #[test]
    fn what_is_no_version_is_none() {
        for text in [
            "",
            "v",
            "1.2.3",
            "v1.2.3.4",
            "v01",
            "v1.",
            "v1.2-rc",
            "v1+b",
            "v1.2.3-",
            "v1.2.3-01",
            "v1.2.3+",
            "vx",
            "v1.2.3-a_b",
        ] {
            assert_eq!(VersionTag::parse(text), None, "{text}");
        }
        assert!(VersionTag::parse("v1.2.3+001").is_some());
    }

    #[test]
    fn a_repository_ends_where_its_ref_begins() {
        let uri = GitUri::parse("git+https://github.com/org/app@refs/tags/v1@x");
        assert_eq!(uri.repository, "https://github.com/org/app");
        assert_eq!(uri.reference.as_deref(), Some("refs/tags/v1@x"));
        assert_eq!(GitUri::parse("gs://bucket/x.tgz").reference, None);
        assert_eq!(repository("github.com/org/app"), "https://github.com/org/app");
        assert_eq!(
            repository("git+https://github.com/org/app"),
            "https://github.com/org/app"
        );
    }
}
