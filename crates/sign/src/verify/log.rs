//! Transparency log entries: that trusted logs have them, and that they are about this signature.

use std::collections::BTreeSet;

use portcullis_findings::Algorithm;

use super::evidence::LoggedEntry;
use super::message::{Covered, Message};
use super::signer::Who;
use super::{EntryPart, Evidenced, Reason, Refusal, Step};
use crate::backend::ring::sha256;
use crate::bundle::{Bundle, LogRecord};
use crate::key::VerifyingKey;
use crate::policy::Policy;
use crate::tlog::{
    ClaimedSignature, EntryClaims, EntryVerifier, InclusionProof, LogEntry, LoggedAt, TlogError,
};
use crate::trust::TrustRoot;
use crate::window::Window;

/// An entry that holds.
pub(super) struct Entry {
    pub(super) evidence: LoggedEntry,
    /// When the log's key is trusted.
    pub(super) window: Window,
}

/// Checks every entry of the bundle. One that does not hold makes the bundle suspect, even where others would suffice. One of
/// a log that is not trusted counts for nothing, since others may trust it; one with too few witnesses does not count as a log.
pub(super) fn entries(
    root: &TrustRoot,
    policy: &Policy,
    bundle: &Bundle,
    message: &Message<'_>,
    signer: &Who<'_>,
) -> Result<Vec<Entry>, Refusal> {
    let Some(needed) = policy.logs else {
        return Ok(Vec::new());
    };
    let mut entries = Vec::new();
    let mut counted = BTreeSet::new();
    let mut uncounted = None;
    for (index, record) in bundle.entries.iter().enumerate() {
        let logged = match logged(root, policy, record) {
            Ok(logged) => logged,
            Err(error) => {
                let of_another = matches!(error, TlogError::UnknownLog { .. });
                let reason = Reason::Entry { index, error };
                if !of_another {
                    return Err(Step::Log.refuse(reason));
                }
                uncounted.get_or_insert(reason);
                continue;
            }
        };
        let other = |part| Step::Log.refuse(Reason::OtherEntry { index, part });
        if let Some(part) = other_record(record, logged.claims()) {
            return Err(other(part));
        }
        if let Some(part) = other_signature(logged.claims(), message, signer)? {
            return Err(other(part));
        }
        match policy
            .witnesses
            .as_ref()
            .map_or(Ok(()), |witnesses| logged.check(witnesses))
        {
            Ok(()) => {
                counted.insert(logged.log());
            }
            Err(error) => {
                uncounted.get_or_insert(Reason::Entry { index, error });
            }
        }
        entries.push(Entry {
            window: *logged.window(),
            evidence: LoggedEntry {
                log: logged.log(),
                index: logged.index(),
                time: logged.integrated_time(),
                cosigned: logged
                    .checkpoint()
                    .map_or(Vec::new(), |checkpoint| checkpoint.cosigned().to_vec()),
            },
        });
    }
    if counted.len() < needed.get() {
        return Err(Step::Log.refuse(uncounted.unwrap_or(Reason::TooFew {
            of: Evidenced::Logs,
            needed: needed.get(),
            reached: counted.len(),
        })));
    }
    Ok(entries)
}

fn logged(root: &TrustRoot, policy: &Policy, record: &LogRecord) -> Result<LoggedAt, TlogError> {
    let proof = record.proof.as_ref().and_then(|proof| {
        Some(InclusionProof {
            index: proof.log_index,
            size: proof.tree_size,
            root: &proof.root,
            hashes: &proof.hashes,
            checkpoint: proof.checkpoint.as_ref()?.as_bytes(),
        })
    });
    let entry = LogEntry {
        log_id: &record.log_id,
        index: record.log_index,
        integrated_time: record.integrated_time,
        body: &record.body,
        promise: record.promise.as_deref(),
        proof,
    };
    entry.cosigned_by(&root.logs, policy.witnesses.as_ref())
}

/// What the bundle states of the entry beside its body.
fn other_record(record: &LogRecord, claims: &EntryClaims) -> Option<EntryPart> {
    let kind = claims.kind;
    if let Some((name, version)) = &record.kind
        && (name != kind.name() || version != kind.version())
    {
        return Some(EntryPart::Kind);
    }
    // A log without promises has one tree, so the two places are the same; nothing else vouches for the first.
    let tree = record.proof.as_ref().map(|proof| proof.log_index);
    let one_tree = record.promise.is_none() && kind.version() == "0.0.2" && kind.name() != "intoto";
    (one_tree && tree != Some(record.log_index)).then_some(EntryPart::Index)
}

/// What of the entry is not about this signature, if anything.
fn other_signature(
    claims: &EntryClaims,
    message: &Message<'_>,
    signer: &Who<'_>,
) -> Result<Option<EntryPart>, Refusal> {
    let [
        ClaimedSignature {
            signature, verifier, ..
        },
    ] = claims.signatures.as_slice()
    else {
        return Ok(Some(EntryPart::Signature));
    };
    // intoto 0.0.1 names no signature but all of the envelope with it, byte for byte.
    let whole = match (&claims.envelope, &message.covered) {
        (
            Some(digest),
            Covered::Envelope {
                document: Some(document),
                ..
            },
        ) => digest.algorithm() == Algorithm::Sha256 && document == digest.as_bytes(),
        _ => false,
    };
    let same = match signature {
        Some(signature) => signature == message.signature,
        None => whole,
    };
    if !same {
        return Ok(Some(EntryPart::Signature));
    }
    if !is_signer(verifier, signer) {
        return Ok(Some(EntryPart::Signer));
    }
    let same = match (&claims.artifact, &claims.payload, &message.covered) {
        (Some(digest), None, _) => message.has_digest(digest.algorithm(), digest.as_bytes())?,
        (None, Some(digest), Covered::Envelope { envelope, .. }) => {
            digest.algorithm() == Algorithm::Sha256 && sha256(&[&envelope.payload]) == digest.as_bytes()
        }
        // The first of them name no payload beside the envelope.
        (None, None, Covered::Envelope { .. }) => whole,
        _ => return Ok(Some(EntryPart::Content)),
    };
    Ok((!same).then_some(EntryPart::Artifact))
}

fn is_signer(verifier: &EntryVerifier, signer: &Who<'_>) -> bool {
    match (verifier, signer.certificate()) {
        (EntryVerifier::Certificate(der), Some(leaf)) => der == leaf.certificate.der,
        (EntryVerifier::PublicKey(spki), None) => {
            VerifyingKey::from_spki_der(spki).is_ok_and(|key| key == *signer.key())
        }
        _ => false,
    }
}
