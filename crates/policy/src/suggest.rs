//! The nearest known word.

/// The known word that begins with this one or takes the fewest edits, if at most a third of it is wrong. Of equal ones the
/// first.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let word: Vec<char> = word.to_lowercase().chars().take(65).collect();
    if word.len() > 64 {
        return None;
    }
    known
        .into_iter()
        .filter_map(|candidate| distance(&word, candidate).map(|edits| (edits, candidate)))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate.to_owned())
}

fn distance(word: &[char], candidate: &str) -> Option<usize> {
    let candidate: Vec<char> = candidate.to_lowercase().chars().collect();
    if word.len() >= 3 && candidate.starts_with(word) {
        return Some(1);
    }
    let edits = edits(word, &candidate);
    let allowed = (candidate.len().max(word.len()) / 3).max(1);
    (edits <= allowed).then_some(edits)
}

/// How many characters are added, dropped, replaced or swapped with their neighbour (optimal string alignment), with three
/// rows.
fn edits(word: &[char], candidate: &[char]) -> usize {
    let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (line, wanted) in candidate.iter().enumerate() {
        let mut next = vec![line + 1];
        for (at, given) in word.iter().enumerate() {
            let replaced = cell(&row, at) + usize::from(given != wanted);
            let mut least = replaced.min(cell(&row, at + 1) + 1).min(cell(&next, at) + 1);
            let neighbours = at.checked_sub(1).zip(line.checked_sub(1));
            if let Some((left, up)) = neighbours
                && word.get(left) == Some(wanted)
                && candidate.get(up) == Some(given)
            {
                least = least.min(cell(&above, left) + 1);
            }
            next.push(least);
        }
        above = std::mem::replace(&mut row, next);
    }
    cell(&row, word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let known = ["at-least", "only-fixed", "on-unknown", "scopes", "high"];
        let rows = [
            ("at_least", Some("at-least")),
            ("atleast", Some("at-least")),
            ("only-fix", Some("only-fixed")),
            ("Scope", Some("scopes")),
            ("hihg", Some("high")),
            ("sco", Some("scopes")),
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
            ("hihg", "high", 1),
            ("ca", "abc", 3),
        ];
        let letters = |text: &str| Vec::from_iter(text.chars());
        for (one, two, expected) in rows {
            assert_eq!(edits(&letters(one), &letters(two)), expected, "{one} {two}");
            assert_eq!(edits(&letters(two), &letters(one)), expected, "{two} {one}");
        }
    }
}
