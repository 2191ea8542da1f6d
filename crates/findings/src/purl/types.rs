//! What the types of package URLs ask for, from their definitions in the purl-spec repository (fetched November 2026).
//!
//! Three things of the definitions are not followed, each because it would lose what the ecosystem keeps apart or refuse
//! what is in use:
//! - `golang` and `npm` keep the case of their names: `github.com/BurntSushi/toml` is no module in lower case (Go Modules
//!   Reference, "Module paths"), and the npm registry holds old packages whose names differ in case alone.
//! - `golang` needs no namespace: the standard library is `pkg:golang/stdlib`.
//! - No type needs a version: advisories and VEX statements name packages without one.

use std::borrow::Cow;

use super::{Purl, percent};

/// The rules of one type. A type that is not in the table keeps all parts as they are.
pub(super) struct Rules {
    ty: &'static str,
    namespace: Namespace,
    namespace_case: Case,
    name_case: Case,
    version_case: Case,
    qualifier: Option<&'static str>,
    special: Option<Special>,
}

/// What no column of the table says; the error is what the type asks for.
type Special = fn(&mut Purl) -> Result<(), &'static str>;

#[derive(Clone, Copy, Eq, PartialEq)]
enum Namespace {
    Optional,
    Required,
    Prohibited,
}

#[derive(Clone, Copy)]
enum Case {
    Kept,
    Lower,
    Upper,
}

use Case::{Kept, Lower, Upper};
use Namespace::{Optional, Prohibited, Required};

/// One row per type, by name; types that ask for nothing have none.
static TYPES: &[Rules] = &[
    Rules::new("alpm", Required, Lower).name(Lower),
    Rules::new("apk", Required, Lower).name(Lower),
    Rules::new("bazel", Prohibited, Kept),
    Rules::new("bitbucket", Required, Lower).name(Lower),
    Rules::new("bitnami", Prohibited, Kept).name(Lower),
    Rules::new("brew", Optional, Lower).name(Lower),
    Rules::new("cargo", Prohibited, Kept),
    Rules::new("chrome-extension", Prohibited, Kept)
        .name(Lower)
        .special(chrome_extension),
    Rules::new("cocoapods", Prohibited, Kept).special(cocoapods),
    Rules::new("composer", Required, Lower).name(Lower),
    Rules::new("conda", Prohibited, Kept),
    Rules::new("cpan", Optional, Upper).special(cpan),
    Rules::new("cran", Prohibited, Kept),
    Rules::new("deb", Required, Lower).name(Lower),
    Rules::new("gem", Prohibited, Kept),
    Rules::new("git", Required, Kept).special(git),
    Rules::new("github", Required, Lower).name(Lower),
    Rules::new("gitlab", Optional, Lower).name(Lower),
    Rules::new("hackage", Prohibited, Kept).special(hackage),
    Rules::new("hex", Optional, Lower).name(Lower),
    Rules::new("huggingface", Required, Kept).version(Lower),
    Rules::new("julia", Prohibited, Kept).qualifier("uuid"),
    Rules::new("luarocks", Optional, Lower).name(Lower),
    Rules::new("maven", Required, Kept),
    Rules::new("mlflow", Prohibited, Kept).special(mlflow),
    Rules::new("nuget", Prohibited, Kept),
    Rules::new("oci", Prohibited, Kept).name(Lower).version(Lower),
    Rules::new("opam", Prohibited, Kept),
    Rules::new("otp", Prohibited, Kept).name(Lower),
    Rules::new("pub", Prohibited, Kept).name(Lower).special(dart),
    Rules::new("pypi", Prohibited, Kept)
        .name(Lower)
        .version(Lower)
        .special(pypi),
    Rules::new("qpkg", Required, Lower),
    Rules::new("rpm", Required, Lower),
    Rules::new("swid", Optional, Kept)
        .qualifier("tag_id")
        .special(swid),
    Rules::new("swift", Required, Kept),
    Rules::new("vcpkg", Prohibited, Kept),
    Rules::new("vscode-extension", Required, Lower)
        .name(Lower)
        .version(Lower),
    Rules::new("yocto", Optional, Lower),
];

