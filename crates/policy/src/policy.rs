//! The policy: what is asked, and what is accepted.

use std::sync::Arc;

use portcullis_findings::{CpePolicy, Digest, EpochPolicy, MatchOptions, ProPolicy, Severity};

use crate::checks::{self, Check, CheckType};
use crate::error::PolicyError;
use crate::exclude::Exclude;
use crate::limits::Limits;
use crate::pattern::Pattern;
use crate::read::{Table, document};
use crate::verdict::Effect;
use crate::waiver::{self, Waiver};

/// The text of [`Policy::builtin`].
const BUILTIN: &str = include_str!("builtin.toml");

/// Rules, excludes and waivers as one text states them.
///
/// ```toml
/// schema = 1
///
/// [policy]
/// id = "my-gate"          # mandatory
/// max-waiver-days = 90    # the longest a waiver may hold, 1 to 3650; 180 unless given
///
/// [[rule]]
/// id = "vulnerabilities"  # the check's name unless given; waivers name it
/// check = "severity"
/// effect = "deny"         # the most the rule may do: deny (unless given), undecided, warn
/// at-least = "high"       # parameters of the check
///
/// [matching]              # where data leaves something open; what a tree's own policy says of it has no effect
/// missing-epoch = "unknown"   # of an RPM package: unknown (unless given), zero, same-as-advisory
/// ubuntu-pro = "told"         # whether fixes of Ubuntu Pro clear what does not say to be of it: told (unless given), by-version
/// cpe = "last-resort"         # whether CPE names are looked up where nothing else is: last-resort (unless given), off
///
/// [[exclude]]
/// path = "examples/"      # a path, a folder with `/` at its end, or a glob with `*`, `?`, `**`
/// reason = "…"            # mandatory
///
/// [[waiver]]              # as in a waiver text, see `Waivers`
/// ```
///
/// A policy without a rule of the check `inputs` gets one that accepts nothing: a partial answer is never *allow* unless the
/// policy accepts the gap by name.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Policy {
    pub(crate) id: String,
    pub(crate) digest: Digest,
    pub(crate) max_waiver_days: u32,
    pub(crate) rules: Vec<Rule>,
    pub(crate) excludes: Vec<Exclude>,
    pub(crate) waivers: Vec<Waiver>,
    pub(crate) matching: MatchOptions,
    pub(crate) overrides: Vec<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) kind: &'static CheckType,
    pub(crate) effect: Effect,
    pub(crate) check: Arc<dyn Check>,
    pub(crate) origin: Origin,
}

/// Who asked for a rule.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Origin {
    /// The policy, or the caller by an override.
    Stated,
    /// Nobody: the text has no rule of this check.
    Implicit,
    /// A policy that nobody named.
    Tree,
}

impl Rule {
    /// Whether the other asks the same question.
    pub(crate) fn asks_like(&self, other: &Self) -> bool {
        self.kind.name == other.kind.name && self.check.parameters() == other.check.parameters()
    }
}

impl Policy {
    /// The policy that is used where no other is named.
    #[must_use]
    #[allow(clippy::expect_used, reason = "our own text, read by a test")]
    pub fn builtin() -> Self {
        Self::parse(BUILTIN).expect("the built-in policy can be read")
    }

