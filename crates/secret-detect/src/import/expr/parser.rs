//! From tokens to a checked expression: precedence climbing on a stack of its own, as deep as [`MAX_DEPTH`] at most.

use super::cursor::Cursor;
use super::lexer::TokenKind;
use super::node::{COMPARISONS, FIELDS, Id, Kind, Node};
use super::parts::{Operator, Part, Parts, limit, patterns, words};
use super::{ExprError, MAX_BYTES, MAX_DEPTH, Program};

/// How many `let`s there may be.
const MAX_LETS: usize = 64;
/// How many levels of parentheses and operators may be open at once: more than any expression of [`MAX_DEPTH`] needs when
/// each of its parts is written in parentheses.
const MAX_LEVELS: usize = 5 * MAX_DEPTH;

pub(super) fn program(source: &str) -> Result<Program, ExprError> {
    if source.len() > MAX_BYTES {
        return Err(limit("bytes", MAX_BYTES));
    }
    let mut parser = Parser {
        cursor: Cursor::new(source)?,
        parts: Parts::default(),
        open: Vec::new(),
        level: 0,
        lets: Vec::new(),
        kinds: Vec::new(),
    };
    while parser.cursor.takes_name("let") {
        parser.declaration()?;
    }
    let body = parser.expression()?;
    let at = parser.cursor.at();
    if !parser.cursor.is_at_end() {
        return Err(ExprError::Syntax { at });
    }
    let body = body.of(Kind::Bool)?;
    Ok(Program {
        nodes: parser.parts.nodes,
        lets: parser.lets,
        body,
    })
}

struct Parser {
    cursor: Cursor,
    parts: Parts,
    /// What waits for a part, the innermost last.
    open: Vec<Open>,
    /// How many of them are levels.
    level: usize,
    lets: Vec<(String, Id)>,
    kinds: Vec<(Kind, usize)>,
}

/// What is to be read next, or was.
enum Step {
    /// A whole expression, `?:` included.
    Whole,
    /// Operators that bind at least so tightly, with their sides.
    Operators(u8),
    /// `!`, or something with slices behind it.
    Side,
    /// A part is there; what waits for it goes on.
    Have(Part),
}

/// What waits for a part.
enum Open {
    Condition,
    Then {
        condition: Part,
    },
    Otherwise {
        condition: Part,
        then: Part,
    },
    Operators {
        least: u8,
    },
    Right {
        operator: Operator,
        left: Part,
    },
    Member {
        left: Part,
        negated: bool,
        members: Vec<Part>,
    },
    Not {
        at: usize,
    },
    Slices,
    From {
        of: Part,
    },
    To {
        of: Part,
        from: Option<Part>,
    },
    Parentheses,
    Argument {
        function: String,
        at: usize,
    },
    Extreme {
        is_least: bool,
        at: usize,
        numbers: Vec<Part>,
    },
    Default {
        attribute: Part,
    },
}

/// How tightly `!` binds.
const NOT: u8 = 5;

impl Parser {
    fn declaration(&mut self) -> Result<(), ExprError> {
        let at = self.cursor.at();
        if self.lets.len() == MAX_LETS {
            return Err(limit("declarations", MAX_LETS));
        }
        let Some(TokenKind::Name(name)) = self.cursor.take() else {
            return Err(ExprError::Syntax { at });
        };
        self.cursor.expect("=")?;
        let value = self.expression()?;
        self.cursor.expect(";")?;
        if value.kind == Kind::Fragment
            || is_reserved(&name)
            || self.lets.iter().any(|(other, _)| *other == name)
        {
            return Err(ExprError::Type { at });
        }
        // A variable counts as deep as what it stands for, since evaluation goes down there.
        self.kinds.push((value.kind, value.depth));
        self.lets.push((name, value.id));
        Ok(())
    }

    fn expression(&mut self) -> Result<Part, ExprError> {
        let mut step = Step::Whole;
        loop {
            step = match step {
                Step::Whole => {
                    self.enter(Open::Condition)?;
                    Step::Operators(0)
                }
                Step::Operators(least) => {
                    self.enter(Open::Operators { least })?;
                    Step::Side
                }
                Step::Side => self.side()?,
                Step::Have(part) => match self.open.pop() {
                    Some(open) => self.resume(open, part)?,
                    None => return Ok(part),
                },
            };
        }
    }

    /// Opens a level.
    fn enter(&mut self, open: Open) -> Result<(), ExprError> {
        self.level += 1;
        if self.level > MAX_LEVELS {
            return Err(limit("levels", MAX_LEVELS));
        }
        self.open.push(open);
        Ok(())
    }

