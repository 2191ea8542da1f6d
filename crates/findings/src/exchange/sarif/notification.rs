//! Gaps, notes and what did not fit, as notifications of the run.

use super::document::{Configuration, Descriptor, MultiformatText, Notification, Reference};
use super::{Item, Options, Part, message, place};
use crate::exchange::text;
use crate::{Gap, GapKind, Report};

/// What kind of notification it is; the order is that of the descriptors.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Sort {
    Gap(GapKind),
    Note,
    LeftOut,
}

/// The notifications of a run with their descriptors. What is about the whole report stands in the first run alone.
pub(super) fn of(
    report: &Report,
    items: &[Item<'_>],
    options: &Options,
    part: Part,
) -> (Vec<Notification>, Vec<Descriptor>) {
    let mut raw = Vec::new();
    if part.at == 0 {
        raw.extend(
            report
                .gaps()
                .iter()
                .map(|gap| (Sort::Gap(gap.kind), gap.to_string(), Some(gap))),
        );
        raw.extend(
            report
                .notes()
                .iter()
                .map(|note| (Sort::Note, format!("{}: {}", note.subject, note.text), None)),
        );
        if part.left_out > 0 {
            let text = format!(
                "{} results are not in this file: it holds {} runs of {} results",
                part.left_out,
                options.runs.max(1),
                options.results_per_run.max(1)
            );
            raw.push((Sort::LeftOut, text, None));
        }
    }
    let room = options.locations_per_result.max(1);
    let crowded = items
        .iter()
        .filter(|item| item.finding.locations().len() > room)
        .count();
    if crowded > 0 {
        let text = format!(
            "{crowded} results have more than {room} locations; the first {room} of each are written"
        );
        raw.push((Sort::LeftOut, text, None));
    }
    let mut sorts: Vec<_> = raw.iter().map(|(sort, ..)| *sort).collect();
    sorts.sort_unstable();
    sorts.dedup();
    let notifications = raw
        .into_iter()
        .map(|(sort, text, gap)| Notification {
            descriptor: Reference {
                id: sort.id(),
                index: sorts.binary_search(&sort).unwrap_or_default(),
            },
            level: "warning",
            message: MultiformatText::new(message::literal(&text::sentence(&text::line(&text)))),
            locations: gap.and_then(location).into_iter().collect(),
        })
        .collect();
    (notifications, sorts.into_iter().map(descriptor).collect())
}

fn location(gap: &Gap) -> Option<super::document::Location> {
    let place = crate::Location::new(gap.input.as_bytes());
    (!gap.input.as_bytes().is_empty())
        .then(|| place::at(&place, gap.position.map_or(1, |position| position.line)))
}

impl Sort {
    fn id(self) -> String {
        match self {
            Self::Gap(kind) => format!("gap/{}", kind.as_str()),
            Self::Note => "run/note".to_owned(),
            Self::LeftOut => "run/left-out".to_owned(),
        }
    }

    const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Gap(GapKind::Skipped) => ("GapSkipped", "An input was not read."),
            Self::Gap(GapKind::Truncated) => ("GapTruncated", "An input was not read to its end."),
            Self::Gap(GapKind::Undecidable) => ("GapUndecidable", "A question has no certain answer."),
            Self::Gap(GapKind::Stale) => ("GapStale", "An answer rests on data that is too old."),
            Self::Gap(GapKind::NotCovered) => ("GapNotCovered", "Nothing at hand answers a question."),
            Self::Note => ("RunNote", "Something to know that is no finding."),
            Self::LeftOut => ("RunLeftOut", "Something did not fit into this file."),
        }
    }
}

fn descriptor(sort: Sort) -> Descriptor {
    let (name, text) = sort.texts();
    Descriptor {
        id: sort.id(),
        name: Some(name.to_owned()),
        short_description: MultiformatText::new(text),
        full_description: MultiformatText::new(text),
        help: MultiformatText::new("The answer is partial. Look at the message for the cause."),
        help_uri: None,
        default_configuration: Configuration { level: "warning" },
        properties: None,
    }
}
