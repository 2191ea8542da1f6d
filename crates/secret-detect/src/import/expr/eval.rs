//! The value of an expression. Kinds were checked when it was read, so that every part has one.

use std::borrow::Cow;

use super::Program;
use super::node::{Compare, Field, Id, Node};
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
    variables: Vec<Option<Value<'t>>>,
    /// Values of parts whose whole is not known yet.
    values: Vec<Value<'t>>,
}

/// A part that waits for those below it.
struct Open<'t> {
    node: &'t Node,
    /// How many of them are there.
    done: usize,
}

/// What comes of one more value below a part.
enum Next<'t> {
    /// The part needs this one, too.
    Below(Id),
    /// The value of the part is that of this one.
    Instead(Id),
    /// The value of the part.
    Done(Value<'t>),
}

pub(super) fn is_true(program: &Program, view: &View<'_>) -> bool {
    let evaluation = Evaluation {
        program,
        view: *view,
        variables: vec![None; program.lets.len()],
        values: Vec::new(),
    };
    evaluation.run() == Value::Bool(true)
}

impl<'t> Evaluation<'t> {
    /// The value of the body. A declaration sees only those before it, so that this ends.
    fn run(mut self) -> Value<'t> {
        let mut open: Vec<Open<'t>> = Vec::new();
        let mut next = Next::Below(self.program.body);
        loop {
            let value = match next {
                Next::Done(value) => value,
                Next::Below(id) | Next::Instead(id) => {
                    let Some(node) = self.program.nodes.get(id) else {
                        return Value::Bool(false);
                    };
                    if let Some(first) = self.below(node, 0) {
                        open.push(Open { node, done: 0 });
                        next = Next::Below(first);
                        continue;
                    }
                    self.leaf(node)
                }
            };
            let Some(mut waiting) = open.pop() else {
                return value;
            };
            waiting.done += 1;
            next = self.resume(waiting.node, waiting.done, value);
            if let Next::Below(_) = next {
                open.push(waiting);
            }
        }
    }

    /// What a part needs to know, in this order; `None` behind the last one, and of one that needs nothing.
    fn below(&self, node: &Node, at: usize) -> Option<Id> {
        match node {
            Node::Bool(_) | Node::Number(_) | Node::Text(_) | Node::Field(_) | Node::Attribute(_) => None,
            Node::Variable(index) => match self.variables.get(*index) {
                Some(None) if at == 0 => self.program.lets.get(*index).map(|(_, id)| *id),
                _ => None,
            },
            Node::Not(of)
            | Node::Entropy(of)
            | Node::Length(of)
            | Node::WordLike(of)
            | Node::MatchesAny(of, ..)
            | Node::ContainsAny(of, ..)
            | Node::FindMatch(of, ..) => Some(*of).filter(|_| at == 0),
            Node::Compare(_, one, two)
            | Node::Or(one, two)
            | Node::Join(one, two)
            | Node::Plus(one, two)
            | Node::Minus(one, two)
            | Node::Around(one, two) => [*one, *two].get(at).copied(),
            Node::If(condition, then, other) => [*condition, *then, *other].get(at).copied(),
            Node::Slice(of, from, to) => [Some(*of), *from, *to].into_iter().flatten().nth(at),
            Node::Any(parts) | Node::All(parts) | Node::Least(parts) | Node::Most(parts) => {
                parts.get(at).copied()
            }
            Node::In(left, members) => std::iter::once(left).chain(members).nth(at).copied(),
        }
    }

    fn leaf(&self, node: &'t Node) -> Value<'t> {
        match node {
            Node::Number(value) => Value::Number(*value),
            Node::Text(text) => Value::Text(Cow::Borrowed(text.as_bytes())),
            Node::Field(field) => self.field(*field),
            Node::Attribute(name) => Value::Text(Cow::Borrowed(self.attribute(name))),
            Node::Variable(index) => {
                let known = self.variables.get(*index).cloned().flatten();
                known.unwrap_or(Value::Bool(false))
            }
            other => Value::Bool(matches!(other, Node::Bool(true))),
        }
    }

    /// What comes of the value below a part that makes `done` of them. What cannot change the answer is not asked.
    fn resume(&mut self, node: &'t Node, done: usize, value: Value<'t>) -> Next<'t> {
        let is_true = value == Value::Bool(true);
        let settled = match node {
            Node::Variable(index) => {
                if let Some(known) = self.variables.get_mut(*index) {
                    *known = Some(value.clone());
                }
                return Next::Done(value);
            }
            Node::If(_, then, other) => return Next::Instead(if is_true { *then } else { *other }),
            Node::Or(_, second) if done == 1 && value.is_empty() => return Next::Instead(*second),
            Node::Or(..) => return Next::Done(value),
            Node::Any(_) => Some(true).filter(|_| is_true),
            Node::All(_) => Some(false).filter(|_| !is_true),
            Node::In(..) if done > 1 => Some(true).filter(|_| self.values.last() == Some(&value)),
            _ => None,
        };
        // Of these, what was seen before tells nothing more.
        let keeps = match node {
            Node::Any(_) | Node::All(_) => false,
            Node::In(..) => done == 1,
            _ => true,
        };
        if keeps {
            self.values.push(value);
        }
        match (settled, self.below(node, done)) {
            (None, Some(below)) => Next::Below(below),
            (settled, _) => Next::Done(self.apply(node, settled)),
        }
    }

    /// The value of a part of which all is known that counts.
    fn apply(&mut self, node: &'t Node, settled: Option<bool>) -> Value<'t> {
        match node {
            Node::Any(_) => Value::Bool(settled == Some(true)),
            Node::All(_) => Value::Bool(settled != Some(false)),
            Node::In(..) => {
                self.values.pop();
                Value::Bool(settled == Some(true))
            }
            Node::Not(_) => Value::Bool(self.values.pop() != Some(Value::Bool(true))),
            Node::Compare(compare, ..) => {
                let (right, left) = (self.pop(), self.pop());
                Value::Bool(holds(*compare, &left, &right))
            }
            Node::Join(..) => {
                let (right, left) = (self.text(), self.text());
                let mut text = left.into_owned();
                text.extend_from_slice(&right);
                text.truncate(MAX_TEXT);
                Value::Text(Cow::Owned(text))
            }
            Node::Plus(..) => Value::Number(self.number() + self.number()),
            Node::Minus(..) => {
                let (right, left) = (self.number(), self.number());
                Value::Number(left - right)
            }
            Node::Slice(_, from, to) => {
                let to = to.map(|_| self.number());
                let from = from.map(|_| self.number());
                slice(self.text(), from, to)
            }
            Node::Around(..) => {
                let (to, from) = (self.number(), self.number());
                Value::Text(Cow::Borrowed(self.view.between(from as i64, to as i64)))
            }
            Node::Entropy(_) => Value::Number(bits_per_byte(&self.text())),
            Node::Length(_) => Value::Number(self.text().len() as f64),
            Node::WordLike(_) => Value::Bool(is_word_like(&self.text())),
            Node::Least(parts) => Value::Number(self.fold(parts.len(), f64::min)),
            Node::Most(parts) => Value::Number(self.fold(parts.len(), f64::max)),
            Node::MatchesAny(_, sources, patterns) => {
                let text = self.text();
                Value::Bool(!sources.is_empty() && patterns.is_match(&text))
            }
            Node::ContainsAny(_, _, words) => Value::Bool(words.is_match(&self.text().to_ascii_lowercase())),
            Node::FindMatch(_, _, patterns) => {
                let text = self.text();
                let found = patterns.find(&text).unwrap_or_default();
                Value::Text(cut(text, found.start, found.end))
            }
            _ => self.pop(),
        }
    }

    fn pop(&mut self) -> Value<'t> {
        self.values.pop().unwrap_or(Value::Bool(false))
    }

    fn number(&mut self) -> f64 {
        match self.pop() {
            Value::Number(number) => number,
            _ => 0.0,
        }
    }

    fn text(&mut self) -> Cow<'t, [u8]> {
        match self.pop() {
            Value::Text(text) => text,
            _ => Cow::Borrowed(&[]),
        }
    }

    fn fold(&mut self, count: usize, with: impl Fn(f64, f64) -> f64) -> f64 {
        let numbers = (0..count).map(|_| self.number());
        numbers.reduce(with).unwrap_or(0.0)
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
}

impl Value<'_> {
    fn is_empty(&self) -> bool {
        matches!(self, Value::Text(text) if text.is_empty())
    }
}

fn holds(compare: Compare, left: &Value<'_>, right: &Value<'_>) -> bool {
    match (compare, left, right) {
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

fn slice(text: Cow<'_, [u8]>, from: Option<f64>, to: Option<f64>) -> Value<'_> {
    let index = |number: Option<f64>, otherwise: usize| {
        let Some(number) = number else { return otherwise };
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
            (r#"finding["secret"] in []"#, "", false),
            (
                r#"let a = finding["secret"] in ["x", "y", "z"]; a && a && !(!a || false)"#,
                "y",
                true,
            ),
            (
                r#"(false ? 1 : 2 - 1 - 1) == 0 && ("" ?? "" ?? "c") == "c""#,
                "",
                true,
            ),
            (r#"(finding["secret"] ?? "x")[0:1] + "b" == "ab""#, "abc", true),
            (r#"min(5, max(1, 2, 3), 4) == 3"#, "", true),
        ];
        for (source, text, expected) in rows {
            assert_eq!(is_true_of(source, text), expected, "{source}");
        }
    }
}