    fn leave(&mut self, part: Part) -> Step {
        self.level -= 1;
        Step::Have(part)
    }

    /// Reads `step` for something that waits.
    fn wait(&mut self, open: Open, step: Step) -> Step {
        self.open.push(open);
        step
    }

    fn side(&mut self) -> Result<Step, ExprError> {
        let at = self.cursor.at();
        if self.cursor.takes("!") || self.cursor.takes_name("not") {
            return Ok(self.wait(Open::Not { at }, Step::Operators(NOT)));
        }
        self.open.push(Open::Slices);
        self.primary()
    }

    /// What waited for a part goes on with it.
    fn resume(&mut self, open: Open, part: Part) -> Result<Step, ExprError> {
        Ok(match open {
            Open::Condition if self.cursor.takes("?") => {
                self.wait(Open::Then { condition: part }, Step::Whole)
            }
            Open::Condition => self.leave(part),
            Open::Then { condition } => {
                self.cursor.expect(":")?;
                let then = part;
                self.wait(Open::Otherwise { condition, then }, Step::Whole)
            }
            Open::Otherwise { condition, then } => {
                let choice = self.parts.choice(condition, then, part)?;
                self.leave(choice)
            }
            Open::Operators { least } => self.operators(least, part)?,
            Open::Right { operator, left } => Step::Have(self.parts.combine(operator, left, part)?),
            Open::Member {
                left,
                negated,
                mut members,
            } => {
                part.of(left.kind)?;
                members.push(part);
                if !self.cursor.takes(",") {
                    self.cursor.expect("]")?;
                    return Ok(Step::Have(self.parts.member_of(left, &members, negated)?));
                }
                self.member(left, negated, members)?
            }
            Open::Not { at } => Step::Have(self.parts.negated(part, at)?),
            Open::Slices => self.slices(part)?,
            Open::From { of } => {
                self.cursor.expect(":")?;
                self.upper(of, Some(part))?
            }
            Open::To { of, from } => {
                self.cursor.expect("]")?;
                let slice = self.parts.slice(of, from, Some(part))?;
                self.wait(Open::Slices, Step::Have(slice))
            }
            Open::Parentheses => {
                self.cursor.expect(")")?;
                Step::Have(part)
            }
            Open::Argument { function, at } => self.argument(&function, part, at)?,
            Open::Extreme {
                is_least,
                at,
                mut numbers,
            } => {
                part.of(Kind::Number)?;
                numbers.push(part);
                self.extreme(is_least, numbers, at)?
            }
            Open::Default { attribute } => {
                let part = self.parts.combine(Operator::Or, attribute, part)?;
                self.cursor.expect(")")?;
                Step::Have(part)
            }
        })
    }

    /// Behind a left side: an operator that binds tightly enough, or the end of the level.
    fn operators(&mut self, least: u8, left: Part) -> Result<Step, ExprError> {
        let next = self.cursor.operator();
        let Some((operator, length)) = next.filter(|(operator, _)| operator.binding() >= least) else {
            return Ok(self.leave(left));
        };
        self.cursor.skip(length);
        self.open.push(Open::Operators { least });
        match operator {
            Operator::In | Operator::NotIn => {
                if left.kind == Kind::Fragment {
                    return Err(ExprError::Type { at: left.at });
                }
                self.cursor.expect("[")?;
                self.member(left, operator == Operator::NotIn, Vec::new())
            }
            _ => {
                let step = Step::Operators(operator.binding() + 1);
                Ok(self.wait(Open::Right { operator, left }, step))
            }
        }
    }

    /// The next member of a list, or its end.
    fn member(&mut self, left: Part, negated: bool, members: Vec<Part>) -> Result<Step, ExprError> {
        if self.cursor.takes("]") {
            return Ok(Step::Have(self.parts.member_of(left, &members, negated)?));
        }
        let open = Open::Member {
            left,
            negated,
            members,
        };
        Ok(self.wait(open, Step::Whole))
    }

    /// Behind something that may be sliced.
    fn slices(&mut self, of: Part) -> Result<Step, ExprError> {
        if !self.cursor.takes("[") {
            return Ok(Step::Have(of));
        }
        if self.is_bound() {
            return Ok(self.wait(Open::From { of }, Step::Whole));
        }
        self.cursor.expect(":")?;
        self.upper(of, None)
    }

    /// Behind the `:` of a slice.
    fn upper(&mut self, of: Part, from: Option<Part>) -> Result<Step, ExprError> {
        if self.is_bound() {
            return Ok(self.wait(Open::To { of, from }, Step::Whole));
        }
        self.cursor.expect("]")?;
        let slice = self.parts.slice(of, from, None)?;
        Ok(self.wait(Open::Slices, Step::Have(slice)))
    }

