//! Which spellings of a name mean the same package.

/// What of a name's spelling does not count.
#[derive(Clone, Copy)]
enum Fold {
    /// Only this one.
    Exact,
    /// Any case.
    Case,
    /// Any case, and runs of `-`, `_` and `.` are one (PEP 503).
    Pep503,
    /// `-` and `_` are one; the registry takes no two names that differ only so.
    Dashes,
    /// A module path: any case, escaped or not.
    Module,
    /// An address: any case, without scheme, user and `.git`.
    Address,
    /// The name of what was rebuilt, without the mark of the rebuild.
    Rebuilt,
}

/// The key a package is indexed under: base ecosystem and folded name. The suffix takes no part.
pub(crate) fn index_key(base: &str, name: &str) -> String {
    let mut key = String::with_capacity(base.len() + 1 + name.len());
    key.push_str(base);
    key.push('\0');
    fold(fold_of(base), name, &mut key);
    key
}

fn fold_of(base: &str) -> Fold {
    match base {
        "PyPI" => Fold::Pep503,
        "crates.io" => Fold::Dashes,
        // Go's paths have a case, but purls of other tools lose it, and hosts serve both.
        "Go" | "Kubernetes" => Fold::Module,
        "NuGet" | "Packagist" | "Hex" | "Pub" | "GitHub Actions" | "Bitnami" | "VSCode" => Fold::Case,
        "SwiftURL" => Fold::Address,
        "Root" => Fold::Rebuilt,
        _ => Fold::Exact,
    }
}

fn fold(fold: Fold, name: &str, key: &mut String) {
    let lower = |character: char| character.to_ascii_lowercase();
    match fold {
        Fold::Exact => key.push_str(name),
        Fold::Case => key.extend(name.chars().map(lower)),
        Fold::Dashes => key.extend(
            name.chars()
                .map(|character| if character == '_' { '-' } else { character }),
        ),
        Fold::Pep503 => {
            let mut parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
            key.extend(parts.next().unwrap_or_default().chars().map(lower));
            for part in parts {
                key.push('-');
                key.extend(part.chars().map(lower));
            }
        }
        // `!` stands before a letter that is upper case (Go Modules Reference, "Module proxy"), and nowhere else.
        Fold::Module => key.extend(
            name.trim_matches('/')
                .chars()
                .filter(|character| *character != '!')
                .map(lower),
        ),
        Fold::Address => address(name, key),
        Fold::Rebuilt => key.push_str(
            name.strip_prefix("@root/")
                .or_else(|| name.strip_prefix("root-"))
                .unwrap_or(name),
        ),
    }
}

/// `https://user@host/a/b.git/` and `git@host:a/b` are `host/a/b`.
fn address(name: &str, key: &mut String) {
    let (bare, has_scheme) = match name.split_once("://") {
        Some((_, rest)) => (rest, true),
        None => (name, false),
    };
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    let (user, host) = host
        .rsplit_once('@')
        .map_or(("", host), |(user, host)| (user, host));
    // `git@host:owner/name`; behind a scheme a colon begins a port.
    let (host, owner) = match host.split_once(':') {
        Some((host, owner)) if !has_scheme && !user.is_empty() => (host, owner),
        _ => (host, ""),
    };
    let mut path = path.trim_end_matches('/');
    path = path.strip_suffix(".git").unwrap_or(path);
    let owner = if path.is_empty() {
        owner.strip_suffix(".git").unwrap_or(owner)
    } else {
        owner
    };
    let parts = [host, owner, path].into_iter().filter(|part| !part.is_empty());
    for (at, part) in parts.enumerate() {
        if at > 0 {
            key.push('/');
        }
        key.extend(part.chars().map(|character| character.to_ascii_lowercase()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_package_meet() {
        let rows = [
            ("PyPI", "Django_Rest.Framework", "django-rest-framework"),
            ("PyPI", "a-._b", "a-b"),
            ("crates.io", "serde_json", "serde-json"),
            ("Go", "github.com/BurntSushi/toml", "github.com/burntsushi/toml"),
            ("Go", "github.com/!burnt!sushi/toml", "github.com/BurntSushi/toml"),
            ("Go", "example.org/a/v2/", "example.org/a/v2"),
            ("NuGet", "Newtonsoft.Json", "newtonsoft.json"),
            ("Packagist", "Drupal/Core", "drupal/core"),
            ("GitHub Actions", "Actions/Checkout", "actions/checkout"),
            ("VSCode", "Publisher.Name", "publisher.name"),
            ("SwiftURL", "https://example.org/A/b.git", "example.org/a/b"),
            ("SwiftURL", "git@example.org:a/b.git", "example.org/a/b"),
            (
                "SwiftURL",
                "ssh://git@example.org/a/b/",
                "https://example.org/a/b",
            ),
            ("SwiftURL", "git@example.org:b.git", "example.org/b"),
            ("Root", "root-openssl", "openssl"),
            ("Root", "@root/left-pad", "left-pad"),
        ];
        for (base, left, right) in rows {
            assert_eq!(index_key(base, left), index_key(base, right), "{base} {left}");
        }
    }

    #[test]
    fn what_an_ecosystem_keeps_apart_stays_apart() {
        let rows = [
            ("npm", "JSONStream", "jsonstream"),
            ("Maven", "Org.example:a", "org.example:a"),
            ("RubyGems", "RedCloth", "redcloth"),
            ("CRAN", "MASS", "mass"),
            ("Go", "example.org/a", "example.org/a/v2"),
            ("Debian", "a-b", "a_b"),
            (
                "SwiftURL",
                "https://example.org:8443/a",
                "https://example.org/8443/a",
            ),
        ];
        for (base, left, right) in rows {
            assert_ne!(index_key(base, left), index_key(base, right), "{base} {left}");
        }
        assert_ne!(index_key("npm", "a"), index_key("PyPI", "a"));
    }
}
