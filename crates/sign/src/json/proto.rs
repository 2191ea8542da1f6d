//! Values as protobuf writes them in JSON (ProtoJSON): bytes in base64, 64-bit integers as text, enums by name or number.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected, Visitor};

use super::base64;

/// `bytes`.
#[derive(Default)]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

/// `int64` and `uint64` that may not be negative: decimal digits as text, or a number, without fraction or exponent.
#[derive(Clone, Copy, Default)]
pub(crate) struct Unsigned(pub(crate) u64);

/// An enum value, by name or by number.
pub(crate) enum Enum {
    Name(String),
    Number(u64),
}

impl Enum {
    /// Whether it is the value of this name and number.
    pub(crate) fn is(&self, name: &str, number: u64) -> bool {
        match self {
            Self::Name(found) => found == name,
            Self::Number(found) => *found == number,
        }
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(BytesVisitor)
    }
}

struct BytesVisitor;

impl Visitor<'_> for BytesVisitor {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("base64")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Bytes, E> {
        base64::decode(text)
            .map(Bytes)
            .map_err(|offset| E::custom(format_args!("text that is not base64 from its byte {offset} on")))
    }
}

impl<'de> Deserialize<'de> for Unsigned {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UnsignedVisitor).map(Self)
    }
}

struct UnsignedVisitor;

impl Visitor<'_> for UnsignedVisitor {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer that is not negative, in 63 bits")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<u64, E> {
        if i64::try_from(number).is_ok() {
            Ok(number)
        } else {
            Err(E::invalid_value(Unexpected::Unsigned(number), &self))
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<u64, E> {
        // One number has one text, as the protobuf libraries write it.
        let canonical =
            text == "0" || (!text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()));
        let number = canonical.then(|| text.parse().ok()).flatten();
        match number {
            Some(number) => self.visit_u64(number),
            None => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }
}

impl<'de> Deserialize<'de> for Enum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EnumVisitor)
    }
}

struct EnumVisitor;

impl Visitor<'_> for EnumVisitor {
    type Value = Enum;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name or number of an enum value")
    }

    fn visit_u64<E>(self, number: u64) -> Result<Enum, E> {
        Ok(Enum::Number(number))
    }

    fn visit_str<E>(self, name: &str) -> Result<Enum, E> {
        Ok(Enum::Name(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(json: &str) -> Option<u64> {
        serde_json::from_str::<Unsigned>(json).ok().map(|number| number.0)
    }

    #[test]
    fn integers_are_text_or_numbers_in_their_one_form() {
        for (json, value) in [
            ("0", Some(0)),
            ("\"0\"", Some(0)),
            ("79571823", Some(79_571_823)),
            ("\"79571823\"", Some(79_571_823)),
            ("\"9223372036854775807\"", Some(i64::MAX as u64)),
            ("\"9223372036854775808\"", None),
            ("18446744073709551615", None),
            ("-1", None),
            ("\"-1\"", None),
            ("\"+1\"", None),
            ("\"01\"", None),
            ("\"\"", None),
            ("1.0", None),
            ("\"1e3\"", None),
            ("null", None),
        ] {
            assert_eq!(number(json), value, "{json}");
        }
    }

    #[test]
    fn bytes_are_base64_of_either_alphabet() {
        let bytes = |json: &str| serde_json::from_str::<Bytes>(json).ok().map(|bytes| bytes.0);
        assert_eq!(bytes("\"+/8=\""), Some(vec![0xfb, 0xff]));
        assert_eq!(bytes("\"-_8\""), Some(vec![0xfb, 0xff]));
        assert_eq!(bytes("\"+_8=\""), None);
        assert_eq!(bytes("\"-_9\""), None, "trailing bits");
        assert_eq!(bytes("[1]"), None);
    }
}