impl Rules {
    const fn new(ty: &'static str, namespace: Namespace, namespace_case: Case) -> Self {
        Self {
            ty,
            namespace,
            namespace_case,
            name_case: Kept,
            version_case: Kept,
            qualifier: None,
            special: None,
        }
    }

    const fn name(mut self, case: Case) -> Self {
        self.name_case = case;
        self
    }

    const fn version(mut self, case: Case) -> Self {
        self.version_case = case;
        self
    }

    const fn qualifier(mut self, key: &'static str) -> Self {
        self.qualifier = Some(key);
        self
    }

    const fn special(mut self, special: Special) -> Self {
        self.special = Some(special);
        self
    }
}

fn rules(ty: &str) -> Option<&'static Rules> {
    // One after the other: nearly all are told apart by their length, before a byte is compared.
    TYPES.iter().find(|rules| rules.ty == ty)
}

/// The text of a type. Those of the table are not copied.
pub(super) fn shared(ty: &str) -> Cow<'static, str> {
    rules(ty).map_or_else(|| Cow::Owned(ty.to_owned()), |rules| Cow::Borrowed(rules.ty))
}

/// Brings a package URL into the canonical form of its type.
///
/// # Errors
///
/// What the type asks for and the package URL does not meet.
pub(super) fn apply(purl: &mut Purl) -> Result<(), &'static str> {
    let Some(rules) = rules(&purl.ty) else {
        return Ok(());
    };
    purl.ty = Cow::Borrowed(rules.ty);
    if let Some(namespace) = &mut purl.namespace {
        rules.namespace_case.apply(namespace);
    }
    rules.name_case.apply(&mut purl.name);
    if let Some(version) = &mut purl.version {
        rules.version_case.apply(version);
    }
    if let Some(special) = rules.special {
        special(purl)?;
    }
    match rules.namespace {
        Required if purl.namespace.is_none() => return Err("needs a namespace"),
        Prohibited if purl.namespace.is_some() => return Err("has no namespace"),
        _ => {}
    }
    match rules.qualifier {
        Some(key) if purl.qualifier(key).is_none() => Err(match key {
            "uuid" => "needs the qualifier `uuid`",
            _ => "needs the qualifier `tag_id`",
        }),
        _ => Ok(()),
    }
}

/// The qualifier without which a type does not name a package.
pub(super) fn required_qualifier(ty: &str) -> Option<&'static str> {
    rules(ty).and_then(|rules| rules.qualifier)
}

/// Whether the name of a type is a path whose slashes stay as they are.
pub(super) fn name_is_path(ty: &str) -> bool {
    ty == "git"
}

impl Case {
    fn apply(self, text: &mut str) {
        match self {
            Kept => {}
            Lower => text.make_ascii_lowercase(),
            Upper => text.make_ascii_uppercase(),
        }
    }
}

/// The id of an extension is 32 letters from `a` to `p`, its version one to four numbers.
fn chrome_extension(purl: &mut Purl) -> Result<(), &'static str> {
    if purl.name.len() != 32 || !purl.name.bytes().all(|byte| matches!(byte, b'a'..=b'p')) {
        return Err("has a name of 32 letters from `a` to `p`");
    }
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match &purl.version {
        Some(version) if version.split('.').count() > 4 || !version.split('.').all(number) => {
            Err("has a version of one to four numbers")
        }
        _ => Ok(()),
    }
}

fn cocoapods(purl: &mut Purl) -> Result<(), &'static str> {
    if purl.name.starts_with('.')
        || purl
            .name
            .contains(|character: char| character == '+' || character.is_whitespace())
    {
        return Err("has a name without white space and `+` that does not begin with a period");
    }
    Ok(())
}

/// Names are those of distributions; `::` is in names of modules.
fn cpan(purl: &mut Purl) -> Result<(), &'static str> {
    if purl.name.contains("::") {
        return Err("names a distribution, not a module");
    }
    Ok(())
}

/// The namespace is the host, the name all the path on it.
fn git(purl: &mut Purl) -> Result<(), &'static str> {
    let path = match &purl.namespace {
        Some(namespace) => format!("{namespace}/{}", purl.name),
        None => purl.name.to_string(),
    };
    let path = percent::tidy_path(&path);
    match path.split_once('/') {
        Some((host, name)) => {
            purl.namespace = Some(host.into());
            purl.name = name.into();
            Ok(())
        }
        None => Err("needs a host and a path"),
    }
}

