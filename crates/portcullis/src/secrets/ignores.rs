//! What asks to pass over findings, in numbers and words.

use portcullis_findings::{Location, Note};
use portcullis_secret_detect::ignore::{IdleIgnore, IgnoreComments};

/// Comments that ask to pass over findings, and what became of them. They decide nothing here.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Ignores {
    /// How many comments there are.
    pub comments: u64,
    /// How many of them have no effect.
    pub idle: u64,
    /// What is to be told: of at most [`Ignores::TOLD`] inputs the comments without effect, and what lists of other tools hold.
    pub notes: Vec<Note>,
    told: usize,
}

/// Comments of one input that its note names.
const NAMED: usize = 5;

impl Ignores {
    /// Of how many inputs comments without effect are told.
    pub const TOLD: usize = 1_000;

    /// What is to be told, with a note of how many there are.
    #[must_use]
    pub fn all_notes(&self) -> Vec<Note> {
        let mut notes = self.notes.clone();
        if self.comments > 0 {
            let text = format!(
                "{} comments ask to pass over findings, {} of them without effect",
                self.comments, self.idle
            );
            notes.push(Note::new("comments", text));
        }
        notes
    }

    pub(super) fn of_input(place: &Location, comments: &IgnoreComments, idle: &[IdleIgnore]) -> Self {
        let mut ignores = Self {
            comments: comments.len() as u64,
            idle: idle.len() as u64,
            ..Self::default()
        };
        let mut words: Vec<String> = idle.iter().take(NAMED).map(ToString::to_string).collect();
        if idle.len() > NAMED {
            words.push(format!("and {} more comments without effect", idle.len() - NAMED));
        }
        if comments.is_truncated() {
            words.push("further comments are not read".to_owned());
        }
        if !words.is_empty() {
            ignores.told = 1;
            let note = Note::new(place.input().to_string(), words.join("; "));
            ignores.notes.push(note);
        }
        ignores
    }

    pub(super) fn take(&mut self, mut other: Self) {
        self.comments += other.comments;
        self.idle += other.idle;
        let room = Self::TOLD.saturating_sub(self.told);
        other
            .notes
            .truncate(room.saturating_add(other.notes.len() - other.told));
        self.told += other.told.min(room);
        self.notes.extend(other.notes);
    }
}