    fn is_bound(&self) -> bool {
        !matches!(self.cursor.peek(), Some(TokenKind::Sign(":" | "]")))
    }

    fn primary(&mut self) -> Result<Step, ExprError> {
        let at = self.cursor.at();
        let part = match self.cursor.take() {
            Some(TokenKind::Number(number)) => self.parts.part(Node::Number(number), Kind::Number, 0, at),
            Some(TokenKind::Text(text)) => self.parts.part(Node::Text(text), Kind::Text, 0, at),
            Some(TokenKind::Sign("(")) => return Ok(self.wait(Open::Parentheses, Step::Whole)),
            Some(TokenKind::Sign("-")) => match self.cursor.take() {
                Some(TokenKind::Number(number)) => {
                    self.parts.part(Node::Number(-number), Kind::Number, 0, at)
                }
                _ => Err(ExprError::Syntax { at }),
            },
            Some(TokenKind::Name(name)) => return self.named(&name, at),
            _ => Err(ExprError::Syntax { at }),
        };
        part.map(Step::Have)
    }

    fn named(&mut self, name: &str, at: usize) -> Result<Step, ExprError> {
        let leaf = match name {
            "true" | "false" => Some((Node::Bool(name == "true"), Kind::Bool, 0)),
            "finding" => {
                let key = self.key()?;
                let field = FIELDS.iter().find(|(known, _, _)| *known == key);
                let (_, field, kind) = field.ok_or_else(|| unknown(format!("finding[\"{key}\"]"), at))?;
                Some((Node::Field(*field), *kind, 0))
            }
            "attributes" => Some((Node::Attribute(self.key()?), Kind::Text, 0)),
            _ => self
                .lets
                .iter()
                .position(|(other, _)| other == name)
                .map(|index| {
                    let (kind, depth) = self.kinds.get(index).copied().unwrap_or((Kind::Bool, 0));
                    (Node::Variable(index), kind, depth)
                }),
        };
        if let Some((node, kind, depth)) = leaf {
            return self.parts.part(node, kind, depth, at).map(Step::Have);
        }
        let function = if name == "filter" && self.cursor.takes(".") {
            match self.cursor.take() {
                Some(TokenKind::Name(function)) => function,
                _ => return Err(ExprError::Syntax { at }),
            }
        } else {
            name.to_owned()
        };
        if !self.cursor.takes("(") {
            return Err(unknown(function, at));
        }
        if function == "get" {
            return self.get(at);
        }
        Ok(self.wait(Open::Argument { function, at }, Step::Whole))
    }

    /// `["key"]` or `.key`.
    fn key(&mut self) -> Result<String, ExprError> {
        let at = self.cursor.at();
        if self.cursor.takes(".") {
            return match self.cursor.take() {
                Some(TokenKind::Name(name)) => Ok(name),
                _ => Err(ExprError::Syntax { at }),
            };
        }
        self.cursor.expect("[")?;
        let key = self.text()?;
        self.cursor.expect("]")?;
        Ok(key)
    }

    /// Behind the first argument of a call.
    fn argument(&mut self, function: &str, first: Part, at: usize) -> Result<Step, ExprError> {
        let (node, kind) = match function {
            "entropy" | "len" | "failsTokenEfficiency" => {
                let inner = first.of(Kind::Text)?;
                self.cursor.expect(")")?;
                match function {
                    "entropy" => (Node::Entropy(inner), Kind::Number),
                    "len" => (Node::Length(inner), Kind::Number),
                    _ => (Node::WordLike(inner), Kind::Bool),
                }
            }
            "matchesAny" | "containsAny" => {
                self.cursor.expect(",")?;
                let list_at = self.cursor.at();
                let texts = self.texts()?;
                self.cursor.takes(",");
                self.cursor.expect(")")?;
                let text = first.of(Kind::Text)?;
                let node = if function == "matchesAny" {
                    let patterns = patterns(&texts, list_at)?;
                    Node::MatchesAny(text, texts, patterns)
                } else {
                    let words = words(&texts).ok_or(ExprError::Type { at: list_at })?;
                    Node::ContainsAny(text, texts, words)
                };
                (node, Kind::Bool)
            }
            "findMatch" => {
                self.cursor.expect(",")?;
                let list_at = self.cursor.at();
                let pattern = self.text()?;
                self.cursor.expect(")")?;
                let patterns = patterns(std::slice::from_ref(&pattern), list_at)?;
                (
                    Node::FindMatch(first.of(Kind::Text)?, pattern, patterns),
                    Kind::Text,
                )
            }
            "min" | "max" if first.kind == Kind::Number => {
                return self.extreme(function == "min", vec![first], at);
            }
            _ => return Err(unknown(function.to_owned(), at)),
        };
        self.parts.part(node, kind, first.depth, at).map(Step::Have)
    }

