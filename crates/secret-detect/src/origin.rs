//! Where an input came from, as far as rules ask.

/// The path and commit of an input. Rules from files may ask for them; of the built-in ones few do, but a path of tests,
/// examples, vendored or generated code lowers what they tell by one step of confidence, see [`crate::Place`].
///
/// ```
/// use portcullis_secret_detect::Origin;
/// let origin = Origin::new("deploy/app.yaml").with_commit("0a1b2c3");
/// assert_eq!(origin.path(), b"deploy/app.yaml");
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Origin {
    path: Vec<u8>,
    commit: String,
}

impl Origin {
    /// An input at a path, relative to what is scanned, parts separated by `/`.
    #[must_use]
    pub fn new(path: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            commit: String::new(),
        }
    }

    /// With the commit that holds it, in hexadecimal.
    #[must_use]
    pub fn with_commit(mut self, commit: impl Into<String>) -> Self {
        self.commit = commit.into();
        self
    }

    /// The path; empty if nobody knows it.
    #[must_use]
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// The commit; empty if there is none.
    #[must_use]
    pub fn commit(&self) -> &str {
        &self.commit
    }
}
