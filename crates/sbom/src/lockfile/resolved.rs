//! Addresses in lockfiles: what leads to an artefact, without the credentials some of them carry.

use std::borrow::Cow;

use portcullis_findings::{Algorithm, ComponentSource, Digest};

use crate::text::is_secret_like;

/// An address without user name, password and query, and whether there was any of them to leave out.
///
/// Queries and fragments go too: registries put tokens there (`?_authToken=`, signed links). What stays says what is
/// meant: a commit, `rev`, `branch`, `tag`, `egg`, `subdirectory` and digests. Readers of addresses disagree on where a
/// password ends, so where an `@` could end one, everything before it goes.
pub(crate) fn without_credentials(address: &str) -> (Cow<'_, str>, bool) {
    let (scheme, after) = scheme(address);
    let after = without_user(scheme, after);
    let (rest, fragment) = match after.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (after, None),
    };
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (rest, None),
    };
    // Most addresses hold nothing to take out, and are told so without being put together anew.
    let untouched = scheme.len() + after.len() == address.len();
    if untouched && query.is_none() && fragment.is_none() && !path.split('/').any(is_secret_like) {
        return (Cow::Borrowed(address), false);
    }
    let mut clean = String::with_capacity(address.len());
    clean.push_str(scheme);
    for (at, part) in path.split('/').enumerate() {
        clean.push_str(if at > 0 { "/" } else { "" });
        clean.push_str(if is_secret_like(part) { "…" } else { part });
    }
    for (mark, pairs) in [("?", query), ("#", fragment)] {
        let kept: Vec<_> = pairs
            .into_iter()
            .flat_map(|pairs| pairs.split('&'))
            .filter(|pair| says_what(pair, mark == "#"))
            .collect();
        if !kept.is_empty() {
            clean.extend([mark, &kept.join("&")]);
        }
    }
    if clean == address {
        return (Cow::Borrowed(address), false);
    }
    (Cow::Owned(clean), true)
}

/// `https://` and the like, or what else stands before a host; then the rest.
fn scheme(address: &str) -> (&str, &str) {
    let slashes = address.find("//").filter(|at| {
        let name = address.get(..*at).and_then(|start| start.strip_suffix(':'));
        let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-');
        *at == 0 || name.is_some_and(|name| name.chars().all(letter))
    });
    let end = match slashes {
        Some(at) => at + 2,
        None => ["github:", "gitlab:", "bitbucket:", "gist:"]
            .iter()
            .find(|known| address.starts_with(**known))
            .map_or(0, |known| known.len()),
    };
    address.split_at_checked(end).unwrap_or(("", address))
}

fn without_user<'a>(scheme: &str, after: &'a str) -> &'a str {
    let local = ["file:", "npm:", ".", "/"];
    if scheme.starts_with("file:")
        || (scheme.is_empty() && local.iter().any(|start| after.starts_with(start)))
    {
        return after;
    }
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    // `git@host` over SSH names a role account of the host, not a person, and no address works without it.
    let role = authority.starts_with("git@");
    let host = authority.rsplit('@').next().unwrap_or_default();
    let port = host.rsplit(']').next().and_then(|end| end.split_once(':'));
    // A password that holds a slash looks like a port. Only `git@host:path` has a path there.
    let doubtful = port.is_some_and(|(_, port)| !port.bytes().all(|byte| byte.is_ascii_digit()));
    let vcs = ["git+", "hg+", "svn+", "bzr+"]
        .iter()
        .any(|start| scheme.starts_with(start));
    // An address inside of another one has a user of its own.
    let nested = after.find("://");
    let mut ends = after.match_indices('@').map(|(at, _)| at).filter(|at| {
        let before = after.get(..*at).unwrap_or_default();
        let behind = after.get(at + 1..).unwrap_or_default();
        if (doubtful && !role) || nested.is_some_and(|nested| *at > nested) {
            return true;
        }
        // Asked first: all others are decided at the first that is none, so that many of them cost one look each.
        if before.ends_with('/') || before == "git" {
            return false;
        }
        !vcs || !before.contains('/') || behind.contains(['/', '@'])
    });
    match ends.next_back() {
        Some(at) => after.get(at + 1..).unwrap_or_default(),
        // A port that is none and no `@`: nobody can tell what it is.
        None if doubtful && !role => after.get(authority.len()..).unwrap_or_default(),
        None => after,
    }
}

/// Whether a part of a query or fragment says what is meant: a commit or branch, or one of a few names with a plain value.
fn says_what(pair: &str, fragment: bool) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || ".-_/+:^~*<>[], ".contains(c);
    if is_secret_like(pair) {
        return false;
    }
    match pair.split_once('=') {
        None => fragment && pair.chars().all(letter),
        Some((name, value)) => {
            let known = matches!(name, "rev" | "branch" | "tag" | "egg" | "subdirectory" | "md5");
            (known || name.starts_with("sha")) && value.chars().all(letter)
        }
    }
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
            ("//u:PW@h.example/a.whl", "//h.example/a.whl"),
            ("https://u:a/PW@h.example/a.whl", "https://h.example/a.whl"),
            ("https://u:1/PW@h.example/a.whl", "https://h.example/a.whl"),
            ("https://u:a#PW@h.example/a.whl", "https://h.example/a.whl"),
            ("https://u:a?PW@h.example/a.whl", "https://h.example/a.whl"),
            ("https://u:PW@b@h.example/@s/a", "https://h.example/@s/a"),
            ("https://u:PW", "https://"),
            (
                "https://proxy.example/https://u:PW@h.example/a.whl",
                "https://h.example/a.whl",
            ),
            (
                "https://proxy.example/https://u:PW/@h.example/a.whl",
                "https://h.example/a.whl",
            ),
            (
                "https://h.example:4873/@s/a/-/a-1.tgz",
                "https://h.example:4873/@s/a/-/a-1.tgz",
            ),
            (
                "git+https://h.example/a.git@v1#egg=a",
                "git+https://h.example/a.git@v1#egg=a",
            ),
            (
                "git+https://u:PW@h.example/a.git@v1",
                "git+https://h.example/a.git@v1",
            ),
            (
                "git+ssh://git@h.example:a/b.git#0123",
                "git+ssh://git@h.example:a/b.git#0123",
            ),
            ("github:PW@a/b#1", "github:a/b#1"),
            (
                "https://h.example/a.whl#sha256=1&token=PW&egg=a",
                "https://h.example/a.whl#sha256=1&egg=a",
            ),
            ("https://h.example/a?x-sig=PW&tag=1", "https://h.example/a?tag=1"),
            (
                concat!("https://h.example/", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk/a.whl"),
                "https://h.example/…/a.whl",
            ),
            ("file:../a", "file:../a"),
            ("", ""),
        ] {
            let (clean, changed) = without_credentials(address);
            assert_eq!(clean, expected);
            assert_eq!(changed, address != expected, "{address}");
        }
    }

    #[test]
    fn hostile_addresses_are_read_in_one_pass() {
        for part in ["/@", "@", "-", "#", "?", "&", "//", ":"] {
            let address = format!("git+https://h.example{}", part.repeat(500_000));
            assert!(without_credentials(&address).0.len() <= address.len());
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
