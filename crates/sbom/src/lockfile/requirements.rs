//! `requirements.txt` of pip: exact pins become components, everything else a gap that names its line.
//!
//! The format has no edges and no root, so paths are unknown. A requirement without exact version is in the inventory
//! without version. Files that `-r` includes are read on their own if their name says what they are; constraints (`-c`)
//! add no component.

use std::ops::Range;

use portcullis_findings::{ComponentSource, GapKind};

use super::draft::Draft;
use super::{Extract, FileName, Format, Input, python, resolved};
use crate::text::{Fault, shortened};

pub(super) const FORMAT: Format = Format {
    name: "requirements.txt",
    ecosystem: "PyPI",
    file_names: &[
        FileName::Between("requirements", ".txt"),
        FileName::Between("", "requirements.txt"),
    ],
    companions: &[],
    read,
};

/// The longest line that is read, in bytes; hashes of all files of a package make lines of some ten thousand.
const LINE: usize = 1024 * 1024;

fn read(input: &Input<'_, '_>) -> Result<Extract, Fault> {
    let mut draft = Draft::new(input);
    draft.graph_unknown();
    for (count, line) in (Lines {
        text: input.source.text,
        at: 0,
    })
    .enumerate()
    {
        if count as u64 >= input.limits.items {
            return Err(Fault::limit("lines of one document", input.limits.items));
        }
        let words = line.text.trim();
        if words.is_empty() {
            continue;
        }
        if words.len() > LINE {
            draft.gap(
                GapKind::Truncated,
                line.span.start,
                "a line of more than a mebibyte is not read",
            );
            continue;
        }
        if words.starts_with('-') {
            option(&mut draft, &line, words);
        } else {
            requirement(&mut draft, &line, words);
        }
    }
    draft.finish()
}

/// Lines joined at a backslash, without comments.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

struct Line {
    text: String,
    span: Range<usize>,
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let start = self.at;
        let mut end = start;
        let mut text = String::new();
        let mut rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        loop {
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            let line = line.strip_suffix('\r').unwrap_or(line);
            let bare = without_comment(line);
            let part = bare.strip_suffix('\\').filter(|_| bare.len() == line.len());
            if !bare.trim().is_empty() {
                end = self.at + bare.trim_end().len();
            }
            self.at = self.text.len() - after.len();
            text.push_str(part.unwrap_or(bare));
            rest = after;
            if part.is_none() || rest.is_empty() {
                break;
            }
        }
        let indent = text.len() - text.trim_start().len();
        Some(Line {
            text,
            span: (start + indent).min(end)..end,
        })
    }
}

/// A comment begins the line or follows white space.
fn without_comment(line: &str) -> &str {
    let mut before = b' ';
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'#' && before.is_ascii_whitespace() {
            return line.get(..at).unwrap_or(line);
        }
        before = byte;
    }
    line
}

fn option(draft: &mut Draft<'_>, line: &Line, words: &str) {
    let at = line.span.start;
    let end = words.find([' ', '=', '\t']).unwrap_or(words.len());
    let (name, rest) = words.split_at_checked(end).unwrap_or((words, ""));
    // pip takes `-rfile` too.
    let (name, rest) = match words.split_at_checked(2) {
        Some((short @ ("-r" | "-c" | "-e"), rest)) => (short, rest),
        _ => (name, rest),
    };
    let value = rest.trim_start_matches('=').trim();
    match name {
        "-r" | "--requirement" => {
            let file = value.rsplit('/').next().unwrap_or_default();
            let inside = !value.contains("://")
                && !value.starts_with('/')
                && !value.split('/').any(|part| part == "..");
            if inside && Format::of_file_name(file.as_bytes()).is_some() {
                draft.note(
                    at,
                    format!("includes `{}`, which is read on its own", shortened(value)),
                );
            } else {
                draft.gap(
                    GapKind::NotCovered,
                    at,
                    format!("the included `{}` is not read", shortened(value)),
                );
            }
        }
        "-c" | "--constraint" => {
            draft.note(at, format!("constraints in `{}` are not used", shortened(value)))
        }
        "-e" | "--editable" => {
            let (clean, _) = resolved::without_credentials(value);
            direct(draft, line, None, &clean);
        }
        _ => {
            if resolved::without_credentials(value).1 {
                draft.note(at, "an option holds credentials");
            }
        }
    }
}

