//! Values that are names: words, paths, dotted names, versions, numbers.

/// Words, paths, dotted names, versions, numbers: no digit in the midst of letters, or separators around words.
pub(super) fn is_identifier(secret: &[u8]) -> bool {
    let digits = secret.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = secret.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    letters == 0
        || digits == 0
        || is_number(secret)
        || is_camel_case(secret)
        || is_wordy(secret)
        || is_joined_name(secret)
}

/// Three parts or more, each in one case with at most one number in it, one of them letters alone: `curve25519_compute_value`.
fn is_joined_name(secret: &[u8]) -> bool {
    let parts: Vec<&[u8]> = secret
        .split(|byte| matches!(byte, b'_' | b'.'))
        .filter(|part| !part.is_empty())
        .collect();
    let is_letters = |part: &&[u8]| part.len() >= 3 && part.iter().all(u8::is_ascii_alphabetic);
    parts.len() >= 3 && parts.iter().any(is_letters) && parts.iter().all(|part| is_numbered(part))
}

/// Letters of one case, with at most one number of five digits among them.
fn is_numbered(part: &[u8]) -> bool {
    let digits = part.iter().filter(|byte| byte.is_ascii_digit()).count();
    let runs = part.split(|byte| !byte.is_ascii_digit());
    let is_one_case = |lower: fn(&u8) -> bool| part.iter().all(|byte| byte.is_ascii_digit() || lower(byte));
    digits <= 5
        && part.len() <= 20
        && runs.filter(|run| !run.is_empty()).count() <= 1
        && (is_one_case(u8::is_ascii_lowercase) || is_one_case(u8::is_ascii_uppercase))
}

/// Two thirds of it are words and numbers with separators between them: `rc0.13.0_2023`, `path/to/file2`.
pub(super) fn is_wordy(secret: &[u8]) -> bool {
    let parts = secret.split(|byte| matches!(byte, b'_' | b'-' | b'.' | b'/' | b':' | b'@' | b'+'));
    let (mut words, mut length, mut count) = (0, 0, 0);
    for part in parts.filter(|part| !part.is_empty()) {
        count += 1;
        length += part.len();
        words += if is_word(part) { part.len() } else { 0 };
    }
    (count >= 2 && words * 3 >= length * 2) || (count == 1 && is_word(secret))
}

/// A long value of letters alone: a name, not a random value of an alphabet with digits.
pub(super) fn is_letters(secret: &[u8]) -> bool {
    secret.len() >= 16
        && !secret
            .iter()
            .any(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'/' | b'='))
}

/// Digits with a sign before and a suffix of at most four letters behind: `-2147163899i32`, `150ms`.
fn is_number(secret: &[u8]) -> bool {
    let unsigned = secret.strip_prefix(b"-").unwrap_or(secret);
    let digits = unsigned.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0 && unsigned.len() - digits <= 4
}

/// Mixed case of which three fifths of the letters are in words of at least four: `X509CertificateTemplate`.
fn is_camel_case(secret: &[u8]) -> bool {
    let letters = secret.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let upper = secret.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    let in_words: usize = secret
        .split(|byte| !byte.is_ascii_lowercase())
        .map(|run| if run.len() >= 3 { run.len() + 1 } else { 0 })
        .sum();
    upper > 0 && upper < letters && in_words * 5 >= letters * 3
}

/// Letters then digits, or letters alone in one case or in camel case with few changes.
fn is_word(part: &[u8]) -> bool {
    // `slf4j`, `x509`, `i18n`.
    let digits = part.iter().filter(|byte| byte.is_ascii_digit()).count();
    if part.len() <= 6
        && digits <= 2
        && part
            .iter()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        return true;
    }
    let letters = part.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let rest = part.get(letters..).unwrap_or_default();
    if !rest.iter().all(u8::is_ascii_digit) || (rest.len() > 4 && letters > 0) {
        return false;
    }
    let word = part.get(..letters).unwrap_or_default();
    let changes = word
        .iter()
        .zip(word.iter().skip(1))
        .filter(|(before, byte)| before.is_ascii_lowercase() != byte.is_ascii_lowercase())
        .count();
    changes * 3 <= word.len().max(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_from_random_values() {
        let rows = [
            ("Tls12CipherSuite", true),
            ("Curve25519SeedBin", true),
            ("-2147163899i32", true),
            ("org.slf4j.api2", true),
            ("path/to/file2", true),
            ("pkcs-9-at-pkcs15Token", true),
            ("curve25519_compute_value", true),
            ("STA32X_CONFF_PWDN", true),
            ("rtl8723e_dm_bt_get_rx_ss", true),
            ("c9search.constant.numeric", true),
            ("k3.secret.fNYVuMvBgOlljt9TDohnaYLb", false),
            ("live_key_a8zk20dkw9pq", false),
            ("q7Xz0PfL2mWn8Kd", false),
            ("yqDVtkqPECri4LRi", false),
            ("6f3c9b1e77aa40d2b8e51c", false),
            ("h0pk1ns~21s", false),
        ];
        for (text, expected) in rows {
            assert_eq!(is_identifier(text.as_bytes()), expected, "{text}");
        }
    }
}
