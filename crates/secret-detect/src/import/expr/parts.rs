//! Parts of an expression as they are put together: counted, checked for their kinds and their depth.

use aho_corasick::AhoCorasick;

use super::node::{Compare, Id, Kind, Node};
use super::{ExprError, MAX_DEPTH, MAX_NODES};
use crate::import::patterns::Patterns;

/// A part with its kind, its depth and where it begins.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) id: Id,
    pub(super) kind: Kind,
    pub(super) depth: usize,
    pub(super) at: usize,
}

impl Part {
    /// Its place, if it is of a kind.
    pub(super) fn of(self, kind: Kind) -> Result<Id, ExprError> {
        if self.kind == kind {
            Ok(self.id)
        } else {
            Err(ExprError::Type { at: self.at })
        }
    }
}

/// Operators between two parts, by how tightly they bind.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Operator {
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
    pub(super) fn binding(self) -> u8 {
        match self {
            Self::Any => 1,
            Self::All => 2,
            Self::Compare(_) | Self::In | Self::NotIn => 3,
            Self::Plus | Self::Minus => 4,
            Self::Or => 6,
        }
    }
}

/// All parts so far.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) nodes: Vec<Node>,
    counted: usize,
}

impl Parts {
    /// Adds a part that is one deeper than what is below it.
    pub(super) fn part(
        &mut self,
        node: Node,
        kind: Kind,
        below: usize,
        at: usize,
    ) -> Result<Part, ExprError> {
        let depth = self.deeper(below)?;
        self.nodes.push(node);
        Ok(Part {
            id: self.nodes.len() - 1,
            kind,
            depth,
            at,
        })
    }

    pub(super) fn count(&mut self) -> Result<(), ExprError> {
        self.counted += 1;
        if self.counted > MAX_NODES {
            return Err(limit("parts", MAX_NODES));
        }
        Ok(())
    }

    pub(super) fn negated(&mut self, inner: Part, at: usize) -> Result<Part, ExprError> {
        let node = Node::Not(inner.of(Kind::Bool)?);
        self.part(node, Kind::Bool, inner.depth, at)
    }

    pub(super) fn choice(&mut self, condition: Part, then: Part, other: Part) -> Result<Part, ExprError> {
        let depth = condition.depth.max(then.depth).max(other.depth);
        let node = Node::If(condition.of(Kind::Bool)?, then.id, other.of(then.kind)?);
        self.part(node, then.kind, depth, condition.at)
    }

    pub(super) fn combine(&mut self, operator: Operator, left: Part, right: Part) -> Result<Part, ExprError> {
        let at = left.at;
        let depth = left.depth.max(right.depth);
        let (node, kind) = match operator {
            Operator::Any | Operator::All => return self.chain(operator == Operator::Any, left, right),
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
                (Node::Compare(compare, left.id, right.of(kind)?), Kind::Bool)
            }
            Operator::Plus if left.kind == Kind::Text => {
                (Node::Join(left.id, right.of(Kind::Text)?), Kind::Text)
            }
            Operator::Plus => {
                let node = Node::Plus(left.of(Kind::Number)?, right.of(Kind::Number)?);
                (node, Kind::Number)
            }
            Operator::Minus => {
                let node = Node::Minus(left.of(Kind::Number)?, right.of(Kind::Number)?);
                (node, Kind::Number)
            }
            Operator::Or => (Node::Or(left.of(Kind::Text)?, right.of(Kind::Text)?), Kind::Text),
            Operator::In | Operator::NotIn => return Err(ExprError::Syntax { at }),
        };
        self.part(node, kind, depth, at)
    }

    /// A chain is one part with many sides, however long it is.
    fn chain(&mut self, is_any: bool, left: Part, right: Part) -> Result<Part, ExprError> {
        let (first, last) = (left.of(Kind::Bool)?, right.of(Kind::Bool)?);
        let sides = match self.nodes.get_mut(first) {
            Some(Node::Any(sides)) if is_any => sides,
            Some(Node::All(sides)) if !is_any => sides,
            _ => {
                let sides = vec![first, last];
                let node = if is_any {
                    Node::Any(sides)
                } else {
                    Node::All(sides)
                };
                return self.part(node, Kind::Bool, left.depth.max(right.depth), left.at);
            }
        };
        sides.push(last);
        let depth = self.deeper(right.depth.max(left.depth - 1))?;
        Ok(Part { depth, ..left })
    }

    pub(super) fn member_of(
        &mut self,
        left: Part,
        members: &[Part],
        negated: bool,
    ) -> Result<Part, ExprError> {
        let depths = members.iter().map(|member| member.depth);
        let depth = depths.max().unwrap_or_default().max(left.depth);
        let ids = members.iter().map(|member| member.of(left.kind));
        let node = Node::In(left.id, ids.collect::<Result<_, _>>()?);
        let found = self.part(node, Kind::Bool, depth, left.at)?;
        match negated {
            true => self.negated(found, left.at),
            false => Ok(found),
        }
    }

    pub(super) fn slice(
        &mut self,
        of: Part,
        from: Option<Part>,
        to: Option<Part>,
    ) -> Result<Part, ExprError> {
        let at = of.at;
        let bounds = [from, to].into_iter().flatten();
        let depth = bounds
            .map(|bound| bound.depth)
            .max()
            .unwrap_or_default()
            .max(of.depth);
        let id = |bound: Option<Part>| bound.map(|bound| bound.of(Kind::Number)).transpose();
        let (from, to) = (id(from)?, id(to)?);
        let node = if of.kind == Kind::Fragment {
            let (Some(from), Some(to)) = (from, to) else {
                return Err(ExprError::Type { at });
            };
            Node::Around(from, to)
        } else {
            Node::Slice(of.of(Kind::Text)?, from, to)
        };
        self.part(node, Kind::Text, depth, at)
    }

    fn deeper(&mut self, below: usize) -> Result<usize, ExprError> {
        self.count()?;
        if below >= MAX_DEPTH {
            return Err(limit("levels", MAX_DEPTH));
        }
        Ok(below + 1)
    }
}

pub(super) fn patterns(texts: &[String], at: usize) -> Result<Patterns, ExprError> {
    let patterns = Patterns::new(texts.iter().map(String::as_str));
    patterns.map_err(|error| ExprError::Pattern {
        index: error.index,
        at,
    })
}

/// The words as they are: the text is looked at in lower case, as betterleaks does.
pub(super) fn words(texts: &[String]) -> Option<AhoCorasick> {
    AhoCorasick::new(texts.iter().filter(|text| !text.is_empty())).ok()
}

pub(super) fn limit(what: &'static str, allowed: usize) -> ExprError {
    ExprError::Limit { what, allowed }
}
