//! Colour, on a terminal alone.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};

use portcullis::findings::Severity;
use portcullis::policy::Verdict;

/// How text is marked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Mark {
    Red,
    Yellow,
    Green,
    Bold,
    Dim,
}

/// Marks text, or leaves it alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    colour: bool,
}

impl Style {
    /// Colour if standard output is a terminal that wants it (`NO_COLOR` is not set, `TERM` is not `dumb`).
    pub(crate) fn of_stdout() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            colour: std::io::stdout().is_terminal() && !refused && !dumb,
        }
    }

    /// The text, marked.
    pub(crate) fn paint(self, mark: Mark, text: &str) -> Cow<'_, str> {
        if !self.colour {
            return Cow::Borrowed(text);
        }
        let code = match mark {
            Mark::Red => "1;31",
            Mark::Yellow => "1;33",
            Mark::Green => "1;32",
            Mark::Bold => "1",
            Mark::Dim => "2",
        };
        Cow::Owned(format!("\x1b[{code}m{text}\x1b[0m"))
    }

    /// A verdict in its colour.
    pub(crate) fn verdict(self, verdict: Verdict, text: &str) -> Cow<'_, str> {
        let mark = match verdict {
            Verdict::Allow => Mark::Green,
            Verdict::Undecided => Mark::Yellow,
            Verdict::Deny => Mark::Red,
        };
        self.paint(mark, text)
    }

    /// A severity in its colour.
    pub(crate) fn severity(self, severity: Severity) -> Cow<'static, str> {
        let mark = match severity {
            Severity::Critical | Severity::High => Mark::Red,
            Severity::Medium | Severity::Unknown => Mark::Yellow,
            _ => Mark::Dim,
        };
        self.paint(mark, severity.as_str())
    }
}

/// Prints to standard output; a closed pipe ends the output quietly, as `head` expects.
pub(crate) fn print(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Prints an error to standard error; that nobody reads it is no further error.
pub(crate) fn error(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "error: {text}");
}

/// Tells something on standard error.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
