//! Expressions as text, in a form that reads as the same expression: every operator in parentheses.

use std::fmt;

use super::Program;
use super::node::{COMPARISONS, FIELDS, Field, Node};

type Out<'a, 'b> = &'a mut fmt::Formatter<'b>;

pub(super) fn program(program: &Program, f: Out<'_, '_>) -> fmt::Result {
    let print = Print { lets: &program.lets };
    for (name, value) in &program.lets {
        write!(f, "let {name} = ")?;
        print.node(value, f)?;
        f.write_str("; ")?;
    }
    print.node(&program.body, f)
}

struct Print<'p> {
    lets: &'p [(String, Node)],
}

impl Print<'_> {
    fn node(&self, node: &Node, f: Out<'_, '_>) -> fmt::Result {
        match node {
            Node::Bool(value) => write!(f, "{value}"),
            Node::Number(number) => write!(f, "{number}"),
            Node::Text(text) => quoted(text, f),
            Node::Variable(index) => f.write_str(self.lets.get(*index).map_or("", |(name, _)| name)),
            Node::Field(of) => field(*of, f),
            Node::Attribute(name) => {
                f.write_str("attributes[")?;
                quoted(name, f)?;
                f.write_str("]")
            }
            Node::Not(inner) => {
                f.write_str("!(")?;
                self.node(inner, f)?;
                f.write_str(")")
            }
            Node::Any(sides) => self.list("(", sides, " || ", ")", f),
            Node::All(sides) => self.list("(", sides, " && ", ")", f),
            Node::Compare(compare, left, right) => {
                let sign = COMPARISONS.iter().find(|(_, of)| of == compare);
                self.pair(left, sign.map_or("==", |(sign, _)| sign), right, f)
            }
            Node::In(left, members) => {
                f.write_str("(")?;
                self.node(left, f)?;
                f.write_str(" in ")?;
                self.list("[", members, ", ", "])", f)
            }
            Node::Or(first, second) => self.pair(first, "??", second, f),
            Node::If(condition, then, other) => {
                f.write_str("(")?;
                self.node(condition, f)?;
                f.write_str(" ? ")?;
                self.node(then, f)?;
                f.write_str(" : ")?;
                self.node(other, f)?;
                f.write_str(")")
            }
            Node::Join(left, right) | Node::Plus(left, right) => self.pair(left, "+", right, f),
            Node::Minus(left, right) => self.pair(left, "-", right, f),
            Node::Slice(of, from, to) => {
                f.write_str("(")?;
                self.node(of, f)?;
                f.write_str(")")?;
                self.bounds(from.as_deref(), to.as_deref(), f)
            }
            Node::Around(from, to) => {
                field(Field::Fragment, f)?;
                self.bounds(Some(from), Some(to), f)
            }
            Node::Entropy(of) => self.call("entropy", of, f),
            Node::Length(of) => self.call("len", of, f),
            Node::WordLike(of) => self.call("failsTokenEfficiency", of, f),
            Node::Least(parts) => self.list("min(", parts, ", ", ")", f),
            Node::Most(parts) => self.list("max(", parts, ", ", ")", f),
            Node::MatchesAny(of, texts, _) => self.any("matchesAny(", of, texts, f),
            Node::ContainsAny(of, texts, _) => self.any("containsAny(", of, texts, f),
            Node::FindMatch(of, pattern, _) => {
                f.write_str("findMatch(")?;
                self.node(of, f)?;
                f.write_str(", ")?;
                quoted(pattern, f)?;
                f.write_str(")")
            }
        }
    }

    fn pair(&self, left: &Node, sign: &str, right: &Node, f: Out<'_, '_>) -> fmt::Result {
        f.write_str("(")?;
        self.node(left, f)?;
        write!(f, " {sign} ")?;
        self.node(right, f)?;
        f.write_str(")")
    }

    fn list(&self, open: &str, parts: &[Node], between: &str, close: &str, f: Out<'_, '_>) -> fmt::Result {
        f.write_str(open)?;
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                f.write_str(between)?;
            }
            self.node(part, f)?;
        }
        f.write_str(close)
    }

    fn call(&self, name: &str, of: &Node, f: Out<'_, '_>) -> fmt::Result {
        write!(f, "{name}(")?;
        self.node(of, f)?;
        f.write_str(")")
    }

    fn any(&self, open: &str, of: &Node, texts: &[String], f: Out<'_, '_>) -> fmt::Result {
        f.write_str(open)?;
        self.node(of, f)?;
        f.write_str(", [")?;
        for (index, text) in texts.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            quoted(text, f)?;
        }
        f.write_str("])")
    }

    fn bounds(&self, from: Option<&Node>, to: Option<&Node>, f: Out<'_, '_>) -> fmt::Result {
        f.write_str("[")?;
        from.map_or(Ok(()), |from| self.node(from, f))?;
        f.write_str(":")?;
        to.map_or(Ok(()), |to| self.node(to, f))?;
        f.write_str("]")
    }
}

fn field(field: Field, f: Out<'_, '_>) -> fmt::Result {
    let name = FIELDS.iter().find(|(_, of, _)| *of == field);
    write!(f, "finding[\"{}\"]", name.map_or("", |(name, _, _)| name))
}

fn quoted(text: &str, f: Out<'_, '_>) -> fmt::Result {
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
