//! Rule files of gitleaks, and of betterleaks, whose format contains the former.

use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::expr::Program;
use super::fields::Fields;
use super::patterns::Patterns;
use super::plan::plan;
use super::rule::Required;
use super::screen::{Condition, Screen, Target};
use super::{
    Extends, ImportError, Imported, ImportedRule, MAX_BYTES, MAX_EXTENDS, Note, NoteKind, Peer, dialect,
    id_of,
};

/// A rule that another requires, with the lines and columns that may be between them.
type RawRequired = (String, Option<u32>, Option<u32>);

type Resolver<'r> = &'r mut dyn FnMut(&Extends) -> Option<Vec<u8>>;

pub(super) fn read(name: &str, bytes: &[u8], extended: Resolver<'_>) -> Result<Imported, ImportError> {
    let mut notes = Vec::new();
    let document = Document::read(name, bytes, extended, 0, &mut notes)?;
    document.finish(notes)
}

/// A file with what it builds on.
#[derive(Debug)]
struct Document {
    peer: Peer,
    title: String,
    rules: Vec<Raw>,
    screens: Vec<Arc<Screen>>,
    prefilters: Vec<Arc<Program>>,
    filters: Vec<Arc<Program>>,
}

/// A rule as it is written, so that another file can change parts of it.
#[derive(Debug, Default)]
struct Raw {
    id: String,
    description: String,
    path: Option<String>,
    regex: Option<String>,
    group: usize,
    entropy: f64,
    word_like: bool,
    keywords: Vec<String>,
    tags: Vec<String>,
    screens: Vec<Arc<Screen>>,
    required: Vec<RawRequired>,
    silent: bool,
    specificity: Option<i64>,
    filter: Option<String>,
}

impl Document {
    fn read(
        name: &str,
        bytes: &[u8],
        extended: Resolver<'_>,
        depth: usize,
        notes: &mut Vec<Note>,
    ) -> Result<Self, ImportError> {
        let file = || name.to_owned();
        if bytes.len() > MAX_BYTES {
            return Err(ImportError::Size { file: file() });
        }
        if depth > MAX_EXTENDS {
            return Err(ImportError::Depth { file: file() });
        }
        let mut fields = Fields::new("", table(name, bytes)?);
        let tables = fields.tables("rules")?;
        let peer = peer(&fields, &tables);
        let mut document = Self {
            peer,
            title: fields.text("title")?.unwrap_or_default(),
            rules: Vec::new(),
            screens: Vec::new(),
            prefilters: program(&mut fields, "prefilter")?,
            filters: program(&mut fields, "filter")?,
        };
        for (number, table) in (1..).zip(tables) {
            let raw = Raw::read(table, number, notes)?;
            if document.rules.iter().any(|other| other.id == raw.id) {
                return Err(ImportError::Duplicate { rule: raw.id });
            }
            document.rules.push(raw);
        }
        let mut targeted = Vec::new();
        for table in allowlists(&mut fields)? {
            let (screen, targets) = screen("", table, notes)?;
            if targets.is_empty() {
                document.screens.push(screen);
            } else {
                targeted.push((screen, targets));
            }
        }
        for table in fields.tables("extend")? {
            document.extend(name, Fields::new("", table), extended, depth, notes)?;
        }
        document.target(targeted)?;
        for known in ["description", "minversion", "betterleaksminversion"] {
            fields.text(known)?;
        }
        fields.finish(notes);
        Ok(document)
    }

    /// Gives allowlists for named rules to these.
    fn target(&mut self, targeted: Vec<(Arc<Screen>, Vec<String>)>) -> Result<(), ImportError> {
        for (screen, targets) in targeted {
            for target in targets {
                let Some(rule) = self.rules.iter_mut().find(|rule| rule.id == target) else {
                    return Err(ImportError::NoRule {
                        rule: String::new(),
                        other: target,
                    });
                };
                rule.screens.push(Arc::clone(&screen));
            }
        }
        Ok(())
    }

