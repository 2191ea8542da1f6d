//! Composite rules: a match counts only beside matches of other rules.

use portcullis_findings::RuleId;

use crate::engine::compiled::Compiled;
use crate::engine::run::{Kept, Window};
use crate::engine::{MAX_EXTENDED_WIDTH, PARTNER_REACH};

/// Whether every rule that `rule` requires was seen near a match that begins at `at`; the first that was not, if any.
///
/// `seen` is sorted and has every candidate up to [`PARTNER_REACH`] around; `window` has their text.
pub(super) fn all_near(
    rules: &[Compiled],
    rule: &Compiled,
    at: u64,
    seen: &[Kept],
    window: Window<'_>,
) -> Result<(), RuleId> {
    let Some(imported) = rule.rule.imported() else {
        return Ok(());
    };
    let most = at.saturating_add((PARTNER_REACH + MAX_EXTENDED_WIDTH) as u64);
    let least = at.saturating_sub(PARTNER_REACH as u64);
    // A secret begins within its match, so that only these can be near.
    let from = seen.partition_point(|kept| kept.start < least);
    let to = seen.partition_point(|kept| kept.start <= most);
    let seen = seen.get(from..to).unwrap_or_default();
    for required in imported.required() {
        let is_it = |kept: &Kept| {
            rules
                .get(kept.rule as usize)
                .is_some_and(|other| other.rule.id() == required.rule())
        };
        let near = seen.iter().any(|kept| {
            kept.whole.abs_diff(at) <= PARTNER_REACH as u64
                && is_it(kept)
                && required
                    .lines()
                    .is_none_or(|most| lines_between(window, kept.whole, at) <= most as usize)
                && required.columns().is_none_or(|most| {
                    column(window, kept.whole).abs_diff(column(window, at)) <= most as usize
                })
        });
        if !near {
            return Err(required.rule().clone());
        }
    }
    Ok(())
}

/// How many line breaks there are between two places.
pub(super) fn lines_between(window: Window<'_>, a: u64, b: u64) -> usize {
    let (from, to) = (index(window, a.min(b)), index(window, a.max(b)));
    let between = window.text.get(from..to).unwrap_or_default();
    memchr::memchr_iter(b'\n', between).count()
}

/// Bytes since the start of the line, counted back as far as composite rules look.
fn column(window: Window<'_>, at: u64) -> usize {
    let at = index(window, at);
    let before = window
        .text
        .get(at.saturating_sub(PARTNER_REACH)..at)
        .unwrap_or_default();
    before.iter().rev().take_while(|byte| **byte != b'\n').count()
}

fn index(window: Window<'_>, offset: u64) -> usize {
    usize::try_from(offset.saturating_sub(window.base)).unwrap_or(usize::MAX)
}
