//! Tables of a rule file. Keys are read in any case, as the tools do.

use std::collections::BTreeMap;

use toml::Value;

use super::{ImportError, Note, NoteKind};

/// The keys of one table that were not read yet.
#[derive(Debug)]
pub(super) struct Fields {
    /// Which rule it is about; empty for the file.
    pub(super) rule: String,
    values: BTreeMap<String, Value>,
}

impl Fields {
    pub(super) fn new(rule: &str, table: toml::Table) -> Self {
        let values = table
            .into_iter()
            .map(|(key, value)| (key.to_ascii_lowercase(), value))
            .collect();
        Self {
            rule: rule.to_owned(),
            values,
        }
    }

    pub(super) fn text(&mut self, key: &str) -> Result<Option<String>, ImportError> {
        match self.values.remove(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(key)),
        }
    }

    pub(super) fn number(&mut self, key: &str) -> Result<Option<f64>, ImportError> {
        match self.values.remove(key) {
            None => Ok(None),
            Some(Value::Integer(number)) => Ok(Some(number as f64)),
            Some(Value::Float(number)) if number.is_finite() => Ok(Some(number)),
            Some(_) => Err(self.wrong(key)),
        }
    }

    pub(super) fn count(&mut self, key: &str) -> Result<Option<u32>, ImportError> {
        match self.values.remove(key) {
            None => Ok(None),
            Some(Value::Integer(number)) => u32::try_from(number).map(Some).map_err(|_| self.wrong(key)),
            Some(_) => Err(self.wrong(key)),
        }
    }

    pub(super) fn integer(&mut self, key: &str) -> Result<Option<i64>, ImportError> {
        match self.values.remove(key) {
            None => Ok(None),
            Some(Value::Integer(number)) => Ok(Some(number)),
            Some(_) => Err(self.wrong(key)),
        }
    }

    pub(super) fn flag(&mut self, key: &str) -> Result<bool, ImportError> {
        match self.values.remove(key) {
            None => Ok(false),
            Some(Value::Boolean(flag)) => Ok(flag),
            Some(_) => Err(self.wrong(key)),
        }
    }

    pub(super) fn texts(&mut self, key: &str) -> Result<Vec<String>, ImportError> {
        let texts = match self.values.remove(key) {
            None => return Ok(Vec::new()),
            Some(Value::Array(values)) => values,
            Some(_) => return Err(self.wrong(key)),
        };
        let text = |value| match value {
            Value::String(text) => Ok(text),
            _ => Err(self.wrong(key)),
        };
        texts.into_iter().map(text).collect()
    }

    /// One table, or several.
    pub(super) fn tables(&mut self, key: &str) -> Result<Vec<toml::Table>, ImportError> {
        match self.values.remove(key) {
            None => Ok(Vec::new()),
            Some(Value::Table(table)) => Ok(vec![table]),
            Some(Value::Array(values)) => {
                let table = |value| match value {
                    Value::Table(table) => Ok(table),
                    _ => Err(self.wrong(key)),
                };
                values.into_iter().map(table).collect()
            }
            Some(_) => Err(self.wrong(key)),
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    /// Tells the keys that nobody read.
    pub(super) fn finish(self, notes: &mut Vec<Note>) {
        notes.extend(self.values.into_keys().map(|key| Note {
            rule: self.rule.clone(),
            kind: NoteKind::UnknownKey(key),
        }));
    }

    fn wrong(&self, key: &str) -> ImportError {
        ImportError::Value {
            rule: self.rule.clone(),
            key: key.to_owned(),
        }
    }
}
