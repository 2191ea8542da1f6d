//! Product streams of Red Hat: CPE names without `cpe:/a:redhat:` or `cpe:/o:redhat:`.
//!
//! `enterprise_linux:8::appstream` is a repository of release 8. `rhel_eus:8.6::baseos` is extended support of one minor
//! release, which a host subscribes to; a package does not say of which it came. `openshift:4.11::el8` is a product
//! installed beside the distribution.

use super::Relation;

/// `product:version:update:edition`, with as many parts as are written.
struct Stream<'s> {
    product: &'s str,
    version: &'s str,
    edition: &'s str,
}

pub(super) fn relate(advisory: &str, component: &str) -> Relation {
    let theirs = Stream::parse(advisory);
    let ours = Stream::parse(component);
    if theirs.product.eq_ignore_ascii_case(ours.product) {
        return theirs.versions(&ours);
    }
    if ours.product != "enterprise_linux" {
        return Relation::Other;
    }
    if theirs.is_support() {
        return match theirs.versions(&ours) {
            Relation::Other => Relation::Other,
            _ => Relation::Unknown,
        };
    }
    match theirs.edition.strip_prefix("el") {
        Some(major) if major == ours.major() => Relation::Unknown,
        _ => Relation::Other,
    }
}

impl<'s> Stream<'s> {
    fn parse(suffix: &'s str) -> Self {
        let mut parts = suffix.split(':');
        Self {
            product: parts.next().unwrap_or_default(),
            version: parts.next().unwrap_or_default(),
            edition: parts.nth(1).unwrap_or_default(),
        }
    }

    fn major(&self) -> &'s str {
        self.version.split('.').next().unwrap_or_default()
    }

    /// Extended, advanced and other support of one minor release.
    fn is_support(&self) -> bool {
        self.product.starts_with("rhel_") || self.product.starts_with("enterprise_linux_")
    }

    /// A release without minor number holds for all of them. Of a stream of one minor release it matters whether the
    /// component is of that one.
    fn versions(&self, ours: &Stream<'_>) -> Relation {
        let same_major = self.major() == ours.major();
        let theirs_all = self.version == self.major();
        let ours_all = ours.version == ours.major();
        match () {
            () if !same_major => Relation::Other,
            () if theirs_all || self.version == ours.version => Relation::Same,
            () if ours_all => Relation::Unknown,
            // Minor releases of the main product follow one another: a fix in 10.2 is one of 10.
            () if self.product == "enterprise_linux" => Relation::Same,
            () => Relation::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_told_apart_by_product_and_version() {
        use Relation::{Other, Same, Unknown};
        let rows = [
            ("enterprise_linux:8::appstream", "enterprise_linux:8.6", Same),
            ("enterprise_linux:8", "enterprise_linux:8", Same),
            ("enterprise_linux:9::baseos", "enterprise_linux:8.6", Other),
            ("enterprise_linux:10.2", "enterprise_linux:10.0", Same),
            ("enterprise_linux:10.2", "enterprise_linux:10", Unknown),
            ("rhel_eus:8.6::appstream", "enterprise_linux:8.6", Unknown),
            ("rhel_eus:8.6::appstream", "enterprise_linux:8", Unknown),
            ("rhel_eus:8.6::appstream", "enterprise_linux:8.8", Other),
            ("rhel_eus:8.6::appstream", "rhel_eus:8.6", Same),
            ("enterprise_linux_eus:10.0", "enterprise_linux:10.0", Unknown),
            ("openshift:4.11::el8", "enterprise_linux:8.6", Unknown),
            ("openshift:4.11::el9", "enterprise_linux:8.6", Other),
            ("openshift:4.11::el8", "rhel_eus:8.6", Other),
        ];
        for (advisory, component, expected) in rows {
            assert_eq!(relate(advisory, component), expected, "{advisory} {component}");
        }
    }
}