fn hackage(purl: &mut Purl) -> Result<(), &'static str> {
    purl.name = purl.name.replace(['_', ' '], "-").into();
    Ok(())
}

/// Databricks does not tell upper from lower case in the names of models, other servers do.
fn mlflow(purl: &mut Purl) -> Result<(), &'static str> {
    let address = purl.qualifier("repository_url").unwrap_or_default();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest
        .split(['/', '?', '#', ':'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if host.ends_with(".azuredatabricks.net") || host.ends_with(".databricks.com") {
        purl.name.make_ascii_lowercase();
    }
    Ok(())
}

/// Names are made of `a-z0-9_`.
fn dart(purl: &mut Purl) -> Result<(), &'static str> {
    let letter = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit();
    purl.name = purl.name.replace(|character| !letter(character), "_").into();
    Ok(())
}

/// Runs of `-`, `_` and `.` are one `-` (Python Packaging User Guide, "Names and normalization").
fn pypi(purl: &mut Purl) -> Result<(), &'static str> {
    let mut name = String::with_capacity(purl.name.len());
    for character in purl.name.chars() {
        if !matches!(character, '-' | '_' | '.') {
            name.push(character);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    purl.name = name.into();
    Ok(())
}

/// The namespace is a name and at most one registration id; a GUID is in lower case.
fn swid(purl: &mut Purl) -> Result<(), &'static str> {
    if purl
        .namespace
        .as_ref()
        .is_some_and(|namespace| namespace.split('/').count() > 2)
    {
        return Err("has a namespace of at most two parts");
    }
    if let Some(rest) = &mut purl.rest
        && let Some(tag) = rest.qualifiers.get_mut("tag_id")
        && is_guid(tag)
    {
        tag.make_ascii_lowercase();
    }
    Ok(())
}

fn is_guid(text: &str) -> bool {
    let lengths: Vec<_> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(TYPES.is_sorted_by(|one, two| one.ty < two.ty));
    }

    #[test]
    fn each_type_has_its_own_form() {
        for (text, expected) in [
            (
                "pkg:pypi/Zope._-Interface@1.0RC1",
                "pkg:pypi/zope-interface@1.0rc1",
            ),
            ("pkg:pub/Flutter-Test", "pkg:pub/flutter_test"),
            ("pkg:cpan/drolsky/DateTime", "pkg:cpan/DROLSKY/DateTime"),
            ("pkg:npm/JSONStream@1.0.0", "pkg:npm/JSONStream@1.0.0"),
            (
                "pkg:golang/github.com/BurntSushi/toml",
                "pkg:golang/github.com/BurntSushi/toml",
            ),
            ("pkg:git/host.example/a//b%2Fc/", "pkg:git/host.example/a/b/c"),
            (
                "pkg:mlflow/Model?repository_url=https://x.cloud.databricks.com/api",
                "pkg:mlflow/model?repository_url=https:%2F%2Fx.cloud.databricks.com%2Fapi",
            ),
            (
                "pkg:swid/A?tag_id=75B8C285-FA7B-485B-B199-4745E3004D0D",
                "pkg:swid/A?tag_id=75b8c285-fa7b-485b-b199-4745e3004d0d",
            ),
            ("pkg:rpm/Fedora/NetworkManager", "pkg:rpm/fedora/NetworkManager"),
            ("pkg:unheard-of/A/B@C", "pkg:unheard-of/A/B@C"),
        ] {
            let purl: Result<Purl, _> = text.parse();
            assert_eq!(
                purl.map(|purl| purl.to_string()),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_a_type_does_not_have_is_refused() {
        for text in [
            "pkg:cargo/a/b",
            "pkg:maven/b",
            "pkg:julia/Dates",
            "pkg:swid/A",
            "pkg:swid/a/b/c/A?tag_id=x",
            "pkg:cocoapods/a%20b",
            "pkg:git/host.example",
        ] {
            assert!(text.parse::<Purl>().is_err(), "{text}");
        }
    }
}