    fn extend(
        &mut self,
        name: &str,
        mut fields: Fields,
        extended: Resolver<'_>,
        depth: usize,
        notes: &mut Vec<Note>,
    ) -> Result<(), ImportError> {
        let path = fields.text("path")?.filter(|path| !path.is_empty());
        let default = fields.flag("usedefault")?;
        let disabled = fields.texts("disabledrules")?;
        fields.text("url")?;
        fields.finish(notes);
        let other = match (path, default) {
            (None, false) => return Ok(()),
            (Some(path), true) => {
                return Err(ImportError::Choice {
                    rule: String::new(),
                    key: "extend.path",
                    value: path,
                });
            }
            (Some(path), false) => Extends::Path(path),
            (None, true) => Extends::Default(self.peer),
        };
        let other_name = match &other {
            Extends::Path(path) => path.clone(),
            Extends::Default(_) => "the default rules".to_owned(),
        };
        let Some(bytes) = extended(&other) else {
            return Err(ImportError::Extends {
                file: name.to_owned(),
                other: other_name,
            });
        };
        let base = Self::read(&other_name, &bytes, extended, depth + 1, notes)?;
        for id in &disabled {
            if !base.rules.iter().any(|rule| rule.id == *id) {
                notes.push(Note {
                    rule: id.clone(),
                    kind: NoteKind::UnknownDisabled,
                });
            }
        }
        for rule in base.rules.into_iter().filter(|rule| !disabled.contains(&rule.id)) {
            match self.rules.iter_mut().find(|own| own.id == rule.id) {
                Some(own) => own.build_on(rule),
                None => self.rules.push(rule),
            }
        }
        self.screens.extend(base.screens);
        self.prefilters.extend(base.prefilters);
        self.filters.extend(base.filters);
        if base.peer == Peer::Betterleaks {
            self.peer = Peer::Betterleaks;
        }
        Ok(())
    }

    fn finish(self, mut notes: Vec<Note>) -> Result<Imported, ImportError> {
        let allowlists = self.screens.len() + self.rules.iter().map(|rule| rule.screens.len()).sum::<usize>();
        let ids: Vec<&str> = self.rules.iter().map(|rule| rule.id.as_str()).collect();
        for rule in &self.rules {
            if let Some((other, _, _)) = rule
                .required
                .iter()
                .find(|(other, _, _)| !ids.contains(&other.as_str()))
            {
                return Err(ImportError::NoRule {
                    rule: rule.id.clone(),
                    other: other.clone(),
                });
            }
        }
        let rules = self
            .rules
            .iter()
            .map(|raw| self.rule(raw, &mut notes))
            .collect::<Result<_, _>>()?;
        Ok(Imported {
            peer: self.peer,
            title: self.title,
            rules,
            allowlists,
            notes,
        })
    }

