//! TOML with positions: the one file that knows the reader of `toml`.

use std::ops::Range;

use portcullis_findings::{Date, Label, LimitHit, Position};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::PolicyError;
use crate::limits::Limits;
use crate::pattern::Pattern;
use crate::suggest::nearest;

/// Reads a text and hands its top table on.
pub(crate) fn document<T>(
    text: &str,
    limits: &Limits,
    read: impl FnOnce(Table<'_>) -> Result<T, PolicyError>,
) -> Result<T, PolicyError> {
    if text.len() > limits.text_bytes {
        return Err(PolicyError::Limit {
            limit: LimitHit {
                what: "bytes of a policy or waiver text",
                allowed: limits.text_bytes as u64,
            },
            position: None,
        });
    }
    let root = DeTable::parse(text).map_err(|error| PolicyError::Syntax {
        position: Position::of_offset(text.as_bytes(), error.span().map_or(0, |span| span.start)),
        cause: shown(error.message()),
    })?;
    let table = Table {
        text,
        limits,
        table: root.get_ref(),
        span: 0..0,
        what: "the text".to_owned(),
    };
    table.schema()?;
    read(table)
}

/// A table with what errors say about it.
#[derive(Clone)]
pub(crate) struct Table<'a> {
    text: &'a str,
    limits: &'a Limits,
    table: &'a DeTable<'a>,
    span: Range<usize>,
    what: String,
}

/// A string with its place. Line and column are counted for errors alone, since that reads the text from its start.
#[derive(Clone)]
pub(crate) struct Text<'a> {
    pub(crate) value: &'a str,
    key: &'a str,
    text: &'a str,
    offset: usize,
}

