//! The one kind of glob there is here.

/// Whether the whole text is of the form: `*` any characters but `/`, `**` any, `?` one but `/`, all others themselves.
///
/// Follows all ways through the form at once, so that no form makes it slow: at most form × text steps.
pub(super) fn matches(form: &str, text: &str) -> bool {
    let form = parts(form);
    let mut reached = vec![false; form.len() + 1];
    mark(&mut reached, 0, true);
    skip_stars(&form, &mut reached);
    for character in text.chars() {
        let mut next = vec![false; form.len() + 1];
        for (at, part) in form.iter().enumerate() {
            if !reached.get(at).copied().unwrap_or(false) {
                continue;
            }
            let (stay, step) = match part {
                Part::Any => (true, false),
                Part::AnyInSegment => (character != '/', false),
                Part::OneInSegment => (false, character != '/'),
                Part::Literal(literal) => (false, *literal == character),
            };
            mark(&mut next, at, stay);
            mark(&mut next, at + 1, step);
        }
        skip_stars(&form, &mut next);
        reached = next;
    }
    reached.last().copied().unwrap_or(false)
}

enum Part {
    Any,
    AnyInSegment,
    OneInSegment,
    Literal(char),
}

fn parts(form: &str) -> Vec<Part> {
    let mut characters = form.chars().peekable();
    let mut parts = Vec::new();
    while let Some(character) = characters.next() {
        parts.push(match character {
            '*' if characters.next_if_eq(&'*').is_some() => Part::Any,
            '*' => Part::AnyInSegment,
            '?' => Part::OneInSegment,
            literal => Part::Literal(literal),
        });
    }
    parts
}

/// A star may stand for nothing.
fn skip_stars(form: &[Part], reached: &mut [bool]) {
    for (at, part) in form.iter().enumerate() {
        if reached.get(at).copied().unwrap_or(false) && matches!(part, Part::Any | Part::AnyInSegment) {
            mark(reached, at + 1, true);
        }
    }
}

fn mark(places: &mut [bool], at: usize, reached: bool) {
    if let Some(place) = places.get_mut(at) {
        *place |= reached;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_as_they_are_described() {
        for (form, text, expected) in [
            ("a*c", "abc", true),
            ("a*c", "ac", true),
            ("a*c", "a/c", false),
            ("a**c", "a/b/c", true),
            ("a?c", "abc", true),
            ("a?c", "a/c", false),
            ("a?c", "ac", false),
            ("refs/tags/v*", "refs/tags/v1.2.3", true),
            ("refs/tags/v*", "refs/tags/v1/evil", false),
            ("refs/tags/v*", "xrefs/tags/v1", false),
            ("v1.2", "v1x2", false),
            ("[ab]", "a", false),
            ("[ab]", "[ab]", true),
            ("a\\*", "a*", false),
            ("a\\*", "a\\b", true),
            ("*@example.com", "me@example.com", true),
            ("*@example.com", "me@example.com.evil.example", false),
            ("**x", "x", true),
            ("é?", "éè", true),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(matches(form, text), expected, "{form} {text}");
        }
    }

    #[test]
    fn forms_of_many_stars_take_no_longer() {
        let form = "*a".repeat(1000);
        assert!(!matches(&form, &"a".repeat(999)));
        assert!(matches(&form, &"a".repeat(1000)));
    }
}
