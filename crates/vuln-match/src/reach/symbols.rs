//! The caller's symbols, and what they say of an advisory's.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_findings::{Evidence, EvidenceKind, Finding, Kind, LimitHit, Purl, Reach};

use super::name::{MAX_BYTES, normal};

/// Limits on a text of symbols.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct SymbolsLimits {
    /// Bytes of the text; 256 MiB unless set.
    pub bytes: u64,
    /// Lines; 5,000,000 unless set.
    pub lines: u64,
}

impl Default for SymbolsLimits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            lines: 5_000_000,
        }
    }
}

/// The text of symbols cannot be used. Half a set would say *not reachable* of what is in the other half.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SymbolsError {
    /// It goes past a limit.
    #[error("{limit}")]
    Limit {
        /// Which.
        limit: LimitHit,
    },
    /// A line is not of the form.
    #[error("line {line}: expected `PURL SYMBOL`, `* SYMBOL` or `complete PURL`")]
    Line {
        /// Which, from 1.
        line: u64,
    },
}

/// Symbols that are reached: of components, and of no component in particular.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Symbols {
    /// By the text of the component's purl without qualifiers and subpath, with or without a version.
    components: BTreeMap<String, BTreeSet<String>>,
    anywhere: BTreeSet<String>,
    complete: BTreeSet<String>,
}

impl Symbols {
    /// No symbols, which say nothing of any component.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads lines of `PURL SYMBOL`, where `*` instead of a purl means any component, and of `complete PURL`, which says that
    /// all symbols of this component that are reached are in the text. A purl without a version means all versions. Empty
    /// lines and lines that begin with `#` are passed over.
    ///
    /// # Errors
    ///
    /// [`SymbolsError`] if a line is not of this form or a limit is passed; nothing is used then.
    pub fn read(text: &[u8], limits: &SymbolsLimits) -> Result<Self, SymbolsError> {
        let over = |what, allowed| SymbolsError::Limit {
            limit: LimitHit { what, allowed },
        };
        if text.len() as u64 > limits.bytes {
            return Err(over("bytes of symbols", limits.bytes));
        }
        let mut symbols = Self::default();
        for (line, raw) in (1..).zip(text.split(|byte| *byte == b'\n')) {
            if line > limits.lines {
                return Err(over("lines of symbols", limits.lines));
            }
            let wrong = SymbolsError::Line { line };
            let raw = std::str::from_utf8(raw).map_err(|_| wrong.clone())?.trim();
            if raw.is_empty() || raw.starts_with('#') {
                continue;
            }
            let (first, second) = raw.split_once(char::is_whitespace).ok_or(wrong.clone())?;
            let second = second.trim();
            match first {
                "complete" => symbols.set_complete(&second.parse().map_err(|_| wrong)?),
                "*" if second.len() <= MAX_BYTES => symbols.add(None, second),
                purl if second.len() <= MAX_BYTES => {
                    symbols.add(Some(&purl.parse().map_err(|_| wrong)?), second)
                }
                _ => return Err(wrong),
            }
        }
        Ok(symbols)
    }

    /// Adds a symbol that is reached, of a component or of any.
    pub fn add(&mut self, component: Option<&Purl>, symbol: &str) {
        let set = match component {
            Some(purl) => self.components.entry(key(purl)).or_default(),
            None => &mut self.anywhere,
        };
        set.insert(normal(symbol));
    }

    /// Says that all reached symbols of a component are in the set. Without it, what is missing is merely unknown.
    pub fn set_complete(&mut self, component: &Purl) {
        self.complete.insert(key(component));
    }

