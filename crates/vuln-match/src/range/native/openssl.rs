//! OpenSSL: versions separated by commas.

use super::{Comparator, Constraint, Notation, RangeError, fault};
use crate::Scheme;

pub(super) fn read(text: &str) -> Result<Vec<Vec<Constraint>>, RangeError> {
    let mut lists = Vec::new();
    for (index, part) in text.split(',').enumerate() {
        let version: String = part.split_whitespace().collect();
        if version.is_empty() {
            return Err(fault(Notation::OpenSsl, index));
        }
        let version = version.to_ascii_lowercase();
        lists.push(vec![Constraint::new(
            Comparator::Equal,
            version,
            Scheme::OpenSsl,
            index,
        )?]);
    }
    Ok(lists)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_refused, assert_vers};
    use super::*;

    #[test]
    fn versions_are_listed_in_order() {
        assert_vers(
            Notation::OpenSsl,
            &[
                ("3.0.0, 1.0.1b", "vers:openssl/1.0.1b|3.0.0"),
                ("1.0.2ZA,1.0.2z", "vers:openssl/1.0.2z|1.0.2za"),
            ],
        );
        assert_refused(Notation::OpenSsl, &["", "1.0.1,,1.0.2", "a"]);
    }
}
