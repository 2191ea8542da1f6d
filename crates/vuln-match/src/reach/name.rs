//! Symbols as tools spell them, made equal.

/// The longest symbol that is compared; monomorphised names of C++ and Rust have a few thousand bytes.
pub(super) const MAX_BYTES: usize = 16 << 10;

/// One spelling of a symbol: without generic arguments (`Vec<T>::push`, `Vec::<u8>::push`, Go's `Set[int].Add`), call
/// brackets, receivers' stars and brackets (`(*T).Method`, `*T.Method`), a trailing hash (`::h0123456789abcdef`) and white
/// space. What stands inside `<T as Trait>` at the beginning is `T`. Case is kept.
pub(super) fn normal(symbol: &str) -> String {
    let symbol = symbol.trim();
    let symbol = symbol.strip_suffix("()").unwrap_or(symbol);
    let plain = if symbol.starts_with('<') {
        unqualified(symbol)
    } else {
        symbol.to_owned()
    };
    let mut name = String::with_capacity(plain.len());
    let mut depth = 0_usize;
    let mut last = ' ';
    for character in plain.chars() {
        match character {
            '<' | '[' => depth += 1,
            // `->` is no bracket.
            '>' if last == '-' => {}
            '>' | ']' => depth = depth.saturating_sub(1),
            '(' | ')' | '*' | '&' => {}
            _ if depth > 0 || character.is_whitespace() => {}
            _ => name.push(character),
        }
        last = character;
    }
    // `Vec::<u8>::push` leaves `Vec::::push`.
    while name.contains("::::") {
        name = name.replace("::::", "::");
    }
    let unhashed = name
        .rsplit_once("::h")
        .filter(|(_, hash)| is_hash(hash))
        .map(|(rest, _)| rest.to_owned());
    let name = unhashed.unwrap_or(name);
    name.trim_end_matches(':').to_owned()
}

/// `<T as Trait>::f` and `<T>::f` as `T::f`.
fn unqualified(symbol: &str) -> String {
    let mut depth = 0_usize;
    let end = symbol.char_indices().find_map(|(at, character)| {
        match character {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some(at)
    });
    let Some((inside, rest)) = end.and_then(|end| symbol.split_at_checked(end + 1)) else {
        return symbol.to_owned();
    };
    let inside = inside.trim_start_matches('<').trim_end_matches('>');
    let ty = inside.split_once(" as ").map_or(inside, |(ty, _)| ty);
    format!("{ty}{rest}")
}

fn is_hash(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_symbol_are_equal() {
        let rows: [(&str, &[&str]); 5] = [
            (
                "smallvec::SmallVec::grow",
                &[
                    "smallvec::SmallVec::<A>::grow",
                    "smallvec::SmallVec<[u8; 4]>::grow",
                    "smallvec::SmallVec::grow::h0123456789abcdef",
                    " smallvec::SmallVec::grow() ",
                ],
            ),
            (
                "net/http.Server.Serve",
                &[
                    "net/http.(*Server).Serve",
                    "net/http.*Server.Serve",
                    "(*net/http.Server).Serve",
                ],
            ),
            (
                "a/b.Set.Add",
                &["a/b.(*Set[int]).Add", "a/b.Set[go.shape.int].Add"],
            ),
            (
                "a::T::f",
                &[
                    "<a::T as b::Trait<u8>>::f",
                    "<a::T>::f",
                    "<a::T<u8> as b::Trait>::f",
                ],
            ),
            ("a::g", &["a::g::<fn(u8) -> u8>"]),
        ];
        for (expected, spellings) in rows {
            for spelling in spellings {
                assert_eq!(normal(spelling), expected, "{spelling}");
            }
            assert_eq!(normal(expected), expected);
        }
        assert_ne!(normal("a::f"), normal("a::F"));
        assert_eq!(normal("<<<"), "");
    }
}
