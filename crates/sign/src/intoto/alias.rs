//! Short names of predicate types.

/// Short names as cosign's `--type` has them, and the types they stand for.
pub const PREDICATE_ALIASES: [(&str, &str); 11] = [
    ("slsaprovenance", "https://slsa.dev/provenance/v0.2"),
    ("slsaprovenance02", "https://slsa.dev/provenance/v0.2"),
    ("slsaprovenance1", "https://slsa.dev/provenance/v1"),
    ("link", "https://in-toto.io/Link/v1"),
    ("spdx", "https://spdx.dev/Document"),
    ("spdxjson", "https://spdx.dev/Document"),
    ("cyclonedx", "https://cyclonedx.org/bom"),
    ("vuln", "https://cosign.sigstore.dev/attestation/vuln/v1"),
    ("openvex", "https://openvex.dev/ns"),
    ("vsa", "https://slsa.dev/verification_summary/v1"),
    ("custom", "https://cosign.sigstore.dev/attestation/v1"),
];

/// The predicate type that a short name stands for; a URI stands for itself, and anything else for nothing.
///
/// ```
/// use portcullis_sign::intoto::predicate_type;
/// assert_eq!(predicate_type("cyclonedx"), Some("https://cyclonedx.org/bom"));
/// assert_eq!(predicate_type("https://example.com/mine"), Some("https://example.com/mine"));
/// assert_eq!(predicate_type("cyclonedxx"), None);
/// ```
#[must_use]
pub fn predicate_type(name: &str) -> Option<&str> {
    let alias = PREDICATE_ALIASES.iter().find(|(alias, _)| *alias == name);
    match alias {
        Some((_, uri)) => Some(uri),
        None => name.contains(':').then_some(name),
    }
}
