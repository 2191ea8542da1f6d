//! OLPC's canonical JSON, which TUF's signatures are over (<http://wiki.laptop.org/go/Canonical_JSON>).

use serde_json::Value;

/// The canonical bytes of a value; `None` if it holds a number that is not an integer of 64 bits, which has none.
///
/// Members stand ordered by the bytes of their names, strings as they are with `"` and `\` escaped, nothing between.
/// The descent follows the nesting, which the reader has bounded at 100.
pub(super) fn canonical(value: &Value) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    write(value, &mut out).then_some(out)
}

fn write(value: &Value, out: &mut Vec<u8>) -> bool {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) if number.is_f64() => return false,
        Value::Number(number) => out.extend_from_slice(number.to_string().as_bytes()),
        Value::String(text) => string(text, out),
        Value::Array(values) => {
            out.push(b'[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                if !write(value, out) {
                    return false;
                }
            }
            out.push(b']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
            out.push(b'{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                string(name, out);
                out.push(b':');
                if !write(value, out) {
                    return false;
                }
            }
            out.push(b'}');
        }
    }
    true
}

fn string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        if matches!(byte, b'"' | b'\\') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_that_of_the_text() {
        for (text, expected) in [
            (
                r#"{"b": 1, "a": [true, null, {}]}"#,
                Some(r#"{"a":[true,null,{}],"b":1}"#),
            ),
            (
                "{\"\\u00e9\\n\": \"\\\\ \\\" \\u0001\"}",
                Some("{\"é\n\":\"\\\\ \\\" \u{1}\"}"),
            ),
            (
                r#"[-1, 0, 18446744073709551615]"#,
                Some("[-1,0,18446744073709551615]"),
            ),
            (r#"{"ab":1,"a":2,"B":3}"#, Some(r#"{"B":3,"a":2,"ab":1}"#)),
            ("[1.0]", None),
            ("[1e3]", None),
            ("[18446744073709551616]", None),
        ] {
            let value: Value = serde_json::from_str(text).unwrap();
            let written = canonical(&value).map(|bytes| String::from_utf8(bytes).unwrap());
            assert_eq!(written.as_deref(), expected, "{text}");
        }
    }
}
