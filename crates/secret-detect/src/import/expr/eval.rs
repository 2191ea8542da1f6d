//! The value of an expression. Kinds were checked when it was read, so that every part has one.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::Program;
use super::node::{Compare, Field, Node};
use crate::filter::is_word_like;
use crate::import::View;
use crate::import::rule::bits_per_byte;

/// How long a text made by `+` may be, in bytes; what is more is cut off.
const MAX_TEXT: usize = 64 << 10;

#[derive(Clone, Debug, PartialEq)]
enum Value<'t> {
    Bool(bool),
    Number(f64),
    Text(Cow<'t, [u8]>),
}

struct Evaluation<'t> {
    program: &'t Program,
    view: View<'t>,
    variables: Vec<OnceCell<Value<'t>>>,
}

pub(super) fn is_true(program: &Program, view: &View<'_>) -> bool {
    let evaluation = Evaluation {
        program,
        view: *view,
        variables: program.lets.iter().map(|_| OnceCell::new()).collect(),
    };
    evaluation.bool(&program.body)
}

impl<'t> Evaluation<'t> {
    fn bool(&self, node: &'t Node) -> bool {
        matches!(self.value(node), Value::Bool(true))
    }

    fn number(&self, node: &'t Node) -> f64 {
        match self.value(node) {
            Value::Number(number) => number,
            _ => 0.0,
        }
    }

    fn text(&self, node: &'t Node) -> Cow<'t, [u8]> {
        match self.value(node) {
            Value::Text(text) => text,
            _ => Cow::Borrowed(&[]),
        }
    }

    fn value(&self, node: &'t Node) -> Value<'t> {
        match node {
            Node::Bool(value) => Value::Bool(*value),
            Node::Number(value) => Value::Number(*value),
            Node::Text(text) => Value::Text(Cow::Borrowed(text.as_bytes())),
            Node::Variable(index) => self.variable(*index),
            Node::Field(field) => self.field(*field),
            Node::Attribute(name) => Value::Text(Cow::Borrowed(self.attribute(name))),
            Node::Not(inner) => Value::Bool(!self.bool(inner)),
            Node::Any(sides) => Value::Bool(sides.iter().any(|side| self.bool(side))),
            Node::All(sides) => Value::Bool(sides.iter().all(|side| self.bool(side))),
            Node::Compare(compare, left, right) => Value::Bool(self.compare(*compare, left, right)),
            Node::In(left, members) => {
                let left = self.value(left);
                Value::Bool(members.iter().any(|member| self.value(member) == left))
            }
            Node::Or(first, second) => {
                let first = self.text(first);
                Value::Text(if first.is_empty() {
                    self.text(second)
                } else {
                    first
                })
            }
            Node::If(condition, then, other) => self.value(if self.bool(condition) { then } else { other }),
            Node::Join(left, right) => {
                let mut text = self.text(left).into_owned();
                text.extend_from_slice(&self.text(right));
                text.truncate(MAX_TEXT);
                Value::Text(Cow::Owned(text))
            }
            Node::Plus(left, right) => Value::Number(self.number(left) + self.number(right)),
            Node::Minus(left, right) => Value::Number(self.number(left) - self.number(right)),
            Node::Slice(of, from, to) => self.slice(of, from.as_deref(), to.as_deref()),
            Node::Around(from, to) => {
                let part = self
                    .view
                    .between(self.number(from) as i64, self.number(to) as i64);
                Value::Text(Cow::Borrowed(part))
            }
            Node::Entropy(of) => Value::Number(bits_per_byte(&self.text(of))),
            Node::Length(of) => Value::Number(self.text(of).len() as f64),
            Node::WordLike(of) => Value::Bool(is_word_like(&self.text(of))),
            Node::Least(parts) => Value::Number(self.fold(parts, f64::min)),
            Node::Most(parts) => Value::Number(self.fold(parts, f64::max)),
            Node::MatchesAny(of, sources, patterns) => {
                Value::Bool(!sources.is_empty() && patterns.is_match(&self.text(of)))
            }
            Node::ContainsAny(of, _, words) => {
                Value::Bool(words.is_match(&self.text(of).to_ascii_lowercase()))
            }
            Node::FindMatch(of, _, patterns) => {
                let text = self.text(of);
                let found = patterns.find(&text).unwrap_or_default();
                Value::Text(cut(text, found.start, found.end))
            }
        }
    }

    fn variable(&self, index: usize) -> Value<'t> {
        match (self.variables.get(index), self.program.lets.get(index)) {
            // A declaration sees only those before it, so that this ends.
            (Some(cell), Some((_, node))) => cell.get_or_init(|| self.value(node)).clone(),
            _ => Value::Bool(false),
        }
    }

    fn field(&self, field: Field) -> Value<'t> {
        let (start, end) = self.view.offsets();
        let (line_start, line_end) = self.view.line_offsets();
        let text = |text: &'t [u8]| Value::Text(Cow::Borrowed(text));
        let number = |offset: u64| Value::Number(offset as f64);
        match field {
            Field::Secret => text(self.view.secret()),
            Field::Match => text(self.view.matched()),
            Field::Line => text(self.view.line()),
            Field::Fragment => text(&[]),
            Field::MatchStart => number(start),
            Field::MatchEnd => number(end),
            Field::LineStart => number(line_start),
            Field::LineEnd => number(line_end),
        }
    }

