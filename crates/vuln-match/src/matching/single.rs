//! The entries of one advisory, asked about many versions of its packages.

use super::Answer;
use super::evaluate::{Asked, Wanted};
use crate::index::Posting;
use crate::settle::Question;
use crate::{Coordinates, Index, IndexError, LookupBy, MatchOptions, Scheme};

/// A package of an index of one advisory: base ecosystem, name as it is looked up by, entries.
pub(crate) type Entries<'a> = (&'a str, &'a str, Vec<Posting<'a>>);

/// The packages of an index with their entries, by base and name. Those of withdrawn advisories are left out.
pub(crate) fn entries<'a>(index: &'a Index<'_>) -> Result<Vec<Entries<'a>>, IndexError> {
    let mut packages: Vec<Entries<'a>> = Vec::new();
    index.each_package(|base, name, posting| {
        if posting.is_withdrawn() {
            return;
        }
        match packages.last_mut() {
            Some((last_base, last_name, postings)) if (*last_base, *last_name) == (base, name) => {
                postings.push(posting);
            }
            _ => packages.push((base, name, vec![posting])),
        }
    })?;
    Ok(packages)
}

/// The answer of the entry that says most: affected, then unknown. `package` has the release the version is of.
pub(crate) fn answer_of(
    entries: &[Posting<'_>],
    version: Option<&str>,
    package: &Coordinates,
    options: MatchOptions,
) -> Result<Answer, IndexError> {
    let question = Question::new(&package.ecosystem, &package.name, options);
    let strongest = Asked::new(version, question, LookupBy::Name).strongest(entries, Wanted::Answer)?;
    Ok(strongest.map_or(Answer::NotAffected, |(_, decision)| decision.answer))
}

/// The keys at which an answer about ordered versions may change: for all versions between two neighbours it is the same.
/// `None` if the entries compare by another scheme, or by text.
pub(crate) fn boundaries<'a>(
    entries: &[Posting<'a>],
    scheme: Scheme,
) -> Result<Option<Vec<&'a [u8]>>, IndexError> {
    let mut keys = Vec::new();
    for posting in entries {
        for range in posting.ranges()? {
            let range = range?;
            if range.scheme != scheme {
                return Ok(None);
            }
            keys.extend(range.limit.map(|limit| limit.key));
            for interval in range.intervals() {
                let interval = interval?;
                keys.push(interval.start.key);
                keys.extend(interval.end.map(|(_, end)| end.key));
            }
        }
        if let Some(listed) = posting.listed()? {
            if listed.scheme != Some(scheme) {
                return Ok(None);
            }
            for version in listed.versions() {
                keys.push(version?.key);
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    Ok(Some(keys))
}
