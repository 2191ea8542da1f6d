//! Where a package comes from by its address, and whether the address contradicts the entry.

use portcullis_findings::ComponentSource;

use crate::lockfile::resolved;

/// What the address of an entry says.
pub(super) struct Origin {
    pub(super) source: ComponentSource,
    /// Why it is not sure that the entry's name and version are what is installed.
    pub(super) doubt: Option<&'static str>,
}

const CONTENT: &str = "a package from a file or folder, whose content is not known";
const OTHER: &str = "the address of this entry is that of another name or version";
const UNCLEAR: &str = "the address of this entry is not understood";

/// By the form of the address: `…/-/name-1.0.0.tgz` is that of a registry. What is no address at all (a version, nothing,
/// an alias) makes npm ask the registry for name and version, as if there were no address.
pub(super) fn of(name: &str, version: Option<&str>, address: Option<&str>) -> Origin {
    let plain = |source| Origin { source, doubt: None };
    let doubtful = |source, doubt| Origin {
        source,
        doubt: Some(doubt),
    };
    let address = address.map(str::trim).filter(|address| !address.is_empty());
    let Some(address) = address else {
        return match version {
            Some(_) => plain(ComponentSource::Registry),
            None => plain(ComponentSource::Unknown),
        };
    };
    if let Some(git) = resolved::git(address) {
        return plain(git);
    }
    if address.starts_with("file:") {
        return doubtful(ComponentSource::Path, CONTENT);
    }
    if !address.contains("://") {
        let alias = address
            .strip_prefix("npm:")
            .and_then(|alias| alias.rsplit_once('@'));
        let same = match alias {
            Some((alias, number)) => alias == name && Some(number) == version,
            None => Some(address) == version,
        };
        let source = ComponentSource::Registry;
        return if same {
            plain(source)
        } else {
            doubtful(source, UNCLEAR)
        };
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = decoded(path);
    let download = format!("/download/{name}/{}/", version.unwrap_or_default());
    let from_registry = path.contains("/-/") || path.contains(&download);
    let source = if from_registry {
        ComponentSource::Registry
    } else {
        ComponentSource::Url {
            url: resolved::without_credentials(address).0.into_owned(),
        }
    };
    if contradicts(&path, name, version) {
        return doubtful(source, OTHER);
    }
    plain(source)
}

/// Whether the path of a tarball is that of another name or version. Registries name files `name-1.0.0.tgz` or
/// `@scope/name-1.0.0.tgz`, behind `…/name/-/` or `…/@scope/name/-/`.
fn contradicts(path: &str, name: &str, version: Option<&str>) -> bool {
    let base = name.rsplit('/').next().unwrap_or(name);
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = [".tgz", ".tar.gz"].iter().find_map(|end| file.strip_suffix(end));
    let same = stem.is_some_and(|stem| {
        let stated = version.unwrap_or_default();
        let number = stem.strip_prefix(base).and_then(|rest| rest.strip_prefix('-'));
        // Registries leave build metadata out of file names.
        number.is_some_and(|number| number == stated || Some(number) == stated.split('+').next())
    });
    if let Some((before, _)) = path.rsplit_once("/-/") {
        let folder = before.strip_suffix(name).is_some_and(|rest| rest.ends_with('/'));
        return !(same && folder);
    }
    if let Some((_, behind)) = path.split_once("/download/")
        && stem.is_none()
    {
        let own = format!("{name}/{}/", version.unwrap_or_default());
        return !behind.starts_with(&own);
    }
    !same && stem.is_some_and(ends_with_version)
}

/// Whether it is `name-1.2.3…`.
fn ends_with_version(stem: &str) -> bool {
    // Longer than any file name, and each `-` in it is looked behind.
    if stem.len() > 512 {
        return true;
    }
    stem.match_indices('-').any(|(at, _)| {
        let rest = stem.get(at + 1..).unwrap_or_default();
        let mut numbers = rest.splitn(3, '.');
        let digits = |part: Option<&str>| {
            part.is_some_and(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        digits(numbers.next())
            && digits(numbers.next())
            && numbers
                .next()
                .is_some_and(|part| part.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Registries write `@scope%2fname`.
fn decoded(path: &str) -> String {
    let mut plain = path.to_owned();
    for (escaped, character) in [
        ("%2f", "/"),
        ("%2F", "/"),
        ("%40", "@"),
        ("%2b", "+"),
        ("%2B", "+"),
    ] {
        plain = plain.replace(escaped, character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_and_folders_are_local() {
        for address in [None, Some(""), Some("1.0.0"), Some("npm:a@1.0.0")] {
            let origin = of("a", Some("1.0.0"), address);
            assert_eq!(
                (origin.source, origin.doubt),
                (ComponentSource::Registry, None),
                "{address:?}"
            );
        }
        for address in ["2.0.0", "npm:b@1.0.0", "./a", "/a", "vendor/a", "a b"] {
            let origin = of("a", Some("1.0.0"), Some(address));
            assert_eq!(origin.source, ComponentSource::Registry, "{address}");
            assert_eq!(origin.doubt, Some(UNCLEAR), "{address}");
        }
        for address in ["file:a.tgz", "file:../a"] {
            let origin = of("a", Some("1.0.0"), Some(address));
            assert_eq!(
                (origin.source, origin.doubt),
                (ComponentSource::Path, Some(CONTENT)),
                "{address}"
            );
        }
    }

    #[test]
    fn a_tarball_of_another_name_or_version_is_told() {
        for (name, version, address, doubt) in [
            ("a", "1.0.0", "https://r.example/a/-/a-1.0.0.tgz", false),
            ("@s/a", "1.0.0", "https://r.example/@s/a/-/a-1.0.0.tgz", false),
            ("@s/a", "1.0.0", "https://r.example/@s%2fa/-/a-1.0.0.tgz", false),
            ("@s/a", "1.0.0", "https://r.example/@s/a/-/@s/a-1.0.0.tgz", false),
            ("a", "1.0.0+b", "https://r.example/a/-/a-1.0.0.tgz", false),
            ("a", "1.0.0", "https://r.example/a/download/a-1.0.0.tgz", false),
            ("a", "1.0.0", "https://r.example/download/a/1.0.0/0123", false),
            ("a", "1.0.0", "https://h.example/x/tar.gz/0123", false),
            ("a", "1.0.0", "https://h.example/master.tgz", false),
            ("a", "1.0.0", "https://r.example/a/-/a-1.0.1.tgz", true),
            ("a", "1.0.0", "https://r.example/b/-/a-1.0.0.tgz", true),
            ("a", "1.0.0", "https://r.example/xa/-/a-1.0.0.tgz", true),
            ("a", "1.0.0", "https://r.example/b/-/b-1.0.0.tgz", true),
            ("@s/a", "1.0.0", "https://r.example/@t/a/-/a-1.0.0.tgz", true),
            ("a", "1.0.0", "https://r.example/a/-/x", true),
            ("a", "1.0.0", "https://r.example/download/b/1.0.0/0123", true),
            ("a", "1.0.0", "https://h.example/b-1.0.0.tgz?x#y", true),
        ] {
            assert_eq!(
                of(name, Some(version), Some(address)).doubt.is_some(),
                doubt,
                "{address}"
            );
        }
    }
}
