//! From tokens to a checked expression: precedence climbing, as deep as [`MAX_DEPTH`] at most.

use aho_corasick::AhoCorasick;

use super::lexer::{Token, TokenKind, tokens};
use super::node::{COMPARISONS, Compare, FIELDS, Kind, Node};
use super::{ExprError, MAX_BYTES, MAX_DEPTH, MAX_NODES, Program};
use crate::import::patterns::Patterns;

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
        tokens: tokens(source)?,
        next: 0,
        end: source.len(),
        nodes: 0,
        level: 0,
        lets: Vec::new(),
        kinds: Vec::new(),
    };
    while parser.takes_name("let") {
        parser.declaration()?;
    }
    let body = parser.expression()?;
    let at = parser.at();
    if parser.next < parser.tokens.len() {
        return Err(ExprError::Syntax { at });
    }
    let body = body.of(Kind::Bool)?;
    Ok(Program {
        lets: parser.lets,
        body,
    })
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    end: usize,
    nodes: usize,
    level: usize,
    lets: Vec<(String, Node)>,
    kinds: Vec<(Kind, usize)>,
}

/// A part with its kind, its depth and where it begins.
struct Part {
    node: Node,
    kind: Kind,
    depth: usize,
    at: usize,
}

impl Part {
    fn of(self, kind: Kind) -> Result<Node, ExprError> {
        if self.kind == kind {
            Ok(self.node)
        } else {
            Err(ExprError::Type { at: self.at })
        }
    }

    fn boxed(self, kind: Kind) -> Result<Box<Node>, ExprError> {
        self.of(kind).map(Box::new)
    }
}

/// Operators between two parts, by how tightly they bind.
#[derive(Clone, Copy, PartialEq)]
enum Operator {
    Any,
    All,
    Compare(Compare),
    In,
    NotIn,
    Plus,
    Minus,
    Or,
}

impl Operator {
    fn binding(self) -> u8 {
        match self {
            Self::Any => 1,
            Self::All => 2,
            Self::Compare(_) | Self::In | Self::NotIn => 3,
            Self::Plus | Self::Minus => 4,
            Self::Or => 6,
        }
    }
}

/// How tightly `!` binds.
const NOT: u8 = 5;

impl Parser {
    fn declaration(&mut self) -> Result<(), ExprError> {
        let at = self.at();
        if self.lets.len() == MAX_LETS {
            return Err(limit("declarations", MAX_LETS));
        }
        let Some(TokenKind::Name(name)) = self.take() else {
            return Err(ExprError::Syntax { at });
        };
        self.expect("=")?;
        let value = self.expression()?;
        self.expect(";")?;
        if value.kind == Kind::Fragment
            || is_reserved(&name)
            || self.lets.iter().any(|(other, _)| *other == name)
        {
            return Err(ExprError::Type { at });
        }
        // A variable counts as deep as what it stands for, since evaluation goes down there.
        self.kinds.push((value.kind, value.depth));
        self.lets.push((name, value.node));
        Ok(())
    }

    /// A whole expression, `?:` included.
    fn expression(&mut self) -> Result<Part, ExprError> {
        self.level += 1;
        if self.level > MAX_LEVELS {
            return Err(limit("levels", MAX_LEVELS));
        }
        let condition = self.binary(0)?;
        let part = if self.takes("?") {
            let then = self.expression()?;
            self.expect(":")?;
            let other = self.expression()?;
            let (kind, at) = (then.kind, condition.at);
            let depth = condition.depth.max(then.depth).max(other.depth);
            let node = Node::If(
                condition.boxed(Kind::Bool)?,
                then.boxed(kind)?,
                other.boxed(kind)?,
            );
            self.part(node, kind, depth, at)?
        } else {
            condition
        };
        self.level -= 1;
        Ok(part)
    }

    fn binary(&mut self, least: u8) -> Result<Part, ExprError> {
        self.level += 1;
        if self.level > MAX_LEVELS {
            return Err(limit("levels", MAX_LEVELS));
        }
        let mut left = self.unary()?;
        while let Some((operator, length)) = self.operator() {
            if operator.binding() < least {
                break;
            }
            self.next += length;
            left = match operator {
                Operator::In | Operator::NotIn => self.membership(left, operator == Operator::NotIn)?,
                _ => {
                    let right = self.binary(operator.binding() + 1)?;
                    self.combine(operator, left, right)?
                }
            };
        }
        self.level -= 1;
        Ok(left)
    }

