//! Rules for MongoDB.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/mongodb-service-account-secret", "mongodb", r"\b{start-half}mdb_sa_sk_[A-Za-z0-9_-]{40}\b{end-half}")
        .title("MongoDB Atlas service account secret")
        .remedy("Revoke it in the access manager of MongoDB Atlas, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.mongodb.com/docs/atlas/configure-api-access/")
        .keywords(&["mdb_sa_sk_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("mdb_s", "a_sk_HjOBfZBJ3QBY500MT6GvDPQEWLAHezdJgoF8U8Tn"), "\"")], &["mdb_sa_sk_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/mongodb-service-account-id", "mongodb", r"\b{start-half}mdb_sa_id_[0-9a-f]{24}\b{end-half}")
        .title("MongoDB Atlas service account id")
        .remedy("Revoke it in the access manager of MongoDB Atlas, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.mongodb.com/docs/atlas/configure-api-access/")
        .keywords(&["mdb_sa_id_"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("mdb_s", "a_id_d6039c36f2cbcdec83bfd752"), "\"")], &["mdb_sa_id_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/mongodb-atlas-key", "mongodb", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("MongoDB Atlas API private key")
        .remedy("Revoke it in the access manager of MongoDB Atlas, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.mongodb.com/docs/atlas/configure-api-access/")
        .keywords(&["mongodb_atlas_private", "mongodb_atlas_api", "atlas_private_key", "mcli_private_api_key", "atlas_api_key"])
        .examples(&[Example("mongodb_atlas_private_key = \"", concat!("9d888", "ca5-5678-abd3-bbfb-c7ec9b20efd1"), "\"")], &["mongodb_atlas_private_key = \"${MONGODB_ATLAS_PRIVATE}\""]),
];
