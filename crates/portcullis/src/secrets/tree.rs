//! Trees and streams.

use std::collections::HashSet;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use portcullis_findings::{Budget, Finding, Gap, GapKind, Label, Location, Stage};

use super::options::{ScannedSecrets, SecretOptions};
use super::scan::{self, Kept};
use crate::fs::{FileEntry, Rule, WalkError, WalkLimits, walk};
use crate::parallel::map_ordered;
use crate::progress::Progress;
use crate::source::{Form, read_head, unpack, unpack_file};

/// How many files are scanned before their findings are put together. Bounds what is held beside the kept findings.
const BATCH: usize = 128;

/// Scans all files below `root` (or `root` itself), hidden and git-ignored ones included, packed ones opened.
///
/// The answer is the same at any number of threads.
///
/// # Errors
///
/// [`WalkError`] if the root cannot be looked at. Whatever fails below it is a gap.
pub fn scan_tree(
    root: &Path,
    options: &SecretOptions<'_>,
    progress: &dyn Progress,
) -> Result<ScannedSecrets, WalkError> {
    progress.begin("listing files", None);
    let walked = walk(root, &WalkLimits::default(), &|_: &Label| Rule::Take)?;
    let (lists, notes) = options.lists.and_of_tree(&walked);
    let options = &SecretOptions {
        lists: &lists,
        ..options.clone()
    };
    let mut all = ScannedSecrets {
        gaps: walked.gaps,
        ..ScannedSecrets::default()
    };
    all.ignores.notes = notes;
    progress.begin("scanning files", Some(walked.files.len() as u64));
    for batch in walked.files.chunks(BATCH) {
        let begin = || Kept::new(options);
        let each = map_ordered(batch, begin, |kept, entry| {
            let one = scan_file(options, kept, entry);
            progress.advance(1);
            one
        });
        for (entry, one) in batch.iter().zip(each) {
            all.take(one, options.findings, &entry.label);
        }
    }
    all.ignores.notes.extend(lists.notes());
    Ok(all)
}

/// Scans what a reader gives, under a name, packed content opened.
#[must_use]
pub fn scan_stream(name: Label, content: &mut dyn Read, options: &SecretOptions<'_>) -> ScannedSecrets {
    let (mut kept, mut one) = (Kept::new(options), ScannedSecrets::default());
    let gaps = unpack(
        Location::new(name.clone()),
        content,
        &options.limits,
        &budget(options),
        &mut |place, content| scan::read(options, &mut kept, place, content, &mut one),
    );
    one.gaps.extend(gaps);
    let mut all = ScannedSecrets::default();
    all.take(one, options.findings, &name);
    all.ignores.notes.extend(options.lists.notes());
    all
}

fn scan_file(options: &SecretOptions<'_>, kept: &mut Kept, entry: &FileEntry) -> ScannedSecrets {
    let mut one = ScannedSecrets::default();
    let mut file = match File::open(&entry.path) {
        Ok(file) => file,
        Err(error) => {
            let cause = format!("the file cannot be read: {}", error.kind());
            let gap = Gap::new(Stage::Source, GapKind::Skipped, entry.label.clone(), cause);
            one.gaps.push(gap);
            return one;
        }
    };
    let place = Location::new(entry.label.clone());
    let head = read_head(&mut file);
    let rest = file.rewind();
    if rest.is_ok() && options.limits.depth > 0 && Form::of(&head).is_some_and(Form::is_read) {
        let mut whole = ScannedSecrets::default();
        let _ = scan::read(options, kept, &place, &mut file, &mut whole);
        return packed(options, kept, place, whole, &mut file);
    }
    let gaps = unpack_file(
        place,
        &mut file,
        &options.limits,
        &budget(options),
        &mut |place, content| scan::read(options, kept, place, content, &mut one),
    );
    one.gaps.extend(gaps);
    one
}

/// Scans what is packed into a file that was looked at as it is. Of `whole`, what that saw, what no entry says is kept: a comment of
/// the archive, bytes before, between and behind its entries. Guesses are not kept of it.
pub(crate) fn packed(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    place: Location,
    whole: ScannedSecrets,
    file: &mut File,
) -> ScannedSecrets {
    let mut one = ScannedSecrets::default();
    if let Err(error) = file.rewind() {
        let cause = format!("the file cannot be read again: {}", error.kind());
        one.gaps
            .push(Gap::new(Stage::Source, GapKind::Skipped, place.input(), cause));
        return one;
    }
    let gaps = unpack_file(
        place,
        file,
        &options.limits,
        &budget(options),
        &mut |place, content| scan::read(options, kept, place, content, &mut one),
    );
    one.gaps.extend(gaps);
    // What was left of the noise that compressed bytes are is no gap.
    let told = |gap: &Gap| gap.stage == Stage::Source || gap.limit.is_some();
    one.gaps.extend(whole.gaps.into_iter().filter(told));
    let inside: HashSet<_> = one.hashes.iter().copied().collect();
    let beside = whole.findings.into_iter().zip(whole.hashes);
    let beside = beside.filter(|(finding, hash)| !inside.contains(hash) && !is_guess(finding));
    one.findings.extend(beside.map(|(finding, _)| finding));
    one
}

/// Whether only a name near a value tells the secret. Compression leaves pieces of text side by side that the text has apart.
fn is_guess(finding: &Finding) -> bool {
    finding.rule().as_str().starts_with("generic/")
}

/// One for each file, so that the answer does not depend on which file is read first.
pub(crate) fn budget(options: &SecretOptions<'_>) -> Budget {
    Budget::new(options.limits.unpacked_bytes, options.limits.entries)
}
