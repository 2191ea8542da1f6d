//! Every statement in the data whose predicate has a type here is read, and what is written for it reads back the same.

use std::fmt::Debug;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use portcullis_sign::intoto::{AttributeReport, Link, Release, TestResult};
use portcullis_sign::slsa::{Provenance, PublishAttestation};
use portcullis_sign::{
    Envelope, Predicate, Scheme, SigningKey, Statement, StatementLimits, TrustedKeys, VerificationSummary,
    Verified, intoto,
};
use serde_json::{Value, json};

use crate::statements::completed;
use crate::support::{Set, data, files};

#[test]
fn predicates() {
    let Some(folder) = data("") else { return };
    let mut set = Set::new("predicates");
    for path in files(&folder) {
        let bytes = std::fs::read(&path).unwrap();
        let lines = || {
            bytes
                .split(|byte| *byte == b'\n')
                .filter_map(|line| serde_json::from_slice(line).ok())
        };
        let documents: Vec<Value> = match serde_json::from_slice(&bytes) {
            Ok(document) => vec![document],
            Err(_) => lines().collect(),
        };
        for payload in documents.iter().flat_map(statements) {
            let Ok(statement) = serde_json::from_slice::<Value>(&payload) else {
                continue;
            };
            let kind = statement["predicateType"].as_str().unwrap_or_default();
            let kept = match kind {
                _ if Provenance::accepts(kind) => kept::<Provenance>(&payload),
                _ if VerificationSummary::accepts(kind) => kept::<VerificationSummary>(&payload),
                _ if PublishAttestation::accepts(kind) => kept::<PublishAttestation>(&payload),
                _ if Release::accepts(kind) => kept::<Release>(&payload),
                _ if TestResult::accepts(kind) => kept::<TestResult>(&payload),
                _ if Link::accepts(kind) => kept::<Link>(&payload),
                _ if AttributeReport::accepts(kind) => kept::<AttributeReport>(&payload),
                _ => {
                    set.unsupported += 1;
                    continue;
                }
            };
            set.case(
                kept.is_ok(),
                || json!({"file": path, "type": kind, "error": kept.unwrap_err()}),
            );
        }
    }
    set.finish_but(9, 151);
}

/// The payloads of envelopes at any depth, and objects that are statements themselves.
fn statements(document: &Value) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut open = vec![document];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members)
                if members.contains_key("predicateType") && members.contains_key("predicate") =>
            {
                found.push(serde_json::to_vec(&completed(value)).unwrap());
            }
            Value::Object(members) if members.contains_key("payloadType") => {
                let text = members.get("payload").and_then(Value::as_str).unwrap_or_default();
                found.extend(STANDARD.decode(text).or_else(|_| URL_SAFE.decode(text)).ok());
            }
            Value::Object(members) => open.extend(members.values()),
            Value::Array(values) => open.extend(values),
            _ => {}
        }
    }
    found
}

fn kept<P: Predicate + Clone + Debug + PartialEq>(payload: &[u8]) -> Result<(), String> {
    let first = read::<P>(payload)?;
    let written = first.get().to_json().map_err(|error| error.to_string())?;
    let second = read::<P>(&written)?;
    let same = first.get().predicate() == second.get().predicate()
        && first.get().subjects() == second.get().subjects();
    let again = second.get().to_json().map_err(|error| error.to_string())?;
    if same && again == written {
        Ok(())
    } else {
        Err("another after writing".to_owned())
    }
}

fn read<P: Predicate>(payload: &[u8]) -> Result<Verified<Statement<P>>, String> {
    let key = SigningKey::generate(Scheme::Ed25519, [1; 32]).unwrap();
    Envelope::sign(intoto::PAYLOAD_TYPE, payload, &[&key])
        .unwrap()
        .verify(intoto::PAYLOAD_TYPE, &TrustedKeys::from(key.public_key().clone()))
        .unwrap()
        .into_statement(&StatementLimits::default())
        .map_err(|error| error.to_string())
}
