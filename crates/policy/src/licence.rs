//! SPDX licence expressions: the one file that knows the crate `spdx`.

use std::collections::BTreeSet;

use spdx::expression::{ExprNode, Operator};
use spdx::{Expression, LicenseItem, LicenseReq, Licensee, ParseMode};

/// How expressions of components are read: `/` as OR and GNU ids without `-only`, because registries hold many of both; no
/// guessed names and no unknown ids.
const STATED: ParseMode = ParseMode {
    allow_slash_as_or_operator: true,
    allow_imprecise_license_names: false,
    allow_postfix_plus_on_gpl: true,
    allow_deprecated: true,
    allow_unknown: false,
};

/// The longest expression that is read.
const MAX_BYTES: usize = 4096;

/// One licence a policy names: an id, `X WITH Y` or a `LicenseRef-`.
#[derive(Clone, Debug)]
pub(crate) struct Licence(Licensee);

impl Licence {
    pub(crate) const EXPECTED: &'static str =
        "an SPDX id that is not deprecated, `X WITH Y`, or LicenseRef- with a name";

    /// Reads a current SPDX id, `X WITH Y` or `LicenseRef-x`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Licensee::parse_mode(text, ParseMode::STRICT).ok().map(Self)
    }

    /// Whether the licence that a component asks for is this one. `X+` asks for X or any later version of it.
    fn allows(&self, asked: &LicenseReq) -> bool {
        self.0.satisfies(asked)
    }

    /// Whether it forbids what is asked for. Without an exception it forbids the licence with every exception too, and `X+`
    /// along with X.
    fn forbids(&self, asked: &LicenseReq) -> bool {
        let own = self.0.as_ref();
        own.addition.is_none() && same_licence(&own.license, &asked.license) || self.allows(asked)
    }

    fn is_exactly(&self, asked: &LicenseReq) -> bool {
        let own = self.0.as_ref();
        own.addition == asked.addition && same_licence(&own.license, &asked.license)
    }
}

fn same_licence(one: &LicenseItem, other: &LicenseItem) -> bool {
    match (one, other) {
        (LicenseItem::Spdx { id: one, .. }, LicenseItem::Spdx { id: other, .. }) => one == other,
        _ => one == other,
    }
}

/// The licences that are fine and those that are not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    /// Empty: all but the denied ones.
    pub(crate) allow: Vec<Licence>,
    pub(crate) deny: Vec<Licence>,
}

/// What the lists say to an expression.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Answer {
    /// It is fine by this branch: the licences that are complied with.
    Fine(BTreeSet<String>),
    /// No branch is fine because of these licences.
    Refused(BTreeSet<String>),
    /// It is no SPDX expression; why, and at which byte.
    Unreadable { cause: &'static str, byte: usize },
}

impl Lists {
    /// Judges an expression: of `OR` one side must be fine (the first such is named), of `AND` both.
    pub(crate) fn judge(&self, expression: &str) -> Answer {
        if expression.len() > MAX_BYTES {
            return Answer::Unreadable {
                cause: "longer than 4096 bytes",
                byte: MAX_BYTES,
            };
        }
        let parsed = match Expression::parse_mode(expression, STATED) {
            Ok(parsed) => parsed,
            Err(error) => {
                return Answer::Unreadable {
                    cause: cause(&error.reason),
                    byte: error.span.start,
                };
            }
        };
        // The expression comes in postfix order, so that no nesting is followed by recursion.
        let mut stack: Vec<Answer> = Vec::new();
        for node in parsed.iter() {
            let answer = match node {
                ExprNode::Req(asked) => self.term(&asked.req),
                ExprNode::Op(operator) => match (stack.pop(), stack.pop()) {
                    (Some(right), Some(left)) => combine(*operator, left, right),
                    _ => break,
                },
            };
            stack.push(answer);
        }
        match (stack.pop(), stack.is_empty()) {
            (Some(answer), true) => answer,
            _ => Answer::Unreadable {
                cause: "unbalanced expression",
                byte: 0,
            },
        }
    }

    fn term(&self, asked: &LicenseReq) -> Answer {
        let asked = current(asked);
        let name = BTreeSet::from([asked.to_string()]);
        let allowed = self.allow.is_empty() || self.allow.iter().any(|licence| licence.allows(&asked));
        // Naming `X WITH Y` in the allow list is more exact than denying X.
        let excepted =
            asked.addition.is_some() && self.allow.iter().any(|licence| licence.is_exactly(&asked));
        let denied = self
            .deny
            .iter()
            .any(|licence| licence.forbids(&asked) && (!excepted || licence.is_exactly(&asked)));
        if allowed && !denied {
            Answer::Fine(name)
        } else {
            Answer::Refused(name)
        }
    }
}

fn combine(operator: Operator, left: Answer, right: Answer) -> Answer {
    use Answer::{Fine, Refused};
    match (operator, left, right) {
        (Operator::And, Fine(mut one), Fine(two)) => {
            one.extend(two);
            Fine(one)
        }
        (Operator::And, Fine(_), refused) | (Operator::And, refused, Fine(_)) => refused,
        (Operator::Or, Fine(branch), _) | (Operator::Or, _, Fine(branch)) => Fine(branch),
        (_, Refused(mut one), Refused(two)) => {
            one.extend(two);
            Refused(one)
        }
        (_, unreadable @ Answer::Unreadable { .. }, _) | (_, _, unreadable) => unreadable,
    }
}