    /// The text of the built-in policy with a comment on each default, to begin an own policy with.
    #[must_use]
    pub const fn builtin_text() -> &'static str {
        BUILTIN
    }

    /// Reads a policy with the default [`Limits`].
    ///
    /// # Errors
    ///
    /// [`PolicyError`] if the text is no TOML of this form. Unknown keys, checks and values are errors, with the nearest
    /// known word.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        Self::parse_with(text, &Limits::default())
    }

    /// Reads a policy with limits.
    ///
    /// # Errors
    ///
    /// As [`Policy::parse`].
    pub fn parse_with(text: &str, limits: &Limits) -> Result<Self, PolicyError> {
        document(text, limits, |top| Self::read(text, &top))
    }

    /// Its name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What identifies it: the SHA-256 of its text, or of the digests and changes it was made of.
    #[must_use]
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The ids of its rules, in their order.
    pub fn rule_ids(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.id.as_str())
    }

    /// What it leaves out. Whoever walks the tree makes each a gap of its path.
    #[must_use]
    pub fn excludes(&self) -> &[Exclude] {
        &self.excludes
    }

    /// How components are to be matched with advisories where data leaves something open.
    #[must_use]
    pub fn matching(&self) -> MatchOptions {
        self.matching
    }

    /// How many waivers it holds itself.
    #[must_use]
    pub fn waiver_count(&self) -> usize {
        self.waivers.len()
    }

    /// What was changed in it by calls, in words, for the report.
    #[must_use]
    pub fn overrides(&self) -> &[String] {
        &self.overrides
    }

    /// With another threshold in every rule of the check `severity`; without such a rule one is added.
    ///
    /// This may loosen the policy, but not rules that came by [`Policy::tightened_by`]. It is meant for what the caller named on the command line, never for what a tree says.
    #[must_use]
    pub fn with_fail_on(mut self, at_least: Severity) -> Self {
        let mut found = false;
        for rule in self.rules.iter_mut().filter(|rule| rule.origin != Origin::Tree) {
            if let Some(check) = rule.check.with_fail_on(at_least) {
                rule.check = check;
                found = true;
            }
        }
        if !found {
            self.rules.push(Rule {
                id: free_id(&self.rules, "fail-on"),
                kind: &checks::severity::CHECK,
                effect: Effect::Deny,
                check: checks::severity::at_least(at_least),
                origin: Origin::Stated,
            });
        }
        self.changed(format!("fail on {at_least}"))
    }

    /// With every rule of the check `severity` looking only at vulnerabilities that a known version fixes.
    ///
    /// This loosens the policy, but not rules that came by [`Policy::tightened_by`]. It is meant for what the caller named on the command line, never for what a tree says.
    #[must_use]
    pub fn with_only_fixed(mut self) -> Self {
        for rule in self.rules.iter_mut().filter(|rule| rule.origin != Origin::Tree) {
            if let Some(check) = rule.check.with_only_fixed() {
                rule.check = check;
            }
        }
        self.changed("only what has a fix".to_owned())
    }

    /// With one more path left out, for a reason; `None` if `path` is no pattern as [`Exclude`] takes them.
    ///
    /// This loosens the policy. It is meant for what the caller names, such as the folder a build writes into, never for what
    /// a tree says.
    #[must_use]
    pub fn with_exclude(mut self, path: &str, reason: &str) -> Option<Self> {
        let pattern = Pattern::parse(path)?;
        self.excludes.push(Exclude {
            pattern,
            reason: reason.to_owned(),
        });
        Some(self.changed(format!("exclude {path}: {reason}")))
    }

    /// With other options of matching.
    ///
    /// This may loosen the policy. It is meant for what the caller names, never for what a tree says.
    #[must_use]
    pub fn with_matching(mut self, options: MatchOptions) -> Self {
        if self.matching == options {
            return self;
        }
        self.matching = options;
        self.changed(format!("matching: {options}"))
    }

    fn changed(mut self, change: String) -> Self {
        self.digest = Digest::sha256(format!("{} {change}", self.digest).as_bytes());
        self.overrides.push(change);
        self
    }

    fn read(text: &str, top: &Table<'_>) -> Result<Self, PolicyError> {
        top.only(&["schema", "policy", "matching", "rule", "exclude", "waiver"])?;
        let head = top.table("policy")?.ok_or_else(|| top.missing("policy"))?;
        head.only(&["id", "max-waiver-days"])?;
        let mut rules: Vec<Rule> = Vec::new();
        for table in top.tables("rule")? {
            let rule = read_rule(&table)?;
            if rules.iter().any(|other| other.id == rule.id) {
                return Err(table.duplicate("rule", &rule.id));
            }
            rules.push(rule);
        }
        if !rules
            .iter()
            .any(|rule| rule.kind.name == checks::inputs::CHECK.name)
        {
            rules.push(Rule {
                id: free_id(&rules, checks::inputs::CHECK.name),
                kind: &checks::inputs::CHECK,
                effect: Effect::Deny,
                check: checks::inputs::accepts_nothing(),
                origin: Origin::Implicit,
            });
        }
        Ok(Self {
            id: head.required("id")?.value.to_owned(),
            digest: Digest::sha256(text.as_bytes()),
            max_waiver_days: head
                .number("max-waiver-days", 1..3651)?
                .unwrap_or(waiver::DEFAULT_MAX_DAYS),
            rules,
            excludes: top
                .tables("exclude")?
                .iter()
                .map(Exclude::read)
                .collect::<Result<_, _>>()?,
            waivers: waiver::read_all(top)?,
            matching: top
                .table("matching")?
                .map_or_else(|| Ok(MatchOptions::default()), |table| read_matching(&table))?,
            overrides: Vec::new(),
        })
    }
}

fn read_matching(table: &Table<'_>) -> Result<MatchOptions, PolicyError> {
    table.only(&["missing-epoch", "ubuntu-pro", "cpe"])?;
    let mut options = MatchOptions::default();
    if let Some(epoch) = table.choice("missing-epoch", EpochPolicy::WORDS)? {
        options.epoch = epoch;
    }
    if let Some(pro) = table.choice("ubuntu-pro", ProPolicy::WORDS)? {
        options.ubuntu_pro = pro;
    }
    if let Some(cpe) = table.choice("cpe", CpePolicy::WORDS)? {
        options.cpe = cpe;
    }
    Ok(options)
}

/// An id that no rule has yet.
fn free_id(rules: &[Rule], wanted: &str) -> String {
    let mut id = wanted.to_owned();
    while rules.iter().any(|rule| rule.id == id) {
        id.push('-');
    }
    id
}

/// Letters, digits, `.`, `_` and `-`, at most 100; what other characters mark is made by this crate alone.
pub(crate) fn is_rule_id(id: &str) -> bool {
    (1..=100).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

fn read_rule(table: &Table<'_>) -> Result<Rule, PolicyError> {
    let name = table.required("check")?;
    let kind = checks::ALL
        .iter()
        .find(|kind| kind.name == name.value)
        .ok_or_else(|| name.unknown_check(checks::ALL.iter().map(|kind| kind.name)))?;
    let table = table.clone().named(format!("check {}", kind.name));
    let known: Vec<_> = ["id", "check", "effect"]
        .iter()
        .chain(kind.keys)
        .copied()
        .collect();
    table.only(&known)?;
    let id = match table.string("id")? {
        None => kind.name.to_owned(),
        Some(text) if is_rule_id(text.value) => text.value.to_owned(),
        Some(text) => return Err(text.invalid("1 to 100 letters, digits, `.`, `_`, `-`", [])),
    };
    let effects: Vec<_> = Effect::WORDS
        .iter()
        .copied()
        .filter(|(_, effect)| *effect > Effect::Allow)
        .collect();
    Ok(Rule {
        id,
        kind,
        effect: table.choice("effect", &effects)?.unwrap_or(Effect::Deny),
        check: (kind.read)(&table)?,
        origin: Origin::Stated,
    })
}
