//! What is told of statements that did not count, expired, or found nothing to say something about.

use std::collections::BTreeSet;

use portcullis_findings::{Label, Note, VexDocument, VexStatement};

use super::apply::{Standing, Statements};

/// How many statements or products of one document are told one by one.
const TOLD: usize = 10;

/// What became of a statement, the least first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Use {
    /// It fits nothing.
    None,
    /// It fits something inside another product than those the caller named.
    Elsewhere,
    /// It fits something.
    Fits,
    /// It is the one that counts for something.
    Counts,
}

pub(super) fn mark(uses: &mut [Use], at: usize, found: Use) {
    if let Some(known) = uses.get_mut(at) {
        *known = (*known).max(found);
    }
}

/// `document: statement`.
pub(super) fn name(document: &VexDocument, statement: &VexStatement, at: usize) -> String {
    format!(
        "{}: statement {}",
        document.label,
        Label::new(number(statement, at))
    )
}

/// The name of a statement, else its line, else its number from 1.
pub(super) fn number(statement: &VexStatement, at: usize) -> String {
    match (&statement.id, statement.position) {
        (id, _) if !id.is_empty() => id.clone(),
        (_, Some(position)) => format!("at line {}", position.line),
        (_, None) => format!("number {}", at + 1),
    }
}

/// Notes on documents and on statements that did not do what they were meant to.
pub(super) fn notes(statements: &Statements, uses: &[Use]) -> Vec<Note> {
    let mut notes = Vec::new();
    for (at, document) in statements.documents.iter().enumerate() {
        let label = document.label.to_string();
        let own = || {
            let entries = statements.entries.iter().zip(uses);
            entries.filter(move |(entry, _)| entry.document == at)
        };
        let whole = own()
            .map(|(entry, _)| entry.standing)
            .next()
            .and_then(of_document);
        if let Some(why) = whole {
            let author = Label::new(&document.author);
            notes.push(Note::new(
                label,
                format!("VEX statements by {author} without effect: {why}"),
            ));
            continue;
        }
        let (mut idle, mut elsewhere, mut quiet) = (Vec::new(), BTreeSet::new(), 0_usize);
        for (entry, used) in own() {
            let Some(statement) = document.statements.get(entry.statement) else {
                continue;
            };
            let subject = name(document, statement, entry.statement);
            let ids: Vec<&str> = statement.vulnerabilities.iter().map(String::as_str).collect();
            let about = match ids.as_slice() {
                [] => Label::new("no vulnerability by name"),
                ids => Label::new(ids.join(", ")),
            };
            match (of_statement(entry.standing), used) {
                (Some(why), Use::Fits | Use::Counts) => {
                    notes.push(Note::new(subject, format!("on {about}, without effect: {why}")));
                }
                (Some(_), _) => quiet += 1,
                (None, Use::None) => idle.push((subject, about)),
                (None, Use::Elsewhere) => {
                    let within = statement.products.iter().flat_map(|product| &product.within);
                    elsewhere.extend(within.take(TOLD).map(ToString::to_string));
                }
                (None, Use::Fits | Use::Counts) => {}
            }
        }
        if quiet > 0 {
            let text =
                format!("{quiet} VEX statements about nothing found here would be without effect, too");
            notes.push(Note::new(label.clone(), text));
        }
        if !elsewhere.is_empty() {
            let named: Vec<&str> = elsewhere.iter().take(TOLD).map(String::as_str).collect();
            let text = format!(
                "VEX statements about components found here hold inside products that the caller did not name: {}",
                named.join(", ")
            );
            notes.push(Note::new(label.clone(), text));
        }
        if idle.len() > TOLD {
            let text = format!("{} VEX statements are about nothing that was found", idle.len());
            notes.push(Note::new(label, text));
        } else {
            let idle = idle.into_iter();
            notes.extend(idle.map(|(subject, about)| {
                Note::new(subject, format!("on {about}: about nothing that was found"))
            }));
        }
    }
    notes
}

/// Why a whole document has no effect.
fn of_document(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Untrusted => Some("the author is not one of those to be trusted"),
        Standing::Withdrawn => Some("the document was withdrawn or superseded"),
        Standing::Replaced => Some("a later version of the document was given"),
        _ => None,
    }
}

/// Why a statement has no effect.
fn of_statement(standing: Standing) -> Option<String> {
    match standing {
        Standing::Expired(Some(last)) => Some(format!("it expired, its last day was {last}")),
        Standing::Expired(None) => Some("it carries no time, and only recent ones count".to_owned()),
        Standing::NotYet => Some("it was made after the moment of the decision".to_owned()),
        Standing::WithoutReason => {
            Some("it says *not affected* without justification or impact statement".to_owned())
        }
        Standing::Draft => Some("the document is a draft".to_owned()),
        _ => None,
    }
}
