//! The nearest known word.

/// The known word that takes the fewest edits, if at most a third of the word is wrong. Of equal ones the first.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let word: Vec<char> = word.to_lowercase().chars().take(65).collect();
    if word.len() > 64 {
        return None;
    }
    known
        .into_iter()
        .map(|candidate| (edits(&word, &candidate.to_lowercase()), candidate))
        .filter(|(edits, candidate)| *edits <= (candidate.chars().count().max(word.len()) / 3).max(1))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate.to_owned())
}

/// Levenshtein's distance, with two rows.
fn edits(word: &[char], candidate: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (above, wanted) in candidate.chars().enumerate() {
        let mut diagonal = above;
        let mut left = above + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, given) in row.iter_mut().skip(1).zip(word) {
            let replaced = diagonal + usize::from(*given != wanted);
            diagonal = *cell;
            left = replaced.min(*cell + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let known = ["at-least", "only-fixed", "on-unknown", "scopes"];
        let rows = [
            ("at_least", Some("at-least")),
            ("atleast", Some("at-least")),
            ("only-fix", Some("only-fixed")),
            ("Scope", Some("scopes")),
            ("on-missing", None),
            ("", None),
        ];
        for (word, expected) in rows {
            assert_eq!(nearest(word, known).as_deref(), expected, "{word}");
        }
        assert_eq!(nearest(&"a".repeat(100_000), known), None);
    }

    #[test]
    fn edits_are_those_of_the_textbook() {
        let rows = [
            ("kitten", "sitting", 3),
            ("flaw", "lawn", 2),
            ("", "abc", 3),
            ("abc", "abc", 0),
        ];
        for (one, two, expected) in rows {
            assert_eq!(edits(&one.chars().collect::<Vec<_>>(), two), expected);
            assert_eq!(edits(&two.chars().collect::<Vec<_>>(), one), expected);
        }
    }
}
