//! What a policy inside the scanned tree may do: ask more, accept nothing.

use portcullis_findings::{Digest, MatchOptions};

use crate::policy::{Origin, Policy, Rule};

impl Policy {
    /// This policy with the rules of another that nobody named, such as one found in the scanned tree, and what of that was
    /// ignored.
    ///
    /// The tree's rules are added under `tree/` and their ids; those that this policy has already are not doubled. A smaller
    /// `max-waiver-days` counts. Excludes, waivers, acceptances and options of matching of the tree are dropped and named: a
    /// change cannot acquit itself. The verdict is never lower than that of this policy alone.
    #[must_use]
    pub fn tightened_by(&self, tree: &Self) -> (Self, Vec<String>) {
        let mut policy = self.clone();
        let mut ignored = Vec::new();
        let stated = tree.rules.iter().filter(|rule| rule.origin == Origin::Stated);
        for rule in stated {
            let mut rule = rule.clone();
            if let Some((stricter, dropped)) = rule.check.without_acceptances() {
                ignored.extend(
                    dropped
                        .into_iter()
                        .map(|what| format!("rule `{}`: {what}", rule.id)),
                );
                rule.check = stricter;
            }
            if !self.has(&rule) {
                rule.id = format!("tree/{}", rule.id);
                rule.origin = Origin::Tree;
                policy.rules.push(rule);
            }
        }
        let excludes = tree
            .excludes
            .iter()
            .map(|exclude| format!("exclude `{}`", exclude.path()));
        ignored.extend(excludes);
        ignored.extend(
            tree.waivers
                .iter()
                .map(|waiver| format!("waiver `{}`", waiver.id)),
        );
        if tree.matching != self.matching && tree.matching != MatchOptions::default() {
            ignored.push(format!("matching {}", tree.matching));
        }
        if tree.max_waiver_days > self.max_waiver_days {
            ignored.push(format!("max-waiver-days {}", tree.max_waiver_days));
        }
        policy.max_waiver_days = self.max_waiver_days.min(tree.max_waiver_days);
        policy.digest = Digest::sha256(format!("{} tightened by {}", self.digest, tree.digest).as_bytes());
        (policy, ignored)
    }

    fn has(&self, rule: &Rule) -> bool {
        self.rules
            .iter()
            .any(|own| own.asks_like(rule) && own.effect >= rule.effect)
    }
}