impl Text<'_> {
    /// The error that this value is not what is expected.
    pub(crate) fn invalid<'k>(
        &self,
        expected: impl Into<String>,
        known: impl IntoIterator<Item = &'k str>,
    ) -> PolicyError {
        PolicyError::InvalidValue {
            key: self.key.to_owned(),
            found: shown(self.value),
            expected: expected.into(),
            position: Position::of_offset(self.text.as_bytes(), self.offset),
            suggestion: nearest(self.value, known),
        }
    }

    pub(crate) fn unknown_check<'k>(&self, known: impl IntoIterator<Item = &'k str>) -> PolicyError {
        PolicyError::UnknownCheck {
            found: shown(self.value),
            position: Position::of_offset(self.text.as_bytes(), self.offset),
            suggestion: nearest(self.value, known),
        }
    }

    /// One of some words.
    pub(crate) fn choice<T: Copy>(&self, words: &[(&'static str, T)]) -> Result<T, PolicyError> {
        match words.iter().find(|(word, _)| *word == self.value) {
            Some((_, value)) => Ok(*value),
            None => {
                let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
                Err(self.invalid(known.join(", "), known.iter().copied()))
            }
        }
    }

    pub(crate) fn pattern(&self) -> Result<Pattern, PolicyError> {
        Pattern::parse(self.value).ok_or_else(|| self.invalid(Pattern::EXPECTED, []))
    }
}

/// An element of a list that takes words and tables.
pub(crate) enum Entry<'a> {
    Word(Text<'a>),
    Table(Table<'a>),
}

impl<'a> Table<'a> {
    /// Renames it for errors.
    pub(crate) fn named(mut self, what: impl Into<String>) -> Self {
        self.what = what.into();
        self
    }

    pub(crate) fn position(&self) -> Position {
        self.place(self.span.start)
    }

    /// Refuses keys that are not among the known ones; the first of the text is named.
    pub(crate) fn only(&self, known: &[&'static str]) -> Result<(), PolicyError> {
        let unknown = self
            .table
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .min_by_key(|key| key.span().start);
        match unknown {
            None => Ok(()),
            Some(key) => Err(PolicyError::UnknownKey {
                key: shown(key.get_ref()),
                table: self.what.clone(),
                position: self.place(key.span().start),
                suggestion: nearest(key.get_ref(), known.iter().copied()),
            }),
        }
    }

    /// The error that a key is missing.
    pub(crate) fn missing(&self, key: &'static str) -> PolicyError {
        PolicyError::MissingKey {
            key,
            table: self.what.clone(),
            position: self.position(),
        }
    }

    /// The error that one of several keys is needed.
    pub(crate) fn needs_one_of(&self, expected: &'static str) -> PolicyError {
        PolicyError::NeedsOneOf {
            table: self.what.clone(),
            expected,
            position: self.position(),
        }
    }

    pub(crate) fn duplicate(&self, what: &'static str, id: &str) -> PolicyError {
        PolicyError::DuplicateId {
            what,
            id: id.to_owned(),
            position: self.position(),
        }
    }

    pub(crate) fn string(&self, key: &'static str) -> Result<Option<Text<'a>>, PolicyError> {
        self.table
            .get(key)
            .map(|value| self.text_of(key, value, "a string"))
            .transpose()
    }

    /// A string that must be there and hold more than white space.
    pub(crate) fn required(&self, key: &'static str) -> Result<Text<'a>, PolicyError> {
        let text = self.string(key)?.ok_or_else(|| self.missing(key))?;
        if text.value.trim().is_empty() {
            return Err(text.invalid("a text that is not empty", []));
        }
        Ok(text)
    }

    pub(crate) fn choice<T: Copy>(
        &self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Result<Option<T>, PolicyError> {
        self.string(key)?.map(|text| text.choice(words)).transpose()
    }

    pub(crate) fn boolean(&self, key: &'static str) -> Result<Option<bool>, PolicyError> {
        let Some(value) = self.table.get(key) else {
            return Ok(None);
        };
        value
            .get_ref()
            .as_bool()
            .map(Some)
            .ok_or_else(|| self.wrong_type(key, value, "true or false"))
    }

    /// A whole number of a range.
    pub(crate) fn number(&self, key: &'static str, range: Range<u32>) -> Result<Option<u32>, PolicyError> {
        let Some(value) = self.table.get(key) else {
            return Ok(None);
        };
        let Some(integer) = value.get_ref().as_integer() else {
            return Err(self.wrong_type(key, value, "a whole number"));
        };
        match u32::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) if range.contains(&number) => Ok(Some(number)),
            _ => Err(PolicyError::InvalidValue {
                key: key.to_owned(),
                found: shown(integer.as_str()),
                expected: format!("{} to {}", range.start, range.end.saturating_sub(1)),
                position: self.place(value.span().start),
                suggestion: None,
            }),
        }
    }

    /// A day: a TOML date, or a string of that form.
    pub(crate) fn date(&self, key: &'static str) -> Result<Option<Date>, PolicyError> {
        const EXPECTED: &str = "a date such as 2027-01-31";
        let Some(value) = self.table.get(key) else {
            return Ok(None);
        };
        let text = match value.get_ref() {
            DeValue::Datetime(datetime) => datetime.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => return Err(self.wrong_type(key, value, EXPECTED)),
        };
        text.parse().map(Some).map_err(|_| PolicyError::InvalidValue {
            key: key.to_owned(),
            found: shown(&text),
            expected: EXPECTED.to_owned(),
            position: self.place(value.span().start),
            suggestion: None,
        })
    }

    /// A list of strings.
    pub(crate) fn strings(&self, key: &'static str) -> Result<Option<Vec<Text<'a>>>, PolicyError> {
        let Some(values) = self.list(key, "a list of strings")? else {
            return Ok(None);
        };
        values
            .iter()
            .map(|value| self.text_of(key, value, "a list of strings"))
            .collect::<Result<_, _>>()
            .map(Some)
    }

    /// A list of strings and tables.
    pub(crate) fn entries(&self, key: &'static str) -> Result<Vec<Entry<'a>>, PolicyError> {
        let what = format!("`{key}` of {}", self.what);
        let Some(values) = self.list(key, "a list")? else {
            return Ok(Vec::new());
        };
        values
            .iter()
            .map(|value| match value.get_ref() {
                DeValue::Table(_) => self.table_of(key, value, &what).map(Entry::Table),
                _ => self
                    .text_of(key, value, "a list of strings and tables")
                    .map(Entry::Word),
            })
            .collect()
    }

    /// The tables of `[[key]]`.
    pub(crate) fn tables(&self, key: &'static str) -> Result<Vec<Table<'a>>, PolicyError> {
        let what = format!("[[{key}]]");
        let Some(values) = self.list(key, "a list of tables")? else {
            return Ok(Vec::new());
        };
        values
            .iter()
            .map(|value| self.table_of(key, value, &what))
            .collect()
    }

    /// The table of `[key]`.
    pub(crate) fn table(&self, key: &'static str) -> Result<Option<Table<'a>>, PolicyError> {
        self.table
            .get(key)
            .map(|value| self.table_of(key, value, &format!("[{key}]")))
            .transpose()
    }

    fn schema(&self) -> Result<(), PolicyError> {
        let Some(value) = self.table.get("schema") else {
            return Err(self.missing("schema"));
        };
        match value.get_ref().as_integer() {
            Some(integer) if integer.as_str() == "1" => Ok(()),
            Some(integer) => Err(PolicyError::Schema {
                found: shown(integer.as_str()),
                position: self.place(value.span().start),
            }),
            None => Err(self.wrong_type("schema", value, "the number 1")),
        }
    }

    fn list(
        &self,
        key: &'static str,
        expected: &'static str,
    ) -> Result<Option<&'a [Spanned<DeValue<'a>>]>, PolicyError> {
        let Some(value) = self.table.get(key) else {
            return Ok(None);
        };
        let Some(values) = value.get_ref().as_array() else {
            return Err(self.wrong_type(key, value, expected));
        };
        if values.len() > self.limits.items {
            return Err(self.limit("entries of a list", self.limits.items, value));
        }
        Ok(Some(values))
    }

    fn table_of(
        &self,
        key: &'static str,
        value: &'a Spanned<DeValue<'a>>,
        what: &str,
    ) -> Result<Table<'a>, PolicyError> {
        let Some(table) = value.get_ref().as_table() else {
            return Err(self.wrong_type(key, value, "a table"));
        };
        Ok(Table {
            text: self.text,
            limits: self.limits,
            table,
            span: value.span(),
            what: what.to_owned(),
        })
    }

    fn text_of(
        &self,
        key: &'static str,
        value: &'a Spanned<DeValue<'a>>,
        expected: &'static str,
    ) -> Result<Text<'a>, PolicyError> {
        let Some(text) = value.get_ref().as_str() else {
            return Err(self.wrong_type(key, value, expected));
        };
        if text.len() > self.limits.value_bytes {
            return Err(self.limit("bytes of one value", self.limits.value_bytes, value));
        }
        Ok(Text {
            value: text,
            key,
            text: self.text,
            offset: value.span().start,
        })
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &'static str) -> PolicyError {
        PolicyError::WrongType {
            key: key.to_owned(),
            found: match value.get_ref() {
                DeValue::String(_) => "a string",
                DeValue::Integer(_) => "a whole number",
                DeValue::Float(_) => "a number",
                DeValue::Boolean(_) => "true or false",
                DeValue::Datetime(_) => "a date or time",
                DeValue::Array(_) => "a list",
                DeValue::Table(_) => "a table",
            },
            expected,
            position: self.place(value.span().start),
        }
    }

    fn limit(&self, what: &'static str, allowed: usize, value: &Spanned<DeValue<'_>>) -> PolicyError {
        PolicyError::Limit {
            limit: LimitHit {
                what,
                allowed: allowed as u64,
            },
            position: Some(self.place(value.span().start)),
        }
    }

    fn place(&self, offset: usize) -> Position {
        Position::of_offset(self.text.as_bytes(), offset)
    }
}

/// At most 80 characters, hostile ones escaped.
fn shown(text: &str) -> String {
    let short: String = text.chars().take(80).collect();
    Label::new(short).to_string()
}