    fn unary(&mut self) -> Result<Part, ExprError> {
        let at = self.at();
        if self.takes("!") || self.takes_name("not") {
            let inner = self.binary(NOT)?;
            let depth = inner.depth;
            let node = Node::Not(inner.boxed(Kind::Bool)?);
            return self.part(node, Kind::Bool, depth, at);
        }
        let mut part = self.primary()?;
        while self.takes("[") {
            part = self.slice(part)?;
        }
        Ok(part)
    }

    fn primary(&mut self) -> Result<Part, ExprError> {
        let at = self.at();
        match self.take() {
            Some(TokenKind::Number(number)) => self.part(Node::Number(number), Kind::Number, 0, at),
            Some(TokenKind::Text(text)) => self.part(Node::Text(text), Kind::Text, 0, at),
            Some(TokenKind::Sign("(")) => {
                let inner = self.expression()?;
                self.expect(")")?;
                Ok(inner)
            }
            Some(TokenKind::Sign("-")) => match self.take() {
                Some(TokenKind::Number(number)) => self.part(Node::Number(-number), Kind::Number, 0, at),
                _ => Err(ExprError::Syntax { at }),
            },
            Some(TokenKind::Name(name)) => self.named(&name, at),
            _ => Err(ExprError::Syntax { at }),
        }
    }

    fn named(&mut self, name: &str, at: usize) -> Result<Part, ExprError> {
        match name {
            "true" | "false" => return self.part(Node::Bool(name == "true"), Kind::Bool, 0, at),
            "finding" => {
                let key = self.key()?;
                let field = FIELDS.iter().find(|(known, _, _)| *known == key);
                let (_, field, kind) = field.ok_or_else(|| unknown(format!("finding[\"{key}\"]"), at))?;
                return self.part(Node::Field(*field), *kind, 0, at);
            }
            "attributes" => {
                let key = self.key()?;
                return self.part(Node::Attribute(key), Kind::Text, 0, at);
            }
            _ => {}
        }
        if let Some(index) = self.lets.iter().position(|(other, _)| other == name) {
            let (kind, depth) = self.kinds.get(index).copied().unwrap_or((Kind::Bool, 0));
            return self.part(Node::Variable(index), kind, depth, at);
        }
        let function = if name == "filter" && self.takes(".") {
            match self.take() {
                Some(TokenKind::Name(function)) => function,
                _ => return Err(ExprError::Syntax { at }),
            }
        } else {
            name.to_owned()
        };
        if !self.takes("(") {
            return Err(unknown(function, at));
        }
        self.call(&function, at)
    }

    /// `["key"]` or `.key`.
    fn key(&mut self) -> Result<String, ExprError> {
        let at = self.at();
        if self.takes(".") {
            return match self.take() {
                Some(TokenKind::Name(name)) => Ok(name),
                _ => Err(ExprError::Syntax { at }),
            };
        }
        self.expect("[")?;
        let key = self.text()?;
        self.expect("]")?;
        Ok(key)
    }

    fn call(&mut self, function: &str, at: usize) -> Result<Part, ExprError> {
        if function == "get" {
            return self.get(at);
        }
        let first = self.expression()?;
        let (depth, kind) = (first.depth, first.kind);
        match function {
            "entropy" | "len" | "failsTokenEfficiency" => {
                let inner = first.boxed(Kind::Text)?;
                self.expect(")")?;
                let (node, kind) = match function {
                    "entropy" => (Node::Entropy(inner), Kind::Number),
                    "len" => (Node::Length(inner), Kind::Number),
                    _ => (Node::WordLike(inner), Kind::Bool),
                };
                self.part(node, kind, depth, at)
            }
            "matchesAny" | "containsAny" => {
                self.expect(",")?;
                let list_at = self.at();
                let texts = self.texts()?;
                self.takes(",");
                self.expect(")")?;
                let text = first.boxed(Kind::Text)?;
                let node = if function == "matchesAny" {
                    let patterns = patterns(&texts, list_at)?;
                    Node::MatchesAny(text, texts, patterns)
                } else {
                    let words = words(&texts).ok_or(ExprError::Type { at: list_at })?;
                    Node::ContainsAny(text, texts, words)
                };
                self.part(node, Kind::Bool, depth, at)
            }
            "findMatch" => {
                self.expect(",")?;
                let list_at = self.at();
                let pattern = self.text()?;
                self.expect(")")?;
                let patterns = patterns(std::slice::from_ref(&pattern), list_at)?;
                let node = Node::FindMatch(first.boxed(Kind::Text)?, pattern, patterns);
                self.part(node, Kind::Text, depth, at)
            }
            "min" | "max" if kind == Kind::Number => {
                let mut depth = depth;
                let mut parts = vec![first.node];
                while self.takes(",") {
                    let part = self.expression()?;
                    depth = depth.max(part.depth);
                    parts.push(part.of(Kind::Number)?);
                }
                self.expect(")")?;
                let node = if function == "min" {
                    Node::Least(parts)
                } else {
                    Node::Most(parts)
                };
                self.part(node, Kind::Number, depth, at)
            }
            _ => Err(unknown(function.to_owned(), at)),
        }
    }

