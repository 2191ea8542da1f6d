//! What a policy leaves out on purpose.

use portcullis_findings::Label;

use crate::error::PolicyError;
use crate::pattern::Pattern;
use crate::read::Table;

/// A path that is not looked at, by decision of the policy, with its reason.
///
/// Each exclude becomes a gap of the scan; the check `inputs` accepts that gap and lists it by name.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Exclude {
    pub(crate) pattern: Pattern,
    pub(crate) reason: String,
}

impl Exclude {
    /// The pattern as written: a path, a folder with `/` at its end, or a glob with `*`, `?` and `**`.
    #[must_use]
    pub fn path(&self) -> &str {
        self.pattern.as_str()
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Whether a path is left out. A folder pattern matches the folder itself and everything in it.
    #[must_use]
    pub fn matches(&self, label: &Label) -> bool {
        self.pattern.matches(label)
    }

    pub(crate) fn read(table: &Table<'_>) -> Result<Self, PolicyError> {
        table.only(&["path", "reason"])?;
        Ok(Self {
            pattern: table.required("path")?.pattern()?,
            reason: table.required("reason")?.value.to_owned(),
        })
    }
}