    /// Whether any of an advisory's symbols is reached in a component.
    ///
    /// *Not reachable* only if the advisory names symbols, and the set is complete for the component.
    pub fn reach<'a>(&self, component: Option<&Purl>, affected: impl IntoIterator<Item = &'a str>) -> Reach {
        let keys = component.map(|purl| [key(purl), purl.package().to_string()]);
        let keys = keys.as_ref().map_or(&[][..], |keys| &keys[..]);
        let sets: Vec<_> = keys
            .iter()
            .filter_map(|key| self.components.get(key))
            .chain([&self.anywhere])
            .collect();
        let mut named = false;
        for symbol in affected {
            // Of a package named without symbols (`a/b.*`) everything is affected.
            if let Some(prefix) = symbol
                .strip_suffix(".*")
                .map(|package| format!("{}.", normal(package)))
            {
                named = true;
                let inside = |set: &&BTreeSet<String>| set.range(prefix.clone()..).next().cloned();
                let first = sets
                    .iter()
                    .filter_map(inside)
                    .find(|name| name.starts_with(&prefix));
                if let Some(symbol) = first {
                    return Reach::Reachable { symbol };
                }
                continue;
            }
            let wanted = normal(symbol);
            // What cannot be compared could be anything.
            if wanted.is_empty() || symbol.len() > MAX_BYTES {
                return Reach::Unknown;
            }
            named = true;
            if sets.iter().any(|set| set.contains(&wanted)) {
                let symbol = symbol.to_owned();
                return Reach::Reachable { symbol };
            }
        }
        if named && keys.iter().any(|key| self.complete.contains(key)) {
            Reach::NotReachable
        } else {
            Reach::Unknown
        }
    }

    /// The finding with whether its code is reached, in its detail and as evidence. A finding of which that is not known comes
    /// back unchanged, as does one that is no vulnerability.
    #[must_use]
    pub fn apply(&self, finding: Finding) -> Finding {
        let Kind::Vulnerability(detail) = finding.kind() else {
            return finding;
        };
        let reach = self.reach(finding.purl(), detail.symbols.iter().map(String::as_str));
        let text = match &reach {
            Reach::Reachable { symbol } => format!("{symbol} is reached"),
            Reach::NotReachable => format!("none of {} affected symbols is reached", detail.symbols.len()),
            _ => return finding,
        };
        let mut detail = detail.clone();
        detail.reach = reach;
        finding
            .into_builder()
            .kind(Kind::Vulnerability(detail))
            .evidence(Evidence::new(EvidenceKind::Reachability, text))
            .build()
    }
}

/// Type, namespace, name and version.
fn key(purl: &Purl) -> String {
    let package = purl.package().to_string();
    match purl.version() {
        Some(version) => format!("{package}@{version}"),
        None => package,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# comment
complete pkg:golang/golang.org/x/net@v0.5.0
pkg:golang/golang.org/x/net@v0.5.0 golang.org/x/net/http2.(*Server).ServeConn
pkg:golang/golang.org/x/net html.Parse

* smallvec::SmallVec<[u8; 4]>::grow
complete pkg:cargo/time
";

    fn reach(purl: &str, symbols: &[&str]) -> &'static str {
        let set = Symbols::read(TEXT.as_bytes(), &SymbolsLimits::default()).unwrap();
        let purl: Purl = purl.parse().unwrap();
        set.reach(Some(&purl), symbols.iter().copied()).as_str()
    }

    #[test]
    fn not_reachable_needs_symbols_and_a_complete_set() {
        let net = "pkg:golang/golang.org/x/net@v0.5.0";
        let rows: [(&str, &[&str], &str); 11] = [
            (net, &["golang.org/x/net/http2.Server.ServeConn"], "reachable"),
            (net, &["html.Parse"], "reachable"),
            (net, &["golang.org/x/net/http2.*"], "reachable"),
            (net, &["golang.org/x/net/http.*"], "not-reachable"),
            (net, &["golang.org/x/net/html.Parse"], "not-reachable"),
            (net, &[], "unknown"),
            (net, &["golang.org/x/net/html.Parse", "<>"], "unknown"),
            // Complete for one version alone.
            (
                "pkg:golang/golang.org/x/net@v0.6.0",
                &["golang.org/x/net/html.Parse"],
                "unknown",
            ),
            ("pkg:cargo/time@0.1.43", &["time::at_utc"], "not-reachable"),
            (
                "pkg:cargo/smallvec@1.0.0",
                &["smallvec::SmallVec::grow"],
                "reachable",
            ),
            (
                "pkg:cargo/smallvec@1.0.0",
                &["smallvec::SmallVec::push"],
                "unknown",
            ),
        ];
        for (purl, symbols, expected) in rows {
            assert_eq!(reach(purl, symbols), expected, "{purl} {symbols:?}");
        }
    }

    #[test]
    fn a_wrong_line_is_an_error_with_its_number() {
        for text in [
            "ok\n",
            "\nnot-a-purl f",
            "\ncomplete x",
            "\npkg:cargo/a",
            "\n* \u{0}\nx\u{0}",
        ] {
            let found = Symbols::read(text.as_bytes(), &SymbolsLimits::default());
            assert!(matches!(found, Err(SymbolsError::Line { .. })), "{text:?}");
        }
        let limits = SymbolsLimits {
            lines: 1,
            ..SymbolsLimits::default()
        };
        assert!(matches!(
            Symbols::read(b"\n\n", &limits),
            Err(SymbolsError::Limit { .. })
        ));
    }
}
