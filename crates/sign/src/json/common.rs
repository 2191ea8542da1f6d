//! Messages that bundles and trusted roots share (`sigstore_common.proto`).

use serde::Deserialize;

use super::Object;
use super::proto::Bytes;

/// `LogId`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct WireLogId {
    #[serde(alias = "key_id")]
    pub(crate) key_id: Option<Bytes>,
}

/// `X509CertificateChain`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WireChain {
    pub(crate) certificates: Option<Vec<Object<WireCertificate>>>,
}

/// `X509Certificate`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct WireCertificate {
    #[serde(alias = "raw_bytes")]
    pub(crate) raw_bytes: Option<Bytes>,
}
