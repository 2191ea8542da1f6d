//! The options of a line, split into words as by Python's `shlex` and told apart as by its `optparse`, which pip uses.

/// What one option asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Asks {
    Requirement,
    Constraint,
    Editable,
    Hash,
    /// Where packages are looked for.
    Index,
    /// How packages are chosen or built, not which are named.
    Manner,
}

/// An option without or with a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Takes {
    Nothing,
    Value,
}

/// Long options in requirements files (pip's reference on the requirements file format, and `--pypi-url`, which is an old
/// name of `--index-url`).
const LONG: [(&str, Takes, Asks); 20] = [
    ("index-url", Takes::Value, Asks::Index),
    ("pypi-url", Takes::Value, Asks::Index),
    ("extra-index-url", Takes::Value, Asks::Index),
    ("no-index", Takes::Nothing, Asks::Index),
    ("find-links", Takes::Value, Asks::Index),
    ("trusted-host", Takes::Value, Asks::Manner),
    ("constraint", Takes::Value, Asks::Constraint),
    ("requirement", Takes::Value, Asks::Requirement),
    ("editable", Takes::Value, Asks::Editable),
    ("no-binary", Takes::Value, Asks::Manner),
    ("only-binary", Takes::Value, Asks::Manner),
    ("prefer-binary", Takes::Nothing, Asks::Manner),
    ("require-hashes", Takes::Nothing, Asks::Manner),
    ("pre", Takes::Nothing, Asks::Manner),
    ("use-feature", Takes::Value, Asks::Manner),
    ("global-option", Takes::Value, Asks::Manner),
    ("install-option", Takes::Value, Asks::Manner),
    ("config-settings", Takes::Value, Asks::Manner),
    ("config-setting", Takes::Value, Asks::Manner),
    ("hash", Takes::Value, Asks::Hash),
];

/// Short options; each takes a value.
const SHORT: [(char, Asks); 6] = [
    ('i', Asks::Index),
    ('f', Asks::Index),
    ('c', Asks::Constraint),
    ('r', Asks::Requirement),
    ('e', Asks::Editable),
    ('C', Asks::Manner),
];

/// The options of a line with their values. `None` if a part of it is not understood: an unknown or ambiguous option, one
/// without its value, a word that belongs to none, a quote without end.
pub(super) fn parse(text: &str) -> Option<Vec<(Asks, String)>> {
    let mut words = split(text)?.into_iter();
    let mut found = Vec::new();
    while let Some(word) = words.next() {
        if let Some(long) = word.strip_prefix("--") {
            let (name, value) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (long, None),
            };
            let (takes, asks) = long_option(name)?;
            let value = match (takes, value) {
                (Takes::Nothing, None) => String::new(),
                (Takes::Nothing, Some(_)) => return None,
                (Takes::Value, Some(value)) => value,
                (Takes::Value, None) => words.next()?,
            };
            found.push((asks, value));
            continue;
        }
        let mut short = word.strip_prefix('-')?.chars();
        let letter = short.next()?;
        let (_, asks) = SHORT.iter().find(|(known, _)| *known == letter)?;
        let value = match short.as_str() {
            "" => words.next()?,
            value => value.to_owned(),
        };
        found.push((*asks, value));
    }
    Some(found)
}

/// The option of this name, or the only one that begins with it.
fn long_option(name: &str) -> Option<(Takes, Asks)> {
    if let Some((_, takes, asks)) = LONG.iter().find(|(known, ..)| *known == name) {
        return Some((*takes, *asks));
    }
    let mut fitting = LONG.iter().filter(|(known, ..)| known.starts_with(name));
    match (fitting.next(), fitting.next()) {
        (Some((_, takes, asks)), None) if !name.is_empty() => Some((*takes, *asks)),
        _ => None,
    }
}

/// Words as a POSIX shell tells them apart; `None` for a quote or backslash without end.
fn split(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            ' ' | '\t' | '\r' | '\n' => words.extend(word.take()),
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match characters.next()? {
                        '\'' => break,
                        inner => word.push(inner),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match characters.next()? {
                        '"' => break,
                        '\\' => match characters.next()? {
                            escaped @ ('"' | '\\') => word.push(escaped),
                            other => word.extend(['\\', other]),
                        },
                        inner => word.push(inner),
                    }
                }
            }
            '\\' => word.get_or_insert_default().push(characters.next()?),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spellings_of_an_include_are_understood() {
        for text in [
            "-r x",
            "-rx",
            "--requirement x",
            "--requirement=x",
            "--requirem x",
            "--requirem=x",
            "\"-r\" x",
            "'-r' \"x\"",
            "-\\r x",
            "--requirement\tx",
            "-r 'x'",
        ] {
            let expected = Some(vec![(Asks::Requirement, "x".to_owned())]);
            assert_eq!(parse(text), expected, "{text}");
        }
        for text in ["--pre -r x", "--pre \"-r\" x", "--prefer-b --requirem=x"] {
            let options = parse(text).unwrap();
            assert_eq!(
                options.last(),
                Some(&(Asks::Requirement, "x".to_owned())),
                "{text}"
            );
        }
        assert_eq!(
            parse("-r x -r y").unwrap().last().unwrap(),
            &(Asks::Requirement, "y".to_owned())
        );
    }

    #[test]
    fn what_is_not_fully_understood_is_nothing() {
        for text in [
            "--unknown",
            "--requir x",
            "--pre a==1",
            "--pre=yes",
            "-r",
            "--requirement",
            "-r 'x",
            "-",
            "--",
            "-z",
            "--no x",
            "-r x\\",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(""), Some(Vec::new()));
    }
}
