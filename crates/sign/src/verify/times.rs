//! When the signature existed: every time that somebody trusted has signed.

use std::collections::BTreeSet;

use super::evidence::{SigningTime, TimeSource};
use super::log::Entry;
use super::message::Message;
use super::{Evidenced, Reason, Refusal, Step};
use crate::bundle::Bundle;
use crate::policy::Policy;
use crate::timestamp::{self, TimestampError};
use crate::trust::TrustRoot;

/// The authenticated times, earliest first. What follows must hold at every one of them, so that no choice among them helps.
pub(super) fn of(
    root: &TrustRoot,
    policy: &Policy,
    bundle: &Bundle,
    message: &Message<'_>,
    entries: &[Entry],
) -> Result<Vec<SigningTime>, Refusal> {
    let mut times = Vec::new();
    let mut unknown = None;
    for (index, token) in bundle.timestamps.iter().enumerate() {
        match timestamp::verify(token, message.signature, &root.timestamp_authorities) {
            Ok(stamped) => times.push(SigningTime {
                source: TimeSource::TimestampAuthority(stamped.authority()),
                time: stamped.time(),
            }),
            // Of somebody whom others may trust, or about something else: no evidence of this signature, nor against it.
            Err(error @ (TimestampError::UnknownAuthority | TimestampError::OtherMessage)) => {
                unknown.get_or_insert(Reason::Timestamp { index, error });
            }
            Err(error) => return Err(Step::Time.refuse(Reason::Timestamp { index, error })),
        }
    }
    times.extend(entries.iter().filter_map(|entry| {
        Some(SigningTime {
            source: TimeSource::Log(entry.evidence.log),
            time: entry.evidence.time?,
        })
    }));
    times.sort_by_key(|time| (time.time, time.source));
    enough(policy, &times, unknown)?;
    logs_were_trusted(entries, &times)?;
    Ok(times)
}

/// `unknown` is a better reason where it is there: it names what was not counted.
fn enough(policy: &Policy, times: &[SigningTime], unknown: Option<Reason>) -> Result<(), Refusal> {
    let needed = policy.times.map_or(0, std::num::NonZeroUsize::get);
    let distinct: BTreeSet<_> = times.iter().map(|time| time.source).collect();
    if distinct.len() < needed {
        return Err(Step::Time.refuse(unknown.unwrap_or(Reason::TooFew {
            of: Evidenced::Times,
            needed,
            reached: distinct.len(),
        })));
    }
    Ok(())
}

/// A log that signs no time is trusted if it was at the times others state.
fn logs_were_trusted(entries: &[Entry], times: &[SigningTime]) -> Result<(), Refusal> {
    for (index, entry) in entries.iter().enumerate() {
        let outside = times.iter().find(|time| !entry.window.contains(time.time));
        if let (None, Some(outside)) = (entry.evidence.time, outside) {
            return Err(Step::Time.refuse(Reason::LogNotTrusted {
                index,
                time: outside.time,
            }));
        }
    }
    Ok(())
}