/// The deprecated GNU ids by their current names: `GPL-2.0` is `GPL-2.0-only` (SPDX licence list 3.0, release notes).
fn current(asked: &LicenseReq) -> LicenseReq {
    let mut asked = asked.clone();
    if let LicenseItem::Spdx { id, or_later } = &mut asked.license
        && id.is_gnu()
        && id.is_deprecated()
    {
        let base = id.name.trim_end_matches('+');
        let later = *or_later || base != id.name;
        let suffix = if later { "-or-later" } else { "-only" };
        // Read as a policy's is, not looked up: the look-up would put a second copy of the crate's tables into this one.
        if let Ok(now) = Licensee::parse(&format!("{base}{suffix}"))
            && let LicenseItem::Spdx { id: now, .. } = now.as_ref().license
        {
            *id = now;
            *or_later = false;
        }
    }
    asked
}

fn cause(reason: &spdx::error::Reason) -> &'static str {
    use spdx::error::Reason;
    match reason {
        Reason::UnknownLicense | Reason::UnknownTerm => "unknown licence id",
        Reason::UnknownException => "unknown exception id",
        Reason::InvalidCharacters => "invalid character",
        Reason::UnclosedParens | Reason::UnopenedParens => "unbalanced parentheses",
        Reason::Empty => "empty expression",
        Reason::Unexpected(_) | Reason::SeparatedPlus => "unexpected term",
        Reason::GnuNoPlus | Reason::GnuPlusWithSuffix => "`+` behind a GNU id",
        Reason::DeprecatedLicenseId => "deprecated licence id",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(allow: &[&str], deny: &[&str]) -> Lists {
        let read = |list: &[&str]| list.iter().map(|text| Licence::parse(text).unwrap()).collect();
        Lists {
            allow: read(allow),
            deny: read(deny),
        }
    }

    fn words(answer: Answer) -> String {
        match answer {
            Answer::Fine(set) => format!("fine: {}", Vec::from_iter(set).join(", ")),
            Answer::Refused(set) => format!("refused: {}", Vec::from_iter(set).join(", ")),
            Answer::Unreadable { cause, byte } => format!("{cause} at {byte}"),
        }
    }

    #[test]
    fn expressions_follow_the_precedence_of_spdx() {
        // SPDX 2.3, annex D.4.5: + before WITH before AND before OR.
        let lists = lists(
            &["MIT", "Apache-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"],
            &[],
        );
        let rows = [
            ("MIT", "fine: MIT"),
            ("MIT OR GPL-3.0-only", "fine: MIT"),
            ("GPL-3.0-only OR MIT", "fine: MIT"),
            ("MIT AND GPL-3.0-only", "refused: GPL-3.0-only"),
            ("MIT AND Apache-2.0", "fine: Apache-2.0, MIT"),
            ("GPL-3.0-only OR MIT AND ISC", "refused: GPL-3.0-only, ISC"),
            ("(GPL-3.0-only OR MIT) AND Apache-2.0", "fine: Apache-2.0, MIT"),
            ("MIT AND ISC OR Apache-2.0", "fine: Apache-2.0"),
            ("MIT/Apache-2.0", "fine: MIT"),
            ("Apache-1.1+", "fine: Apache-1.1+"),
            ("Apache-2.0+", "fine: Apache-2.0+"),
            (
                "GPL-2.0-only WITH Classpath-exception-2.0",
                "fine: GPL-2.0-only WITH Classpath-exception-2.0",
            ),
            ("GPL-2.0-only", "refused: GPL-2.0-only"),
            (
                "Apache-2.0 WITH LLVM-exception",
                "refused: Apache-2.0 WITH LLVM-exception",
            ),
            ("LicenseRef-own", "refused: LicenseRef-own"),
            ("MIT OR Nope-1.0", "unknown licence id at 7"),
            ("(MIT", "unbalanced parentheses at 0"),
            ("MIT AND", "unexpected term at 7"),
            ("", "empty expression at 0"),
        ];
        for (expression, expected) in rows {
            assert_eq!(words(lists.judge(expression)), expected, "{expression}");
        }
    }

    #[test]
    fn denied_licences_are_denied_with_their_exceptions() {
        let denies = lists(&[], &["GPL-2.0-only", "GPL-2.0-or-later", "AGPL-3.0-only"]);
        let rows = [
            ("MIT", true),
            ("GPL-2.0-only", false),
            ("GPL-2.0", false),
            ("GPL-2.0+", false),
            ("GPL-2.0-only WITH Classpath-exception-2.0", false),
            ("MIT OR AGPL-3.0-only", true),
            ("MIT AND AGPL-3.0", false),
        ];
        for (expression, fine) in rows {
            assert_eq!(
                matches!(denies.judge(expression), Answer::Fine(_)),
                fine,
                "{expression}"
            );
        }
        let exact = lists(&["GPL-2.0-only WITH Classpath-exception-2.0"], &["GPL-2.0-only"]);
        assert!(matches!(
            exact.judge("GPL-2.0-only WITH Classpath-exception-2.0"),
            Answer::Fine(_)
        ));
        assert!(matches!(exact.judge("GPL-2.0-only"), Answer::Refused(_)));
    }

    #[test]
    fn hostile_expressions_neither_panic_nor_pass() {
        let lists = lists(&["MIT"], &[]);
        for text in [
            "(".repeat(4000),
            "MIT OR ".repeat(500),
            ")".into(),
            "MIT+ +".into(),
            "a".repeat(5000),
            "WITH".into(),
        ] {
            assert!(matches!(lists.judge(&text), Answer::Unreadable { .. }), "{text}");
        }
        let deep = format!("{}GPL-3.0-only{}", "(".repeat(1000), ")".repeat(1000));
        assert!(matches!(lists.judge(&deep), Answer::Refused(_)));
    }
}
