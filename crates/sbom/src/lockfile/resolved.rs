//! Addresses in lockfiles: what leads to an artefact, without the credentials some of them carry.

use std::borrow::Cow;

use portcullis_findings::{Algorithm, ComponentSource, Digest};

/// An address without user name, password and query, and whether there was any of them to leave out.
///
/// Queries go too: registries put tokens there (`?_authToken=`, signed links). Only `rev`, `branch`, `tag` and
/// `subdirectory` stay, which say what is meant.
pub(crate) fn without_credentials(address: &str) -> (Cow<'_, str>, bool) {
    let (rest, fragment) = match address.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (address, None),
    };
    let (rest, query) = match rest.split_once('?') {
        Some((rest, query)) => (rest, Some(query)),
        None => (rest, None),
    };
    let (scheme, after) = match rest.split_once("://") {
        Some((scheme, after)) => (Some(scheme), after),
        None => (None, rest),
    };
    let (authority, path) = after
        .split_at_checked(after.find('/').unwrap_or(after.len()))
        .unwrap_or((after, ""));
    let host = match authority.rsplit_once('@') {
        // `git@host` over SSH names a role account of the host, not a person, and no address works without it.
        Some((user, _)) if user == "git" || (scheme.is_none() && !user.contains(':')) => authority,
        Some((_, host)) => host,
        None => authority,
    };
    let kept: Vec<_> = query
        .into_iter()
        .flat_map(|query| query.split('&'))
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            matches!(name, "rev" | "branch" | "tag" | "subdirectory")
        })
        .collect();
    let query_stays = query.is_none_or(|query| query == kept.join("&"));
    if host.len() == authority.len() && query_stays {
        return (Cow::Borrowed(address), false);
    }
    let mut clean = String::with_capacity(address.len());
    if let Some(scheme) = scheme {
        clean.extend([scheme, "://"]);
    }
    clean.extend([host, path]);
    if !kept.is_empty() {
        clean.extend(["?", &kept.join("&")]);
    }
    if let Some(fragment) = fragment {
        clean.extend(["#", fragment]);
    }
    (Cow::Owned(clean), true)
}

/// `git+https://host/repo?branch=x#commit` and its relatives: address and revision. `None` if it is no git address.
pub(crate) fn git(address: &str) -> Option<ComponentSource> {
    let known = ["git+", "git://", "git@", "github:", "gitlab:", "bitbucket:"];
    if !known.iter().any(|start| address.starts_with(start)) {
        return None;
    }
    let (clean, _) = without_credentials(address);
    let (rest, commit) = match clean.split_once('#') {
        Some((rest, commit)) => (rest, Some(commit)),
        None => (clean.as_ref(), None),
    };
    let (url, query) = rest.split_once('?').unwrap_or((rest, ""));
    let stated = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| matches!(*name, "rev" | "tag" | "branch"))
        .map(|(_, value)| value);
    Some(ComponentSource::Git {
        url: url.strip_prefix("git+").unwrap_or(url).to_owned(),
        revision: commit
            .or(stated)
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
    })
}

/// The qualifier `vcs_url` of a git source in the form of the package URL specification: `git+https://host/repo@revision`.
pub(crate) fn vcs_url(source: &ComponentSource) -> Option<String> {
    let ComponentSource::Git { url, revision } = source else {
        return None;
    };
    let scheme = if url.starts_with("git") { "" } else { "git+" };
    Some(match revision {
        Some(revision) => format!("{scheme}{url}@{revision}"),
        None => format!("{scheme}{url}"),
    })
}

/// The digests of a Subresource Integrity text (`sha512-… sha1-…`), options behind `?` left out. Those of other
/// algorithms or of a wrong length are skipped and counted.
pub(crate) fn integrity(text: &str) -> (Vec<Digest>, usize) {
    let mut digests = Vec::new();
    let mut skipped = 0;
    for word in text.split_ascii_whitespace() {
        let digest = word.split_once('-').and_then(|(name, rest)| {
            let encoded = rest.split('?').next().unwrap_or_default();
            Digest::new(Algorithm::of_name(name)?, base64(encoded)?).ok()
        });
        match digest {
            Some(digest) => digests.push(digest),
            None => skipped += 1,
        }
    }
    (digests, skipped)
}

/// Standard base64, padded or not.
pub(crate) fn base64(text: &str) -> Option<Vec<u8>> {
    use base64::Engine as _;
    use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent);
    GeneralPurpose::new(&base64::alphabet::STANDARD, config)
        .decode(text)
        .ok()
}

/// A digest in the form `sha256:…` with hexadecimal digits, as Python lockfiles have it.
pub(crate) fn python_hash(text: &str) -> Option<Digest> {
    Digest::parse(text.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_left_out_of_addresses() {
        for (address, expected) in [
            (
                "https://registry.example/a/-/a-1.tgz",
                "https://registry.example/a/-/a-1.tgz",
            ),
            (
                "https://user:pass@registry.example/a.tgz",
                "https://registry.example/a.tgz",
            ),
            ("https://tok@registry.example", "https://registry.example"),
            ("https://a@b@registry.example/x", "https://registry.example/x"),
            (
                "https://registry.example/a.tgz?_authToken=x#sub",
                "https://registry.example/a.tgz#sub",
            ),
            (
                "https://registry.example/a?token=x&rev=1",
                "https://registry.example/a?rev=1",
            ),
            (
                "git+ssh://git@host.example/a.git#abc",
                "git+ssh://git@host.example/a.git#abc",
            ),
            (
                "git+https://x:y@host.example/a?branch=b#abc",
                "git+https://host.example/a?branch=b#abc",
            ),
            ("git@host.example:a/b.git", "git@host.example:a/b.git"),
            ("file:../a", "file:../a"),
            ("", ""),
        ] {
            let (clean, changed) = without_credentials(address);
            assert_eq!(clean, expected);
            assert_eq!(changed, address != expected, "{address}");
        }
    }

    #[test]
    fn git_addresses_give_repository_and_revision() {
        let git_of = |url: &str, revision: Option<&str>| {
            Some(ComponentSource::Git {
                url: url.into(),
                revision: revision.map(Into::into),
            })
        };
        let found = git("git+https://host.example/a?branch=main#0123");
        assert_eq!(found, git_of("https://host.example/a", Some("0123")));
        assert_eq!(
            git("git+https://host.example/a?tag=v1"),
            git_of("https://host.example/a", Some("v1"))
        );
        assert_eq!(git("https://host.example/a.tgz"), None);
        assert_eq!(
            vcs_url(&found.unwrap()).unwrap(),
            "git+https://host.example/a@0123"
        );
    }

    #[test]
    fn integrity_texts_hold_several_digests() {
        // SHA-1 and SHA-256 of the empty text.
        let text = "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk= sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=?x md9-AAAA";
        let (digests, skipped) = integrity(text);
        let names: Vec<_> = digests.iter().map(Digest::to_string).collect();
        assert_eq!(
            names,
            [
                "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            ]
        );
        assert_eq!(skipped, 1);
    }
}