    /// The next number of `min` or `max`, or its end.
    fn extreme(&mut self, is_least: bool, numbers: Vec<Part>, at: usize) -> Result<Step, ExprError> {
        if self.cursor.takes(",") {
            let open = Open::Extreme {
                is_least,
                at,
                numbers,
            };
            return Ok(self.wait(open, Step::Whole));
        }
        self.cursor.expect(")")?;
        let depth = numbers
            .iter()
            .map(|number| number.depth)
            .max()
            .unwrap_or_default();
        let ids = numbers.iter().map(|number| number.id).collect();
        let node = if is_least {
            Node::Least(ids)
        } else {
            Node::Most(ids)
        };
        self.parts.part(node, Kind::Number, depth, at).map(Step::Have)
    }

    /// `get(attributes, "key")`, with a default or without.
    fn get(&mut self, at: usize) -> Result<Step, ExprError> {
        if !self.cursor.takes_name("attributes") {
            return Err(unknown("get".to_owned(), at));
        }
        self.cursor.expect(",")?;
        let key = self.text()?;
        let attribute = self.parts.part(Node::Attribute(key), Kind::Text, 0, at)?;
        if self.cursor.takes(",") {
            return Ok(self.wait(Open::Default { attribute }, Step::Whole));
        }
        self.cursor.expect(")")?;
        Ok(Step::Have(attribute))
    }

    fn texts(&mut self) -> Result<Vec<String>, ExprError> {
        self.cursor.expect("[")?;
        let mut texts = Vec::new();
        while !self.cursor.takes("]") {
            texts.push(self.text()?);
            if !self.cursor.takes(",") {
                self.cursor.expect("]")?;
                break;
            }
        }
        Ok(texts)
    }

    fn text(&mut self) -> Result<String, ExprError> {
        let at = self.cursor.at();
        self.parts.count()?;
        match self.cursor.take() {
            Some(TokenKind::Text(text)) => Ok(text),
            _ => Err(ExprError::Type { at }),
        }
    }
}

fn is_reserved(name: &str) -> bool {
    let words = [
        "true",
        "false",
        "finding",
        "attributes",
        "filter",
        "let",
        "not",
        "and",
        "or",
        "in",
        "get",
    ];
    words.contains(&name) || COMPARISONS.iter().any(|(word, _)| *word == name)
}

fn unknown(what: String, at: usize) -> ExprError {
    ExprError::Unknown { what, at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_ends_at_the_limit_whatever_is_nested() {
        let forms: [(&str, &str, &str); 9] = [
            ("(", "true", ")"),
            ("!", "true", ""),
            ("!(", "true", ")"),
            ("true ? ", "true", " : false"),
            ("true && (false || ", "true", ")"),
            ("len(finding[\"secret\"][", "1", ":]) == 1"),
            ("max(1, ", "1", ") == 1"),
            ("true in [", "true", "]"),
            ("(get(attributes, \"a\", ", "\"b\"", ")) == \"b\""),
        ];
        for (open, inner, close) in forms {
            let nested = |levels: usize| {
                let source = [open.repeat(levels), inner.to_owned(), close.repeat(levels)].concat();
                Program::parse(&source)
            };
            // What is deeper than the parser may go is told, never followed.
            assert!(
                matches!(
                    nested(10_000),
                    Err(ExprError::Limit {
                        what: "levels" | "bytes",
                        ..
                    })
                ),
                "{open}"
            );
        }
        for (levels, is_read) in [(47, true), (48, false)] {
            let source = format!("{}true", "!".repeat(levels));
            assert_eq!(Program::parse(&source).is_ok(), is_read, "{levels}");
        }
        // A declaration is two levels: the operator, and its name.
        for (count, is_read) in [(23, true), (24, false)] {
            let lets = (1..count).map(|at| format!("let a{at} = !a{}; ", at - 1));
            let source = format!("let a0 = !true; {}a{}", lets.collect::<String>(), count - 1);
            assert_eq!(Program::parse(&source).is_ok(), is_read, "{count}");
        }
    }

    #[test]
    fn a_chain_may_be_long() {
        let source = vec!["finding[\"secret\"] == \"a\""; 4000].join(" || ");
        let program = Program::parse(&source).unwrap();
        assert!(program.refuses_text(b"a"));
        assert!(!program.refuses_text(b"b"));
    }
}
