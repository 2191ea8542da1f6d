//! `requirements.txt` of pip: exact pins become components, everything else a gap that names its line.
//!
//! The format has no edges and no root, so paths are unknown. A requirement without exact version is in the inventory
//! without version. Files that `-r` and `-c` include are told to the caller; they are not read here.

use portcullis_findings::{ComponentSource, GapKind};

use super::draft::Draft;
use super::{Extract, FileName, Format, Input, python, resolved};
use crate::text::{Fault, shortened};

mod lines;
mod options;

use lines::{Line, Lines};
use options::Asks;

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
    if let Some(at) = other_encoding(input.source.text) {
        let cause = "the file says that it is not UTF-8, so pip may read other lines";
        draft.gap(GapKind::Undecidable, at, cause);
    }
    for (count, line) in Lines::of(input.source.text).enumerate() {
        if count as u64 >= input.limits.items {
            return Err(Fault::limit("lines of one document", input.limits.items));
        }
        if line.text.len() > LINE {
            draft.gap(
                GapKind::Truncated,
                line.span.start,
                "a line of more than a mebibyte is not read",
            );
            continue;
        }
        if has_variable(&line.text) {
            draft.gap(
                GapKind::Undecidable,
                line.span.start,
                "a line that depends on variables of the environment",
            );
        }
        self::line(&mut draft, &line);
    }
    draft.finish()
}

/// Where a comment in the first two lines names another encoding than UTF-8 (PEP 263, which pip follows).
fn other_encoding(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n').take(2) {
        let named = line.starts_with('#').then(|| {
            let rest = line.split("coding").skip(1);
            rest.filter_map(|rest| rest.strip_prefix([':', '=']))
                .map(|rest| rest.trim_start_matches(lines::is_space))
                .map(|rest| {
                    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
                    rest.split(|c| !part(c)).next().unwrap_or_default()
                })
                .find(|name| !name.is_empty())
        });
        if let Some(name) = named.flatten() {
            let name = name.to_ascii_lowercase().replace('_', "-");
            let same = matches!(
                name.as_str(),
                "utf-8" | "utf8" | "utf-8-sig" | "ascii" | "us-ascii"
            );
            return (!same).then_some(at);
        }
        at += line.len();
    }
    None
}

/// pip puts the environment's value in place of `${NAME}`, which can be any words.
fn has_variable(text: &str) -> bool {
    text.split("${").skip(1).any(|rest| {
        let end = rest.find(|c: char| !matches!(c, 'A'..='Z' | '0'..='9' | '_'));
        end.is_some_and(|end| end > 0 && rest.get(end..).is_some_and(|rest| rest.starts_with('}')))
    })
}

fn line(draft: &mut Draft<'_>, line: &Line) {
    let at = line.span.start;
    let words = line.text.as_str();
    // As pip does: options begin with the first word that begins with `-`, and words end at a space only.
    let inner = words.match_indices(' ').map(|(at, _)| at + 1);
    let mut starts = std::iter::once(0).chain(inner);
    let start = starts.find(|at| words.get(*at..).is_some_and(|rest| rest.starts_with('-')));
    let (spec, options) = words
        .split_at_checked(start.unwrap_or(words.len()))
        .unwrap_or((words, ""));
    let Some(options) = options::parse(options) else {
        draft.gap(GapKind::Undecidable, at, "options that are not understood");
        if !spec.trim().is_empty() {
            requirement(draft, line, spec.trim(), &[]);
        }
        return;
    };
    for (asks, value) in &options {
        match asks {
            Asks::Requirement | Asks::Constraint => draft.include(at, value),
            Asks::Editable => direct(draft, line, None, value),
            Asks::Index => {
                if resolved::without_credentials(value).1 {
                    draft.note(at, "an option holds credentials");
                }
            }
            Asks::Hash | Asks::Manner => {}
        }
    }
    if !spec.trim().is_empty() {
        requirement(draft, line, spec.trim(), &options);
    }
}

fn requirement(draft: &mut Draft<'_>, line: &Line, spec: &str, options: &[(Asks, String)]) {
    let at = line.span.start;
    let name_end = spec
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')))
        .unwrap_or(spec.len());
    let (name, rest) = spec.split_at_checked(name_end).unwrap_or((spec, ""));
    let rest = rest.trim_start();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.ends_with(|c: char| c.is_ascii_alphanumeric());
    let is_address = rest.starts_with([':', '/', '+', '\\']) || spec.starts_with(['.', '/', '\\']);
    if is_address || is_archive(spec) {
        return direct(draft, line, None, spec);
    }
    let after_extras = match rest.strip_prefix('[') {
        Some(extras) => extras.split_once(']').map(|(_, rest)| rest.trim_start()),
        None => Some(rest),
    };
    let (true, Some(rest)) = (is_name, after_extras) else {
        return draft.gap(GapKind::Undecidable, at, NO_REQUIREMENT);
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
        draft.gap(GapKind::Undecidable, at, NO_REQUIREMENT);
        return;
    };
    let mut component = python::package(name, version);
    component.source = ComponentSource::Registry;
    let hashes = options.iter().filter(|(asks, _)| *asks == Asks::Hash);
    for (_, value) in hashes {
        match resolved::python_hash(value) {
            Some(digest) => drop(component.digests.insert(digest)),
            None => draft.gap(GapKind::Undecidable, at, "a hash that is not known"),
        }
    }
    component.purl = python::purl(&component);
    if version.is_none() {
        let cause = format!("`{}` is not pinned to one version", shortened(name));
        draft.gap(GapKind::Undecidable, at, cause);
    }
    draft.occurrence(component, line.span.clone());
}

const NO_REQUIREMENT: &str = "a line that is no requirement";

/// Whether pip takes it for a file: what stands before markers and extras ends as archives do.
fn is_archive(spec: &str) -> bool {
    const ENDS: [&str; 12] = [
        ".zip",
        ".whl",
        ".tar",
        ".tar.gz",
        ".tgz",
        ".tar.bz2",
        ".tbz",
        ".tar.xz",
        ".txz",
        ".tlz",
        ".tar.lz",
        ".tar.lzma",
    ];
    let path = spec.split(';').next().unwrap_or_default().trim();
    let path = match path.strip_suffix(']').and_then(|path| path.rsplit_once('[')) {
        Some((path, _)) => path,
        None => path,
    };
    let path = path.trim_end().to_ascii_lowercase();
    !path.contains('@') && ENDS.iter().any(|end| path.ends_with(end))
}

/// The exact version of a list of specifiers, `Some(None)` if there is none, `None` if it is no such list.
fn pinned(specifiers: &str) -> Option<Option<&str>> {
    const OPERATORS: [&str; 8] = ["===", "==", "~=", "!=", "<=", ">=", "<", ">"];
    let mut exact = None;
    let mut count = 0;
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
            count += 1;
            exact = Some(version);
        }
    }
    // Two exact versions contradict one another, whatever they are: none of them is sure to be installed.
    Some(exact.filter(|_| count == 1))
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
    if let Some(name) = name.or(egg).filter(|name| is_plain(name)) {
        let mut component = python::package(name, None);
        component.source = source(address);
        if address.contains("://") {
            component.distributions.insert(address.to_owned());
        }
        component.purl = python::purl(&component);
        draft.occurrence(component, line.span.clone());
    }
    let cause = match name.or(egg) {
        Some(name) if is_plain(name) => format!("`{}` does not state a version", shortened(name)),
        _ => "an address or folder does not state a version".to_owned(),
    };
    draft.gap(GapKind::Undecidable, line.span.start, cause);
}

fn is_plain(name: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    !name.is_empty() && name.chars().all(letter)
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