    /// `get(attributes, "key")`, with a default or without.
    fn get(&mut self, at: usize) -> Result<Part, ExprError> {
        if !self.takes_name("attributes") {
            return Err(unknown("get".to_owned(), at));
        }
        self.expect(",")?;
        let key = self.text()?;
        let attribute = self.part(Node::Attribute(key), Kind::Text, 0, at)?;
        let part = if self.takes(",") {
            let default = self.expression()?;
            self.combine(Operator::Or, attribute, default)?
        } else {
            attribute
        };
        self.expect(")")?;
        Ok(part)
    }

    fn combine(&mut self, operator: Operator, left: Part, right: Part) -> Result<Part, ExprError> {
        let at = left.at;
        let depth = left.depth.max(right.depth);
        let (node, kind, depth) = match operator {
            Operator::Any | Operator::All => {
                // A chain is one part with many sides, however long it is.
                let is_any = operator == Operator::Any;
                let (right_depth, left_depth) = (right.depth, left.depth);
                let (mut sides, depth) = match (left.of(Kind::Bool)?, is_any) {
                    (Node::Any(sides), true) | (Node::All(sides), false) => {
                        (sides, right_depth.max(left_depth - 1))
                    }
                    (other, _) => (vec![other], depth),
                };
                sides.push(right.of(Kind::Bool)?);
                let node = if is_any {
                    Node::Any(sides)
                } else {
                    Node::All(sides)
                };
                (node, Kind::Bool, depth)
            }
            Operator::Compare(compare) => {
                let kind = left.kind;
                let fits = match compare {
                    Compare::Equal | Compare::NotEqual => kind != Kind::Fragment,
                    Compare::Contains | Compare::StartsWith | Compare::EndsWith => kind == Kind::Text,
                    _ => kind == Kind::Number,
                };
                if !fits {
                    return Err(ExprError::Type { at });
                }
                let node = Node::Compare(compare, left.boxed(kind)?, right.boxed(kind)?);
                (node, Kind::Bool, depth)
            }
            Operator::Plus if left.kind == Kind::Text => {
                let node = Node::Join(left.boxed(Kind::Text)?, right.boxed(Kind::Text)?);
                (node, Kind::Text, depth)
            }
            Operator::Plus => {
                let node = Node::Plus(left.boxed(Kind::Number)?, right.boxed(Kind::Number)?);
                (node, Kind::Number, depth)
            }
            Operator::Minus => {
                let node = Node::Minus(left.boxed(Kind::Number)?, right.boxed(Kind::Number)?);
                (node, Kind::Number, depth)
            }
            Operator::Or => {
                let node = Node::Or(left.boxed(Kind::Text)?, right.boxed(Kind::Text)?);
                (node, Kind::Text, depth)
            }
            Operator::In | Operator::NotIn => return Err(ExprError::Syntax { at }),
        };
        self.part(node, kind, depth, at)
    }

    fn membership(&mut self, left: Part, negated: bool) -> Result<Part, ExprError> {
        let (at, mut depth, kind) = (left.at, left.depth, left.kind);
        if kind == Kind::Fragment {
            return Err(ExprError::Type { at });
        }
        self.expect("[")?;
        let mut members = Vec::new();
        while !self.takes("]") {
            let member = self.expression()?;
            depth = depth.max(member.depth);
            members.push(member.of(kind)?);
            if !self.takes(",") {
                self.expect("]")?;
                break;
            }
        }
        let found = self.part(Node::In(left.boxed(kind)?, members), Kind::Bool, depth, at)?;
        if !negated {
            return Ok(found);
        }
        let depth = found.depth;
        self.part(Node::Not(Box::new(found.node)), Kind::Bool, depth, at)
    }