fn requirement(draft: &mut Draft<'_>, line: &Line, words: &str) {
    // As pip does: options begin with the first word that begins with `-`.
    let options = words.match_indices([' ', '\t']).map(|(at, _)| at + 1);
    let mut options = options.filter(|at| words.get(*at..).is_some_and(|rest| rest.starts_with('-')));
    let (spec, hashes) = words
        .split_at_checked(options.next().unwrap_or(words.len()))
        .unwrap_or((words, ""));
    let spec = spec.trim_end();
    let name_end = spec
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')))
        .unwrap_or(spec.len());
    let (name, rest) = spec.split_at_checked(name_end).unwrap_or((spec, ""));
    let rest = rest.trim_start();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.ends_with(|c: char| c.is_ascii_alphanumeric());
    let looks_like_file = rest.starts_with([':', '/', '+'])
        || [".whl", ".tar.gz", ".zip"].iter().any(|end| name.ends_with(end));
    if looks_like_file || spec.starts_with(['.', '/']) {
        return direct(draft, line, None, spec);
    }
    let after_extras = match rest.strip_prefix('[') {
        Some(extras) => extras.split_once(']').map(|(_, rest)| rest.trim_start()),
        None => Some(rest),
    };
    let (true, Some(rest)) = (is_name, after_extras) else {
        return undecidable(draft, line, "is no requirement");
    };
    if let Some(address) = rest.strip_prefix('@') {
        let address = address.split(" ;").next().unwrap_or_default().trim();
        return direct(draft, line, Some(name), address);
    }
    let specifiers = rest.split(';').next().unwrap_or_default().trim();
    let specifiers = specifiers
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
        .unwrap_or(specifiers);
    let Some(version) = pinned(specifiers) else {
        return undecidable(draft, line, "is no requirement");
    };
    let mut component = python::package(name, version);
    component.source = ComponentSource::Registry;
    for word in hashes.split_ascii_whitespace() {
        let word = word.trim_start_matches('-');
        let value = word
            .strip_prefix("hash")
            .map(|rest| rest.trim_start_matches([':', '=']));
        match value.map(|value| resolved::python_hash(value.trim_matches('"'))) {
            Some(Some(digest)) => drop(component.digests.insert(digest)),
            Some(None) => draft.gap(GapKind::Undecidable, line.span.start, "a hash that is not known"),
            None => {}
        }
    }
    component.purl = python::purl(&component);
    if version.is_none() {
        let cause = format!("`{}` is not pinned to one version", shortened(name));
        draft.gap(GapKind::Undecidable, line.span.start, cause);
    }
    draft.occurrence(component, line.span.clone());
}

/// The exact version of a list of specifiers, `Some(None)` if there is none, `None` if it is no such list.
fn pinned(specifiers: &str) -> Option<Option<&str>> {
    const OPERATORS: [&str; 8] = ["===", "==", "~=", "!=", "<=", ">=", "<", ">"];
    let mut exact = None;
    if specifiers.is_empty() {
        return Some(None);
    }
    for specifier in specifiers
        .split(',')
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        let (operator, version) = OPERATORS
            .iter()
            .find_map(|operator| Some((*operator, specifier.strip_prefix(operator)?.trim())))?;
        let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '!' | '*');
        if version.is_empty() || !version.chars().all(letters) {
            return None;
        }
        if matches!(operator, "==" | "===") && !version.contains('*') {
            exact = Some(version);
        }
    }
    Some(exact)
}

/// A requirement on an address or a folder: what it is, but not which version.
fn direct(draft: &mut Draft<'_>, line: &Line, name: Option<&str>, address: &str) {
    let egg = address
        .split_once("#egg=")
        .map(|(_, egg)| egg.split(['&', '[']).next().unwrap_or_default());
    let (clean, changed) = resolved::without_credentials(address);
    if changed {
        draft.note(line.span.start, "credentials were left out of an address");
    }
    let address = clean.split("#egg=").next().unwrap_or_default();
    if let Some(name) = name.or(egg).filter(|name| !name.is_empty()) {
        let mut component = python::package(name, None);
        component.source = source(address);
        if address.contains("://") {
            component.distributions.insert(address.to_owned());
        }
        component.purl = python::purl(&component);
        draft.occurrence(component, line.span.clone());
    }
    let cause = format!("`{}` does not state a version", shortened(address));
    draft.gap(GapKind::Undecidable, line.span.start, cause);
}

fn source(address: &str) -> ComponentSource {
    if address.starts_with("git+") {
        // pip puts the revision behind `@` of the path.
        let path = address.find("://").map_or(0, |at| at + 3);
        let after = address.get(path..).unwrap_or_default();
        let slash = after.find('/').unwrap_or(0);
        let revision = after
            .get(slash..)
            .and_then(|path| path.rsplit_once('@'))
            .map(|(_, revision)| revision);
        let whole = revision
            .and_then(|revision| address.strip_suffix(revision)?.strip_suffix('@'))
            .unwrap_or(address);
        return ComponentSource::Git {
            url: whole.strip_prefix("git+").unwrap_or(whole).to_owned(),
            revision: revision
                .and_then(|text| text.split('#').next())
                .map(str::to_owned),
        };
    }
    if address.contains("://") && !address.starts_with("file:") {
        return ComponentSource::Url {
            url: address.to_owned(),
        };
    }
    ComponentSource::Path
}

fn undecidable(draft: &mut Draft<'_>, line: &Line, what: &str) {
    let (clean, _) = resolved::without_credentials(line.text.trim());
    draft.gap(
        GapKind::Undecidable,
        line.span.start,
        format!("`{}` {what}", shortened(&clean)),
    );
}