    fn attribute(&self, name: &str) -> &'t [u8] {
        match name {
            "path" => self.view.origin().path(),
            "git.sha" => self.view.origin().commit().as_bytes(),
            _ => &[],
        }
    }

    fn compare(&self, compare: Compare, left: &'t Node, right: &'t Node) -> bool {
        let (left, right) = (self.value(left), self.value(right));
        match (compare, &left, &right) {
            (Compare::Equal, _, _) => left == right,
            (Compare::NotEqual, _, _) => left != right,
            (Compare::Less, Value::Number(a), Value::Number(b)) => a < b,
            (Compare::LessOrEqual, Value::Number(a), Value::Number(b)) => a <= b,
            (Compare::Greater, Value::Number(a), Value::Number(b)) => a > b,
            (Compare::GreaterOrEqual, Value::Number(a), Value::Number(b)) => a >= b,
            (Compare::StartsWith, Value::Text(a), Value::Text(b)) => a.starts_with(b),
            (Compare::EndsWith, Value::Text(a), Value::Text(b)) => a.ends_with(b),
            (Compare::Contains, Value::Text(a), Value::Text(b)) => {
                b.is_empty() || a.windows(b.len()).any(|part| part == b.as_ref())
            }
            _ => false,
        }
    }

    fn slice(&self, of: &'t Node, from: Option<&'t Node>, to: Option<&'t Node>) -> Value<'t> {
        let text = self.text(of);
        let index = |node: Option<&'t Node>, otherwise: usize| {
            let Some(node) = node else { return otherwise };
            let number = self.number(node);
            // From the end, as in the language.
            let number = if number < 0.0 {
                number + text.len() as f64
            } else {
                number
            };
            number.clamp(0.0, text.len() as f64) as usize
        };
        let (from, to) = (index(from, 0), index(to, text.len()));
        Value::Text(cut(text, from, to))
    }

    fn fold(&self, parts: &'t [Node], with: impl Fn(f64, f64) -> f64) -> f64 {
        parts
            .iter()
            .map(|part| self.number(part))
            .reduce(with)
            .unwrap_or(0.0)
    }
}

fn cut(text: Cow<'_, [u8]>, from: usize, to: usize) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(from..to).unwrap_or_default()),
        Cow::Owned(text) => Cow::Owned(text.get(from..to).unwrap_or_default().to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    fn is_true_of(source: &str, text: &str) -> bool {
        let program = Program::parse(source).unwrap();
        let origin = Origin::new("src/app.inc").with_commit("0a1b");
        is_true(&program, &View::whole(text.as_bytes(), &origin))
    }

    #[test]
    fn expressions_mean_what_the_language_says() {
        let rows = [
            (r#"entropy(finding["secret"]) <= 0.0"#, "aaaa", true),
            (r#"filter.entropy(finding["secret"]) < 2.0"#, "abcd", false),
            (
                r#"len(finding["secret"]) == 4 && !(len(finding.secret) > 4)"#,
                "abcd",
                true,
            ),
            (r#"matchesAny(finding["secret"], [`^a`, "c$"])"#, "xxc", true),
            (r#"matchesAny(finding["secret"], [])"#, "xxc", false),
            (r#"containsAny(finding["secret"], ["bc"])"#, "aBCd", true),
            (r#"containsAny(finding["secret"], ["BC"])"#, "aBCd", false),
            (
                r#"get(attributes, "path", "") endsWith ".inc" or false"#,
                "",
                true,
            ),
            (r#"(attributes["none"] ?? "x") == "x""#, "", true),
            (r#"get(attributes, "git.sha", "") in ["ff", "0a1b",]"#, "", true),
            (r#"finding["secret"] not in ["a", "b"]"#, "c", true),
            (r#"findMatch(finding["secret"], `[0-9]+`) == "12""#, "ab12c", true),
            (
                r#"finding["secret"][1:3] == "bc" and finding["secret"][-1:] == "d""#,
                "abcd",
                true,
            ),
            (r#"finding["secret"][3:1] == """#, "abcd", true),
            (
                r#"let a = "x" + finding["secret"]; let b = a + a; b == "xyxy""#,
                "y",
                true,
            ),
            (
                r#"min(3, 1 + 1) == 2 && max(1, -2) == 1 && 5 - 2 - 1 == 2"#,
                "",
                true,
            ),
            (r#"len(finding["secret"]) > 2 ? false : true"#, "ab", true),
            (
                r#"finding["fragment_raw"][max(finding["match_start_idx"] - 5, finding["match_line_start_idx"]):finding["match_end_idx"]] == "ab""#,
                "ab",
                true,
            ),
            ("// a comment\ntrue || false && false", "", true),
        ];
        for (source, text, expected) in rows {
            assert_eq!(is_true_of(source, text), expected, "{source}");
        }
    }
}
