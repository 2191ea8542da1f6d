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
    is_open: bool,
}

impl Origin {
    /// An input of which it is found out later where it stands, as of the files in a history.
    ///
    /// Rules that ask for a path or a commit look at it whatever they ask for, and nothing is passed over for its place. So this
    /// tells which inputs are worth a second scan, one from where they stand. Rules that look at paths alone stay silent.
    #[must_use]
    pub fn open() -> Self {
        Self {
            is_open: true,
            ..Self::default()
        }
    }

    /// An input at a path, relative to what is scanned, parts separated by `/`.
    #[must_use]
    pub fn new(path: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            ..Self::default()
        }
    }

    /// With the commit that holds it, in hexadecimal.
    #[must_use]
    pub fn with_commit(mut self, commit: impl Into<String>) -> Self {
        self.commit = commit.into();
        self
    }

    /// Whether it is found out later, see [`Origin::open`].
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
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
