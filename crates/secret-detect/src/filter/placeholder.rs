//! Values that stand for a secret and are none.

use crate::filter::{Candidate, DropReason};

/// Words that say so. In lower case; longer secrets hold short words by chance, so none is under six letters.
const WORDS: [&[u8]; 24] = [
    b"example",
    b"placeholder",
    b"changeme",
    b"change_me",
    b"change-me",
    b"redacted",
    b"replace",
    b"your_",
    b"your-",
    b"yourtoken",
    b"yourkey",
    b"yoursecret",
    b"yourpassword",
    b"mytoken",
    b"mysecret",
    b"insert",
    b"dummy",
    b"notreal",
    b"not_real",
    b"sample",
    b"goeshere",
    b"_here",
    b"-here",
    b"fixme",
];

/// Refuses placeholders, templates, repetitions and sequences.
pub(super) fn refuse(candidate: &Candidate<'_>) -> Result<(), DropReason> {
    let secret = candidate.secret;
    if is_template(candidate) {
        return Err(DropReason::Template);
    }
    if is_repeated(secret) {
        return Err(DropReason::Repeated);
    }
    if is_sequence(secret) {
        return Err(DropReason::Sequence);
    }
    // A PEM block or a document is not a placeholder because a word occurs somewhere in it.
    if secret.len() <= 256 && says_so(secret) {
        return Err(DropReason::Placeholder);
    }
    Ok(())
}

/// Values that everybody writes where a password goes, without the digits behind them.
const STAND_INS: [&[u8]; 19] = [
    b"password",
    b"passwd",
    b"pass",
    b"secret",
    b"token",
    b"test",
    b"admin",
    b"root",
    b"guest",
    b"user",
    b"username",
    b"postgres",
    b"mysql",
    b"hunter",
    b"tiger",
    b"foobar",
    b"pwd",
    b"apikey",
    b"api_key",
];

fn says_so(secret: &[u8]) -> bool {
    let lower = secret.to_ascii_lowercase();
    let stem = lower
        .iter()
        .rposition(|byte| !byte.is_ascii_digit())
        .map_or(0, |at| at + 1);
    STAND_INS.contains(&lower.get(..stem).unwrap_or_default()) || contains_any(&lower, &WORDS, &WORD_BYTES)
}

/// What opens or closes a reference.
const MARKS: [&[u8]; 8] = [b"${", b"{{", b"}}", b"$(", b"#{", b"<%", b"%(", b"@@"];

/// Which bytes the words and the marks have.
static WORD_BYTES: [u64; WORDS.len()] = bytes_of_each(&WORDS);
static MARK_BYTES: [u64; MARKS.len()] = bytes_of_each(&MARKS);

fn is_template(candidate: &Candidate<'_>) -> bool {
    let secret = candidate.secret;
    if contains_any(secret, &MARKS, &MARK_BYTES) {
        return true;
    }
    let wrapped = match (secret.first(), secret.last()) {
        (Some(b'<'), Some(b'>'))
        | (Some(b'{'), Some(b'}'))
        | (Some(b'['), Some(b']'))
        | (Some(b'%'), Some(b'%')) => true,
        // `$NAME`, `%s`, `%NAME`.
        (Some(b'$' | b'%'), _) => secret
            .iter()
            .skip(1)
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_'),
        _ => false,
    };
    let opened = candidate
        .name
        .last()
        .or(candidate.lead.last())
        .is_some_and(|byte| matches!(byte, b'<' | b'{'))
        && candidate
            .name
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|byte| matches!(byte, b'$' | b'{' | b'#'));
    wrapped || opened
}

/// More than half of it, or a quarter and eight in a row, is one character; or it is one short group over and over.
fn is_repeated(secret: &[u8]) -> bool {
    let run = longest_run(secret, |before, byte| before.eq_ignore_ascii_case(&byte));
    if (run >= 8 && run * 4 >= secret.len()) || (secret.len() >= 4 && run * 2 > secret.len()) {
        return true;
    }
    secret.len() >= 12
        && (1..=4).any(|period| secret.iter().zip(secret.iter().skip(period)).all(|(a, b)| a == b))
}

