//! All rules of a scanner, and which of them are asked without a keyword.

use std::ops::Deref;

use crate::engine::compiled::Compiled;

/// The rules in their order, which is what their numbers mean.
#[derive(Debug)]
pub(crate) struct Rules {
    all: Vec<Compiled>,
    everywhere: Vec<u32>,
    of_paths: Vec<u32>,
    reach: usize,
}

impl Rules {
    pub(crate) fn new(all: Vec<Compiled>) -> Self {
        let numbers = |is: fn(&Compiled) -> bool| {
            (0..)
                .zip(&all)
                .filter(|(_, rule)| is(rule))
                .map(|(number, _)| number)
                .collect()
        };
        Self {
            everywhere: numbers(Compiled::is_everywhere),
            of_paths: numbers(Compiled::is_of_paths),
            reach: all.iter().map(|rule| rule.rule.reach()).max().unwrap_or(0),
            all,
        }
    }

    /// The rules without a literal, which search the whole text.
    pub(super) fn everywhere(&self) -> &[u32] {
        &self.everywhere
    }

    /// The rules that look at paths alone.
    pub(super) fn of_paths(&self) -> &[u32] {
        &self.of_paths
    }

    /// How far beyond a match the conditions of any rule look, in bytes.
    pub(crate) fn reach(&self) -> usize {
        self.reach
    }
}

impl Deref for Rules {
    type Target = [Compiled];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}
