//! Where reading is among the tokens.

use super::ExprError;
use super::lexer::{Token, TokenKind, tokens};
use super::node::COMPARISONS;
use super::parts::Operator;

/// The tokens of an expression, and the next of them.
pub(super) struct Cursor {
    tokens: Vec<Token>,
    next: usize,
    /// The length of the text.
    end: usize,
}

impl Cursor {
    pub(super) fn new(source: &str) -> Result<Self, ExprError> {
        Ok(Self {
            tokens: tokens(source)?,
            next: 0,
            end: source.len(),
        })
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.next >= self.tokens.len()
    }

    pub(super) fn skip(&mut self, tokens: usize) {
        self.next += tokens;
    }

    /// The operator that is next, and how many tokens it has.
    pub(super) fn operator(&self) -> Option<(Operator, usize)> {
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

    pub(super) fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    pub(super) fn take(&mut self) -> Option<TokenKind> {
        let token = self.peek().cloned();
        self.next += 1;
        token
    }

    pub(super) fn takes(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(TokenKind::Sign(next)) if *next == sign);
        self.next += usize::from(found);
        found
    }

    pub(super) fn takes_name(&mut self, name: &str) -> bool {
        let found = matches!(self.peek(), Some(TokenKind::Name(next)) if next == name);
        self.next += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, sign: &str) -> Result<(), ExprError> {
        let at = self.at();
        if self.takes(sign) {
            Ok(())
        } else {
            Err(ExprError::Syntax { at })
        }
    }

    pub(super) fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |token| token.at)
    }
}