/// More than half of it runs through the alphabet, in whatever case, or the digits, or a third and twelve at once.
fn is_sequence(secret: &[u8]) -> bool {
    let run = longest_sequence(&secret.to_ascii_lowercase());
    (run >= 4 && run * 2 > secret.len()) || (run >= 12 && run * 3 >= secret.len())
}

fn longest_sequence(secret: &[u8]) -> usize {
    let rising = longest_run(secret, |before, byte| {
        before.is_ascii_alphanumeric() && byte.is_ascii_alphanumeric() && before.checked_add(1) == Some(byte)
            || (before == b'9' && byte == b'0')
    });
    let falling = longest_run(secret, |before, byte| {
        before.is_ascii_alphanumeric() && byte.is_ascii_alphanumeric() && before.checked_sub(1) == Some(byte)
    });
    rising.max(falling)
}

fn longest_run(text: &[u8], goes_on: impl Fn(u8, u8) -> bool) -> usize {
    let mut longest = usize::from(!text.is_empty());
    let mut run = 1;
    for (before, byte) in text.iter().zip(text.iter().skip(1)) {
        run = if goes_on(*before, *byte) { run + 1 } else { 1 };
        longest = longest.max(run);
    }
    longest
}

/// Whether one of `parts` stands in a text; `bytes` says of each which bytes it has.
fn contains_any(text: &[u8], parts: &[&[u8]], bytes: &[u64]) -> bool {
    let there = bytes_of(text);
    parts
        .iter()
        .zip(bytes)
        .any(|(part, bytes)| bytes & !there == 0 && contains(text, part))
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    part.first().is_none_or(|first| {
        memchr::memchr_iter(*first, text).any(|at| text.get(at..).is_some_and(|rest| rest.starts_with(part)))
    })
}

const fn bytes_of_each<const N: usize>(parts: &[&[u8]; N]) -> [u64; N] {
    let mut each = [0; N];
    let mut at = 0;
    while at < N {
        each[at] = bytes_of(parts[at]);
        at += 1;
    }
    each
}

/// A bit for each byte that there is, by its lower six bits.
const fn bytes_of(mut text: &[u8]) -> u64 {
    let mut all = 0;
    while let [byte, rest @ ..] = text {
        all |= 1 << (*byte & 63);
        text = rest;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_apart_from_random_values() {
        let rows: [(&str, Option<DropReason>); 17] = [
            ("hunter2", Some(DropReason::Placeholder)),
            ("tiger", Some(DropReason::Placeholder)),
            ("xxxxxxxxxxxxxxxx", Some(DropReason::Repeated)),
            ("ghs_XXXXXXXXxxxxxxx", Some(DropReason::Repeated)),
            ("abababababab", Some(DropReason::Repeated)),
            ("AKIAIOSFODNN7EXAMPLE", Some(DropReason::Placeholder)),
            ("your-token-value", Some(DropReason::Placeholder)),
            ("${GITHUB_TOKEN}", Some(DropReason::Template)),
            ("{{ .Values.token }}", Some(DropReason::Template)),
            ("<token>", Some(DropReason::Template)),
            ("$PASSWORD", Some(DropReason::Template)),
            ("%s", Some(DropReason::Template)),
            ("abcdefghijklmnop", Some(DropReason::Sequence)),
            ("tok_AbCdEfGhIjKlMnOp42", Some(DropReason::Sequence)),
            ("1234567890", Some(DropReason::Sequence)),
            ("q7Xz0PfL2mWn", None),
            ("0d9f3be7c4412a66", None),
        ];
        for (text, expected) in rows {
            let candidate = Candidate {
                name: b"",
                secret: text.as_bytes(),
                lead: b"",
            };
            assert_eq!(refuse(&candidate).err(), expected, "{text}");
        }
    }
}