    fn rule(&self, raw: &Raw, notes: &mut Vec<Note>) -> Result<ImportedRule, ImportError> {
        if raw.regex.is_none() && raw.path.is_none() {
            return Err(ImportError::Empty { rule: raw.id.clone() });
        }
        let (pattern, plan) = match &raw.regex {
            Some(regex) => {
                let (pattern, plan) = raw.compile(regex, notes)?;
                (Some(pattern), plan)
            }
            None => (None, Default::default()),
        };
        let mut filters = self.filters.clone();
        let mut own = Vec::new();
        if raw.word_like {
            own.push(r#"failsTokenEfficiency(finding["secret"])"#);
        }
        own.extend(raw.filter.as_deref().filter(|filter| !filter.trim().is_empty()));
        for source in own {
            let program = Program::parse(source).map_err(|cause| ImportError::Expression {
                rule: raw.id.clone(),
                key: "filter",
                cause,
            })?;
            filters.push(Arc::new(program));
        }
        Ok(ImportedRule {
            id: id_of(&raw.id),
            original: raw.id.clone(),
            peer: self.peer,
            description: raw.description.clone(),
            tags: raw.tags.clone(),
            pattern,
            plan,
            path: raw
                .path
                .as_deref()
                .map(|path| patterns(&raw.id, "path", [path]))
                .transpose()?,
            group: Some(raw.group).filter(|group| *group > 0),
            above_entropy: Some(raw.entropy).filter(|entropy| *entropy != 0.0),
            screens: self.screens.iter().chain(&raw.screens).map(Arc::clone).collect(),
            filters,
            prefilters: self.prefilters.clone(),
            required: raw
                .required
                .iter()
                .map(|(rule, lines, columns)| Required {
                    rule: id_of(rule),
                    lines: *lines,
                    columns: *columns,
                })
                .collect(),
            silent: raw.silent,
            precedence: self.precedence(raw),
        })
    }

    /// Generic rules give way to others in gitleaks, less specific ones to more specific ones in betterleaks.
    fn precedence(&self, raw: &Raw) -> i32 {
        match (self.peer, raw.specificity) {
            (Peer::Betterleaks, Some(specificity)) => i32::try_from(specificity).unwrap_or(i32::MAX),
            (Peer::Gitleaks, _) if raw.id.to_ascii_lowercase().contains("generic") => 0,
            _ => 100,
        }
    }
}

impl Raw {
    fn read(table: toml::Table, number: usize, notes: &mut Vec<Note>) -> Result<Self, ImportError> {
        let mut fields = Fields::new("", table);
        let id = fields.text("id")?.unwrap_or_default();
        if id.trim().is_empty() {
            return Err(ImportError::NoId { number });
        }
        fields.rule = id.clone();
        let screens = allowlists(&mut fields)?
            .into_iter()
            .map(|table| screen(&id, table, notes).map(|(screen, _)| screen))
            .collect::<Result<_, _>>()?;
        let lower = |texts: Vec<String>| texts.into_iter().map(|text| text.to_lowercase()).collect();
        let rule = Self {
            description: fields.text("description")?.unwrap_or_default(),
            path: fields.text("path")?.filter(|path| !path.is_empty()),
            regex: fields.text("regex")?.filter(|regex| !regex.is_empty()),
            group: fields.count("secretgroup")?.unwrap_or(0) as usize,
            entropy: fields.number("entropy")?.unwrap_or(0.0),
            word_like: fields.flag("tokenefficiency")?,
            keywords: lower(fields.texts("keywords")?),
            tags: fields.texts("tags")?,
            screens,
            required: required(&mut fields, notes)?,
            silent: fields.flag("skipreport")?,
            specificity: fields.integer("specificity")?,
            filter: fields.text("filter")?,
            id,
        };
        if fields.text("validate")?.is_some() {
            notes.push(Note {
                rule: rule.id.clone(),
                kind: NoteKind::NotValidated,
            });
        }
        fields.finish(notes);
        Ok(rule)
    }

    /// Takes over from `base` what this rule does not say itself.
    fn build_on(&mut self, base: Self) {
        let own = std::mem::replace(self, base);
        if !own.description.is_empty() {
            self.description = own.description;
        }
        if own.entropy != 0.0 {
            self.entropy = own.entropy;
        }
        if own.group != 0 {
            self.group = own.group;
        }
        self.regex = own.regex.or(self.regex.take());
        self.path = own.path.or(self.path.take());
        self.specificity = own.specificity.or(self.specificity);
        self.filter = own.filter.or(self.filter.take());
        self.word_like |= own.word_like;
        self.tags.extend(own.tags);
        self.keywords.extend(own.keywords);
        self.screens.extend(own.screens);
    }