    /// Behind the `[` of a slice.
    fn slice(&mut self, of: Part) -> Result<Part, ExprError> {
        let (at, mut depth) = (of.at, of.depth);
        let mut bound = |parser: &mut Self| -> Result<Option<Box<Node>>, ExprError> {
            if matches!(parser.peek(), Some(TokenKind::Sign(":" | "]"))) {
                return Ok(None);
            }
            let part = parser.expression()?;
            depth = depth.max(part.depth);
            part.boxed(Kind::Number).map(Some)
        };
        let from = bound(self)?;
        self.expect(":")?;
        let to = bound(self)?;
        self.expect("]")?;
        let node = if of.kind == Kind::Fragment {
            let (Some(from), Some(to)) = (from, to) else {
                return Err(ExprError::Type { at });
            };
            Node::Around(from, to)
        } else {
            Node::Slice(of.boxed(Kind::Text)?, from, to)
        };
        self.part(node, Kind::Text, depth, at)
    }

    fn texts(&mut self) -> Result<Vec<String>, ExprError> {
        self.expect("[")?;
        let mut texts = Vec::new();
        while !self.takes("]") {
            texts.push(self.text()?);
            if !self.takes(",") {
                self.expect("]")?;
                break;
            }
        }
        Ok(texts)
    }

    fn text(&mut self) -> Result<String, ExprError> {
        let at = self.at();
        self.count()?;
        match self.take() {
            Some(TokenKind::Text(text)) => Ok(text),
            _ => Err(ExprError::Type { at }),
        }
    }

    fn part(&mut self, node: Node, kind: Kind, below: usize, at: usize) -> Result<Part, ExprError> {
        self.count()?;
        if below >= MAX_DEPTH {
            return Err(limit("levels", MAX_DEPTH));
        }
        Ok(Part {
            node,
            kind,
            depth: below + 1,
            at,
        })
    }

    fn count(&mut self) -> Result<(), ExprError> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(limit("parts", MAX_NODES));
        }
        Ok(())
    }

    /// The operator that is next, and how many tokens it has.
    fn operator(&self) -> Option<(Operator, usize)> {
        let name = match self.peek()? {
            TokenKind::Sign(sign) => *sign,
            TokenKind::Name(name) => name.as_str(),
            _ => return None,
        };
        let compare = COMPARISONS.iter().find(|(sign, _)| *sign == name);
        let operator = match name {
            "||" | "or" => Operator::Any,
            "&&" | "and" => Operator::All,
            "in" => Operator::In,
            "not"
                if self.tokens.get(self.next + 1).map(|token| &token.kind)
                    == Some(&TokenKind::Name("in".to_owned())) =>
            {
                return Some((Operator::NotIn, 2));
            }
            "+" => Operator::Plus,
            "-" => Operator::Minus,
            "??" => Operator::Or,
            _ => Operator::Compare(compare?.1),
        };
        Some((operator, 1))
    }

    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    fn take(&mut self) -> Option<TokenKind> {
        let token = self.peek().cloned();
        self.next += 1;
        token
    }

    fn takes(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(TokenKind::Sign(next)) if *next == sign);
        self.next += usize::from(found);
        found
    }

    fn takes_name(&mut self, name: &str) -> bool {
        let found = matches!(self.peek(), Some(TokenKind::Name(next)) if next == name);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), ExprError> {
        let at = self.at();
        if self.takes(sign) {
            Ok(())
        } else {
            Err(ExprError::Syntax { at })
        }
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |token| token.at)
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

fn patterns(texts: &[String], at: usize) -> Result<Patterns, ExprError> {
    let patterns = Patterns::new(texts.iter().map(String::as_str));
    patterns.map_err(|error| ExprError::Pattern {
        index: error.index,
        at,
    })
}

/// The words as they are: the text is looked at in lower case, as betterleaks does.
fn words(texts: &[String]) -> Option<AhoCorasick> {
    AhoCorasick::new(texts.iter().filter(|text| !text.is_empty())).ok()
}

fn unknown(what: String, at: usize) -> ExprError {
    ExprError::Unknown { what, at }
}

fn limit(what: &'static str, allowed: usize) -> ExprError {
    ExprError::Limit { what, allowed }
}
