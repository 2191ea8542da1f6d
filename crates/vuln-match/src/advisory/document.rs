//! The shape of an OSV record in JSON, borrowed from its bytes. Nothing here is checked yet; see `json`.

use std::fmt;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::EventKind;
use super::loose::{LooseList, LooseObject, LooseText, Text};
use super::parsed::EventText;

/// A list that may be missing or `null`.
pub(super) type List<T> = Option<Vec<T>>;

#[derive(Deserialize)]
pub(super) struct Document<'a> {
    #[serde(borrow)]
    pub(super) id: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) modified: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) published: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) withdrawn: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) aliases: List<Text<'a>>,
    #[serde(borrow)]
    pub(super) upstream: List<Text<'a>>,
    #[serde(borrow)]
    pub(super) related: List<Text<'a>>,
    #[serde(borrow)]
    pub(super) summary: Option<Text<'a>>,
    /// Walked over, and read only where someone wants it.
    #[serde(borrow)]
    pub(super) details: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) references: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) severity: List<SeverityEntry<'a>>,
    #[serde(borrow)]
    pub(super) affected: List<AffectedEntry<'a>>,
    #[serde(borrow, default)]
    pub(super) database_specific: LooseObject<DatabaseSpecific<'a>>,
}

#[derive(Deserialize)]
pub(super) struct SeverityEntry<'a> {
    #[serde(borrow)]
    pub(super) r#type: Text<'a>,
    #[serde(borrow)]
    pub(super) score: Text<'a>,
    #[serde(borrow, default)]
    pub(super) source: LooseText<'a>,
}

#[derive(Deserialize)]
pub(super) struct AffectedEntry<'a> {
    #[serde(borrow)]
    pub(super) package: Option<PackageEntry<'a>>,
    #[serde(borrow)]
    pub(super) ranges: List<RangeEntry<'a>>,
    #[serde(borrow)]
    pub(super) versions: List<Text<'a>>,
    #[serde(borrow)]
    pub(super) severity: List<SeverityEntry<'a>>,
    #[serde(borrow, default)]
    pub(super) database_specific: LooseObject<DatabaseSpecific<'a>>,
    #[serde(borrow, default)]
    pub(super) ecosystem_specific: LooseObject<EcosystemSpecific<'a>>,
}

#[derive(Deserialize)]
pub(super) struct PackageEntry<'a> {
    #[serde(borrow)]
    pub(super) ecosystem: Text<'a>,
    #[serde(borrow)]
    pub(super) name: Text<'a>,
}

#[derive(Deserialize)]
pub(super) struct RangeEntry<'a> {
    #[serde(borrow)]
    pub(super) r#type: Text<'a>,
    #[serde(borrow)]
    pub(super) events: Option<Events<'a>>,
}

/// The events of a range in their order.
#[derive(Default)]
pub(super) struct Events<'a> {
    pub(super) list: Vec<EventText<'a>>,
    /// How many entries the list has.
    pub(super) entries: usize,
    /// The first entry that says nothing.
    pub(super) empty: Option<usize>,
    /// Entries that say several things, which are several events.
    pub(super) several: Vec<usize>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Events<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(AllEvents)
    }
}

struct AllEvents;

impl<'de> Visitor<'de> for AllEvents {
    type Value = Events<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut events = Events::default();
        events.list.reserve(2);
        loop {
            let before = events.list.len();
            if seq.next_element_seed(OneEvent(&mut events.list))?.is_none() {
                return Ok(events);
            }
            match events.list.len() - before {
                0 => events.empty = events.empty.or(Some(events.entries)),
                1 => {}
                _ => events.several.push(events.entries),
            }
            events.entries += 1;
        }
    }
}

/// Adds what one entry says, in the order of the kinds.
struct OneEvent<'l, 'a>(&'l mut Vec<EventText<'a>>);

impl<'de> DeserializeSeed<'de> for OneEvent<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OneEvent<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("struct EventEntry")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (begin, mut seen) = (self.0.len(), 0_u8);
        while let Some(field) = map.next_key::<EventField>()? {
            let EventField(Some(kind)) = field else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if seen & (1 << kind as u8) != 0 {
                return Err(A::Error::duplicate_field(kind.as_str()));
            }
            seen |= 1 << kind as u8;
            if let Some(version) = map.next_value::<Option<Text<'de>>>()? {
                self.0.push(EventText { kind, version });
            }
        }
        if let Some(own) = self.0.get_mut(begin..).filter(|own| own.len() > 1) {
            own.sort_by_key(|event| event.kind);
        }
        Ok(())
    }
}

/// The kind a field names; nothing for other fields.
struct EventField(Option<EventKind>);

impl<'de> Deserialize<'de> for EventField {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;
        impl Visitor<'_> for Name {
            type Value = EventField;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("field identifier")
            }

            fn visit_str<E>(self, name: &str) -> Result<EventField, E> {
                Ok(EventField(EventKind::of_word(name)))
            }
        }
        deserializer.deserialize_identifier(Name)
    }
}

#[derive(Default, Deserialize)]
pub(super) struct DatabaseSpecific<'a> {
    #[serde(borrow, default)]
    pub(super) severity: LooseText<'a>,
    #[serde(borrow, default)]
    pub(super) license: LooseText<'a>,
    #[serde(borrow, default)]
    pub(super) informational: LooseText<'a>,
    #[serde(borrow, default)]
    pub(super) cpes: LooseList<LooseText<'a>>,
}

#[derive(Default, Deserialize)]
pub(super) struct EcosystemSpecific<'a> {
    #[serde(borrow, default)]
    pub(super) affects: LooseObject<Affects<'a>>,
    #[serde(borrow, default)]
    pub(super) imports: LooseList<LooseObject<Import<'a>>>,
}

/// RustSec.
#[derive(Default, Deserialize)]
pub(super) struct Affects<'a> {
    #[serde(borrow, default)]
    pub(super) functions: LooseList<LooseText<'a>>,
}

/// Go.
#[derive(Default, Deserialize)]
pub(super) struct Import<'a> {
    #[serde(borrow, default)]
    pub(super) path: LooseText<'a>,
    #[serde(borrow, default)]
    pub(super) symbols: LooseList<LooseText<'a>>,
}

/// What details are read from, where they are wanted.
#[derive(Deserialize)]
pub(super) struct Reference<'a> {
    #[serde(borrow, default)]
    pub(super) r#type: LooseText<'a>,
    #[serde(borrow, default)]
    pub(super) url: LooseText<'a>,
}
