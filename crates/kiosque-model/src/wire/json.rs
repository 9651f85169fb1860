//! JSON as RFC 8259 has it, parsed into values.
//!
//! Own code, since this is all that the browser needs of it: with serde_json's
//! parser, its floats and maps, the viewer has 15 kB more. The tests hold it to
//! serde_json's answers.

/// A value of JSON.
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// A number; none where it is not a whole one of 32 bits.
    Number(Option<u32>),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, its members as they stand.
    Record(Vec<(String, Json)>),
}

/// Lists and records within each other at most: the stack is finite.
const DEPTH: u32 = 127;

/// The value that `text` is. None where it is not JSON.
pub(super) fn parse(text: &str) -> Option<Json> {
    let mut parser = Parser {
        rest: text,
        depth: 0,
    };
    let value = parser.value()?;
    parser.rest.is_empty().then_some(value)
}

struct Parser<'t> {
    rest: &'t str,
    depth: u32,
}

impl Parser<'_> {
    /// A value and the space around it.
    fn value(&mut self) -> Option<Json> {
        self.skip_space();
        let value = match self.peek() {
            b'{' => self.record()?,
            b'[' => self.list()?,
            b'"' => Json::Text(self.text()?),
            b'-' | b'0'..=b'9' => self.number()?,
            _ => self.word()?,
        };
        self.skip_space();
        Some(value)
    }

    fn record(&mut self) -> Option<Json> {
        let mut members = Vec::new();
        self.each("}", &mut |parser| {
            parser.skip_space();
            let name = parser.text()?;
            parser.skip_space();
            parser.expect(":")?;
            members.push((name, parser.value()?));
            Some(())
        })?;
        Some(Json::Record(members))
    }

    fn list(&mut self) -> Option<Json> {
        let mut elements = Vec::new();
        self.each("]", &mut |parser| {
            elements.push(parser.value()?);
            Some(())
        })?;
        Some(Json::List(elements))
    }

    /// What stands between the bracket here and the one that closes it.
    fn each(&mut self, close: &str, read: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.advance();
        self.depth = self.depth.checked_add(1).filter(|depth| *depth <= DEPTH)?;
        self.skip_space();
        if !self.accept(close) {
            read(self)?;
            while !self.accept(close) {
                self.expect(",")?;
                read(self)?;
            }
        }
        self.depth -= 1;
        Some(())
    }

    fn word(&mut self) -> Option<Json> {
        if self.accept("null") {
            Some(Json::Null)
        } else if self.accept("true") {
            Some(Json::Flag(true))
        } else {
            self.expect("false").map(|()| Json::Flag(false))
        }
    }

    fn number(&mut self) -> Option<Json> {
        let from = self.rest;
        self.accept("-");
        if !self.accept("0") {
            self.digits()?;
        }
        if self.accept(".") {
            self.digits()?;
        }
        if self.accept("e") || self.accept("E") {
            let _sign = self.accept("+") || self.accept("-");
            self.digits()?;
        }
        let number = from.get(..from.len() - self.rest.len())?;
        Some(Json::Number(number.parse().ok()))
    }

    fn digits(&mut self) -> Option<()> {
        let before = self.rest.len();
        while self.peek().is_ascii_digit() {
            self.advance();
        }
        (self.rest.len() < before).then_some(())
    }

    fn text(&mut self) -> Option<String> {
        self.expect("\"")?;
        let mut text = String::new();
        loop {
            let special = |byte| matches!(byte, b'"' | b'\\' | ..b' ');
            let plain = self.rest.bytes().position(special)?;
            let (plain, rest) = self.rest.split_at_checked(plain)?;
            text.push_str(plain);
            self.rest = rest;
            if self.accept("\"") {
                return Some(text);
            }
            self.expect("\\")?;
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let byte = self.peek();
        self.advance();
        match byte {
            b'"' | b'\\' | b'/' => Some(char::from(byte)),
            b'b' => Some('\u{8}'),
            b'f' => Some('\u{c}'),
            b'n' => Some('\n'),
            b'r' => Some('\r'),
            b't' => Some('\t'),
            b'u' => self.code_point(),
            _ => None,
        }
    }

    /// One UTF-16 unit, or the two of a pair.
    fn code_point(&mut self) -> Option<char> {
        let unit = self.hexadecimal()?;
        if !(0xD800..0xDC00).contains(&unit) {
            return char::from_u32(unit);
        }
        self.expect("\\u")?;
        let low = self.hexadecimal()?.checked_sub(0xDC00)?;
        let high = (unit - 0xD800) << 10;
        (low < 0x400).then(|| char::from_u32(0x1_0000 + high + low))?
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let mut number = 0;
        for _ in 0..4 {
            number = number * 16 + char::from(self.peek()).to_digit(16)?;
            self.advance();
        }
        Some(number)
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.advance();
        }
    }

    /// The next byte; 0, which is not JSON, at the end.
    fn peek(&self) -> u8 {
        self.rest.as_bytes().first().copied().unwrap_or_default()
    }

    fn advance(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    fn accept(&mut self, token: &str) -> bool {
        self.expect(token).is_some()
    }

    fn expect(&mut self, token: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(token)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const SAMPLE: &str = r#" {"a": [1, 0, -1.5e3, 42, true],
        "bb": {"": null, "éé": "\u00e9\ud83d\ude00\n\"\\\/\b\f\r\té"}, "ccc" : false, "dddd": [[], {}]}
    "#;

    fn agree(own: &Json, reference: &Value) -> bool {
        match (own, reference) {
            (Json::Null, Value::Null) => true,
            (Json::Flag(flag), Value::Bool(other)) => flag == other,
            (Json::Number(number), Value::Number(other)) => {
                number.map(u64::from) == other.as_u64().filter(|n| *n <= u64::from(u32::MAX))
            }
            (Json::Text(text), Value::String(other)) => text == other,
            (Json::List(list), Value::Array(other)) => {
                list.len() == other.len() && list.iter().zip(other).all(|(a, b)| agree(a, b))
            }
            (Json::Record(members), Value::Object(other)) => {
                let same = |(name, value): &(String, Json)| {
                    other.get(name).is_some_and(|other| agree(value, other))
                };
                members.len() == other.len() && members.iter().all(same)
            }
            _ => false,
        }
    }

    /// Both parsers refuse `text`, or find the same in it.
    fn check(text: &str) {
        let same = match (parse(text), serde_json::from_str(text)) {
            (Some(own), Ok(reference)) => agree(&own, &reference),
            (own, reference) => own.is_none() && reference.is_err(),
        };
        assert!(same, "{text}");
    }

    #[test]
    fn what_json_is_and_is_not() {
        assert!(parse(SAMPLE).is_some());
        check(SAMPLE);
        for text in [
            "",
            " ",
            "01",
            "-",
            "-0",
            "4294967295",
            "4294967296",
            "18446744073709551616",
            "1.",
            ".5",
            "1e",
            "1e+5",
            "1E-5",
            "+1",
            "1 2",
            "nul",
            "truex",
            "[1,]",
            "[,1]",
            "[1",
            "]",
            "{\"a\"}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\":1]",
            "\"",
            "\"\u{1f}\"",
            "\"\u{7f}\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\\u+123\"",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ud800\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\é\"",
            "\u{feff}1",
            "\u{c}1",
            "\u{a0}1",
        ] {
            check(text);
        }
    }

    #[test]
    fn a_sample_with_any_character_missing_or_another() {
        for (at, old) in SAMPLE.char_indices() {
            let (before, rest) = SAMPLE.split_at(at);
            let after = rest.split_at(old.len_utf8()).1;
            check(before);
            check(&format!("{before}{after}"));
            for new in " \n\0\"\\/,:[]{}09-+.eEutfnd\u{1f}éx".chars() {
                check(&format!("{before}{new}{after}"));
                check(&format!("{before}{new}{rest}"));
            }
        }
    }

    #[test]
    fn depth_is_limited() {
        for depth in [127, 128, 100_000] {
            check(&("[".repeat(depth) + &"]".repeat(depth)));
            check(&"{\"a\":".repeat(depth));
        }
    }
}