    fn compile(
        &self,
        regex: &str,
        notes: &mut Vec<Note>,
    ) -> Result<(String, super::plan::Plan), ImportError> {
        let error = |at: Option<usize>| ImportError::Pattern {
            rule: self.id.clone(),
            key: "regex",
            at: at.unwrap_or(0),
        };
        let pattern = dialect::from_go(regex).map_err(|at| error(Some(at)))?;
        let (plan, told) = plan(&pattern, &self.keywords).map_err(error)?;
        let hir = super::patterns::parse(&pattern).map_err(|_| error(None))?;
        if hir.properties().minimum_len().unwrap_or(0) == 0 {
            return Err(error(None));
        }
        let groups = hir.properties().explicit_captures_len();
        if self.group > groups {
            return Err(ImportError::Group {
                rule: self.id.clone(),
                group: self.group,
                groups,
            });
        }
        notes.extend(told.into_iter().map(|kind| Note {
            rule: self.id.clone(),
            kind,
        }));
        Ok((pattern, plan))
    }
}

pub(super) fn table(name: &str, bytes: &[u8]) -> Result<toml::Table, ImportError> {
    let error = |at: usize| ImportError::Toml {
        file: name.to_owned(),
        line: 1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count(),
    };
    let text = std::str::from_utf8(bytes).map_err(|cause| error(cause.valid_up_to()))?;
    toml::from_str(text).map_err(|cause| error(cause.span().map_or(0, |span| span.start)))
}

/// Whose file it is: only one of the tools knows expressions.
fn peer(fields: &Fields, rules: &[toml::Table]) -> Peer {
    let own = ["filter", "prefilter", "betterleaksminversion"];
    let of_rules = ["filter", "validate", "specificity", "tokenEfficiency"];
    if own.iter().any(|key| fields.has(key))
        || rules
            .iter()
            .any(|rule| of_rules.iter().any(|key| rule.contains_key(*key)))
    {
        Peer::Betterleaks
    } else {
        Peer::Gitleaks
    }
}

fn program(fields: &mut Fields, key: &'static str) -> Result<Vec<Arc<Program>>, ImportError> {
    let Some(source) = fields.text(key)?.filter(|source| !source.trim().is_empty()) else {
        return Ok(Vec::new());
    };
    let program = Program::parse(&source).map_err(|cause| ImportError::Expression {
        rule: fields.rule.clone(),
        key,
        cause,
    })?;
    Ok(vec![Arc::new(program)])
}

/// The allowlists of the new form and the one of the old.
pub(super) fn allowlists(fields: &mut Fields) -> Result<Vec<toml::Table>, ImportError> {
    let mut tables = fields.tables("allowlists")?;
    tables.extend(fields.tables("allowlist")?);
    Ok(tables)
}

fn required(fields: &mut Fields, notes: &mut Vec<Note>) -> Result<Vec<RawRequired>, ImportError> {
    let mut required = Vec::new();
    for table in fields.tables("required")? {
        let mut inner = Fields::new(&fields.rule, table);
        let id = inner.text("id")?.filter(|id| !id.is_empty());
        let id = id.ok_or_else(|| ImportError::Value {
            rule: fields.rule.clone(),
            key: "required".to_owned(),
        })?;
        required.push((id, inner.count("withinlines")?, inner.count("withincolumns")?));
        inner.finish(notes);
    }
    Ok(required)
}

pub(super) fn screen(
    rule: &str,
    table: toml::Table,
    notes: &mut Vec<Note>,
) -> Result<(Arc<Screen>, Vec<String>), ImportError> {
    let mut fields = Fields::new(rule, table);
    let choice = |key, value: String| ImportError::Choice {
        rule: rule.to_owned(),
        key,
        value,
    };
    let condition = fields.text("condition")?.unwrap_or_default();
    let condition = match condition.to_ascii_uppercase().as_str() {
        "" | "OR" | "||" => Condition::Any,
        "AND" | "&&" => Condition::All,
        _ => return Err(choice("condition", condition)),
    };
    let target = fields.text("regextarget")?.unwrap_or_default();
    let target = match target.as_str() {
        "" | "secret" => Target::Secret,
        "match" => Target::Match,
        "line" => Target::Line,
        _ => return Err(choice("regexTarget", target)),
    };
    let commits = fields.texts("commits")?;
    let (paths, regexes) = (fields.texts("paths")?, fields.texts("regexes")?);
    let stopwords = fields.texts("stopwords")?;
    if commits.is_empty() && paths.is_empty() && regexes.is_empty() && stopwords.is_empty() {
        return Err(ImportError::EmptyAllowlist {
            rule: rule.to_owned(),
        });
    }
    let several = |key, texts: &[String]| {
        let some = (!texts.is_empty()).then(|| patterns(rule, key, texts.iter().map(String::as_str)));
        some.transpose()
    };
    let words = (!stopwords.is_empty()).then(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(stopwords.iter().filter(|word| !word.is_empty()))
            .map_err(|_| ImportError::Value {
                rule: rule.to_owned(),
                key: "stopwords".to_owned(),
            })
    });
    let screen = Screen {
        note: fields.text("description")?.unwrap_or_default(),
        condition,
        commits: commits
            .iter()
            .map(|commit| commit.trim().to_ascii_lowercase())
            .collect(),
        paths: several("paths", &paths)?,
        regexes: several("regexes", &regexes)?,
        target,
        stopwords: words.transpose()?,
    };
    let targets = fields.texts("targetrules")?;
    fields.finish(notes);
    Ok((Arc::new(screen), targets))
}

fn patterns<'a>(
    rule: &str,
    key: &'static str,
    sources: impl IntoIterator<Item = &'a str>,
) -> Result<Patterns, ImportError> {
    Patterns::new(sources).map_err(|error| ImportError::Pattern {
        rule: rule.to_owned(),
        key,
        at: error.at.unwrap_or(0),
    })
}
