//! Expressions as text, in a form that reads as the same expression: every operator in parentheses.

use std::fmt;

use super::Program;
use super::node::{COMPARISONS, FIELDS, Field, Id, Node};

pub(super) fn program(program: &Program, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (name, value) in &program.lets {
        write!(f, "let {name} = ")?;
        part(program, *value, f)?;
        f.write_str("; ")?;
    }
    part(program, program.body, f)
}

/// What is still to be written.
enum Piece<'p> {
    Part(Id),
    Sign(&'p str),
    Quoted(&'p str),
    Number(f64),
}

fn part(program: &Program, id: Id, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    // The next one last.
    let mut left = vec![Piece::Part(id)];
    while let Some(piece) = left.pop() {
        match piece {
            Piece::Part(id) => {
                let pieces = program.nodes.get(id).map(|node| pieces(program, node));
                left.extend(pieces.into_iter().flatten().rev());
            }
            Piece::Sign(sign) => f.write_str(sign)?,
            Piece::Quoted(text) => quoted(text, f)?,
            Piece::Number(number) => write!(f, "{number}")?,
        }
    }
    Ok(())
}

/// What a part is written with, in its order.
fn pieces<'p>(program: &'p Program, node: &'p Node) -> Vec<Piece<'p>> {
    use Piece::{Number, Part, Quoted, Sign};
    match node {
        Node::Bool(value) => vec![Sign(if *value { "true" } else { "false" })],
        Node::Number(number) => vec![Number(*number)],
        Node::Text(text) => vec![Quoted(text)],
        Node::Variable(index) => {
            let name = program.lets.get(*index).map_or("", |(name, _)| name);
            vec![Sign(name)]
        }
        Node::Field(of) => field(*of),
        Node::Attribute(name) => vec![Sign("attributes["), Quoted(name), Sign("]")],
        Node::Not(inner) => vec![Sign("!("), Part(*inner), Sign(")")],
        Node::Any(sides) => list("(", sides, " || ", ")"),
        Node::All(sides) => list("(", sides, " && ", ")"),
        Node::Compare(compare, left, right) => {
            let sign = COMPARISONS.iter().find(|(_, of)| of == compare);
            pair(*left, sign.map_or("==", |(sign, _)| sign), *right)
        }
        Node::In(left, members) => {
            let mut all = vec![Sign("("), Part(*left), Sign(" in ")];
            all.extend(list("[", members, ", ", "])"));
            all
        }
        Node::Or(first, second) => pair(*first, "??", *second),
        Node::If(condition, then, other) => {
            let (then, other) = ([Sign(" ? "), Part(*then)], [Sign(" : "), Part(*other)]);
            let condition = [Sign("("), Part(*condition)];
            condition
                .into_iter()
                .chain(then)
                .chain(other)
                .chain([Sign(")")])
                .collect()
        }
        Node::Join(left, right) | Node::Plus(left, right) => pair(*left, "+", *right),
        Node::Minus(left, right) => pair(*left, "-", *right),
        Node::Slice(of, from, to) => {
            let of = [Sign("("), Part(*of), Sign(")")];
            of.into_iter().chain(bounds(*from, *to)).collect()
        }
        Node::Around(from, to) => {
            let mut all = field(Field::Fragment);
            all.extend(bounds(Some(*from), Some(*to)));
            all
        }
        Node::Entropy(of) => vec![Sign("entropy("), Part(*of), Sign(")")],
        Node::Length(of) => vec![Sign("len("), Part(*of), Sign(")")],
        Node::WordLike(of) => vec![Sign("failsTokenEfficiency("), Part(*of), Sign(")")],
        Node::Least(parts) => list("min(", parts, ", ", ")"),
        Node::Most(parts) => list("max(", parts, ", ", ")"),
        Node::MatchesAny(of, texts, _) => any("matchesAny(", *of, texts),
        Node::ContainsAny(of, texts, _) => any("containsAny(", *of, texts),
        Node::FindMatch(of, pattern, _) => {
            vec![
                Sign("findMatch("),
                Part(*of),
                Sign(", "),
                Quoted(pattern),
                Sign(")"),
            ]
        }
    }
}

fn pair<'p>(left: Id, sign: &'p str, right: Id) -> Vec<Piece<'p>> {
    let sign = [Piece::Sign(" "), Piece::Sign(sign), Piece::Sign(" ")];
    let left = [Piece::Sign("("), Piece::Part(left)];
    let right = [Piece::Part(right), Piece::Sign(")")];
    left.into_iter().chain(sign).chain(right).collect()
}

fn list<'p>(open: &'p str, parts: &[Id], between: &'p str, close: &'p str) -> Vec<Piece<'p>> {
    let parts = parts.iter().map(|id| Piece::Part(*id));
    joined(open, parts, between, close)
}

fn any<'p>(open: &'p str, of: Id, texts: &'p [String]) -> Vec<Piece<'p>> {
    let texts = texts.iter().map(|text| Piece::Quoted(text));
    let mut all = vec![Piece::Sign(open), Piece::Part(of), Piece::Sign(", ")];
    all.extend(joined("[", texts, ", ", "])"));
    all
}

fn joined<'p>(
    open: &'p str,
    pieces: impl Iterator<Item = Piece<'p>>,
    between: &'p str,
    close: &'p str,
) -> Vec<Piece<'p>> {
    let mut all = vec![Piece::Sign(open)];
    for (index, piece) in pieces.enumerate() {
        if index > 0 {
            all.push(Piece::Sign(between));
        }
        all.push(piece);
    }
    all.push(Piece::Sign(close));
    all
}

fn bounds<'p>(from: Option<Id>, to: Option<Id>) -> Vec<Piece<'p>> {
    let (from, to) = (from.map(Piece::Part), to.map(Piece::Part));
    let from = [Piece::Sign("[")].into_iter().chain(from);
    let to = [Piece::Sign(":")].into_iter().chain(to);
    from.chain(to).chain([Piece::Sign("]")]).collect()
}

fn field<'p>(field: Field) -> Vec<Piece<'p>> {
    let name = FIELDS.iter().find(|(_, of, _)| *of == field);
    let name = name.map_or("", |(name, _, _)| name);
    vec![Piece::Sign("finding["), Piece::Quoted(name), Piece::Sign("]")]
}

fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    for char in text.chars() {
        match char {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            _ => write!(f, "{char}")?,
        }
    }
    f.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_reads_as_the_same() {
        let sources = [
            r#"entropy(finding["secret"]) <= 3.5 || !matchesAny(finding["secret"], ["[0-9]"]) || false"#,
            r#"let a = findMatch(finding["line"], `\w+$`)[1:]; (a + "\n\"") == "x" ? true : a in ["b"]"#,
            r#"(true && false && true) || len(finding["match"][:-2]) >= max(1, 2 - 1)"#,
            r#"finding["fragment_raw"][0:9] contains get(attributes, "path", "none")"#,
        ];
        for source in sources {
            let printed = Program::parse(source).unwrap().to_string();
            assert_eq!(Program::parse(&printed).unwrap().to_string(), printed, "{source}");
        }
    }
}
