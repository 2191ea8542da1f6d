//! Fuzz targets of Portcullis: one plain function per parser, each stating a property.
//!
//! Being in [`TARGETS`] enrols a function: its seeds under `seeds/<name>/` and those of [`generated`] are replayed by
//! `cargo test`, which also asks for its file under `fuzz_targets/`. How to run them is in `docs/fuzzing.md`.
#![forbid(unsafe_code)]

pub mod advisories;
pub mod archives;
pub mod differential;
pub mod documents;
pub mod enrichment;
pub mod fleets;
pub mod generated;
pub mod git;
pub mod ignores;
pub mod imports;
pub mod indexes;
pub mod keys;
pub mod lockfiles;
pub mod logs;
pub mod model;
pub mod policies;
pub mod repositories;
pub mod secrets;
pub mod signatures;
pub mod sigstore;
mod support;
pub mod versions;
pub mod vex;

/// What a target is: it looks at any bytes, and panics where its property does not hold.
pub type Target = fn(&[u8]);

/// All targets, by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("baseline", model::baseline),
    ("bundle", sigstore::bundle),
    ("cargo_lock", lockfiles::cargo_lock),
    ("certificate", sigstore::certificate),
    ("checkpoint", logs::checkpoint),
    ("csaf", vex::csaf),
    ("cvss", enrichment::cvss),
    ("cyclonedx", documents::cyclonedx),
    ("dsse", signatures::dsse),
    ("epss", enrichment::epss),
    ("filter_expr", imports::filter_expr),
    ("fleet", fleets::fleet),
    ("git", git::git),
    ("go_mod", lockfiles::go_mod),
    ("gzip", archives::gzip),
    ("ignore_lists", ignores::ignore_lists),
    ("import_betterleaks", imports::import_betterleaks),
    ("import_gitleaks", imports::import_gitleaks),
    ("index", indexes::index),
    ("kev", enrichment::kev),
    ("licence", policies::licence),
    ("log_entry", logs::log_entry),
    ("minisign", keys::minisign),
    ("native_range", versions::native_range),
    ("oci", repositories::oci),
    ("openvex", vex::openvex),
    ("osv", advisories::osv),
    ("package_lock", lockfiles::package_lock),
    ("poetry_lock", lockfiles::poetry_lock),
    ("policy", policies::policy),
    ("private_key", keys::private_key),
    ("provenance", repositories::provenance),
    ("provenance_file", sigstore::provenance_file),
    ("public_key", keys::public_key),
    ("purl", model::purl),
    ("requirements", lockfiles::requirements),
    ("rfc3161", logs::rfc3161),
    ("secret_decode", secrets::secret_decode),
    ("secret_differential", differential::secret_differential),
    ("secret_scan", secrets::secret_scan),
    ("sshsig", keys::sshsig),
    ("statement", signatures::statement),
    ("symbols", enrichment::symbols),
    ("tar", archives::tar),
    ("timestamp", model::timestamp),
    ("trusted_root", sigstore::trusted_root),
    ("tuf", repositories::tuf),
    ("uv_lock", lockfiles::uv_lock),
    ("vers_range", versions::vers_range),
    ("version_any", versions::version_any),
    ("version_go", versions::version_go),
    ("version_pep440", versions::version_pep440),
    ("version_semver", versions::version_semver),
    ("vsa", signatures::vsa),
    ("waivers", policies::waivers),
    ("zip", archives::zip),
    ("zstd", archives::zstd),
];

#[cfg(test)]
mod tests;
