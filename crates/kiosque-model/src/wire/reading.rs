//! From JSON to records.
//!
//! Not serde's derived `Deserialize`: with its visitors, one parser for each
//! type, reading took 85 kB of code in the browser. Here the text is parsed
//! once, into values, and every type takes its own from them. A fault does not
//! end the reading but is noted: no type needs code for what is half read.

use super::json::{self, Json};
use crate::Words;
use std::fmt;
use std::mem;

/// What is wrong with the bytes of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The member at fault.
    member: &'static str,
    reason: &'static str,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.member)?;
        f.write_str(" ")?;
        f.write_str(self.reason)
    }
}

impl std::error::Error for Unreadable {}

/// Reads a record from the bytes of a file. Members it does not know are
/// passed over: a later version may add some.
///
/// # Errors
/// The first member that is missing or not of its type.
pub fn read<T: FromJson>(bytes: &[u8]) -> Result<T, Unreadable> {
    let mut reading = Reading {
        member: "it",
        fault: None,
    };
    let mut value = reading.parse(bytes);
    let record = T::from_json(&mut value, &mut reading);
    reading.fault.map_or(Ok(record), Err)
}

/// What can be read from a file of the archive.
pub trait FromJson: Sized {
    /// Takes it out of `value`. Where `value` is something else, notes so in
    /// `reading`, and what comes back is of no use.
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self;
}

/// A file being read.
pub struct Reading {
    member: &'static str,
    fault: Option<Unreadable>,
}

// Kept out of line: each is called from every record.
impl Reading {
    #[inline(never)]
    fn parse(&mut self, bytes: &[u8]) -> Json {
        let parsed = str::from_utf8(bytes).ok().and_then(json::parse);
        parsed.unwrap_or_else(|| {
            self.refuse("is not JSON");
            Json::Null
        })
    }

    /// Notes a fault of the member being read, the first one only.
    #[inline(never)]
    fn refuse(&mut self, reason: &'static str) {
        let member = self.member;
        self.fault.get_or_insert(Unreadable { member, reason });
    }

    #[inline(never)]
    pub(super) fn members<'j>(&mut self, value: &'j mut Json) -> &'j mut [(String, Json)] {
        if let Json::Record(members) = value {
            return members;
        }
        self.refuse("is not a record");
        &mut []
    }

    /// The member `name`, which must be there.
    #[inline(never)]
    pub(super) fn member<T: FromJson>(
        &mut self,
        members: &mut [(String, Json)],
        name: &'static str,
    ) -> T {
        let mut missing = Json::Null;
        let value = self.find(members, name).unwrap_or_else(|| {
            self.refuse("is missing");
            &mut missing
        });
        T::from_json(value, self)
    }

    /// The member `name`, or its type's default.
    #[inline(never)]
    pub(super) fn member_if_any<T: FromJson + Default>(
        &mut self,
        members: &mut [(String, Json)],
        name: &'static str,
    ) -> T {
        let found = self.find(members, name);
        found.map_or_else(T::default, |value| T::from_json(value, self))
    }

    #[inline(never)]
    fn find<'j>(
        &mut self,
        members: &'j mut [(String, Json)],
        name: &'static str,
    ) -> Option<&'j mut Json> {
        self.member = name;
        let found = members.iter_mut().find(|(other, _)| other == name);
        found.map(|(_, value)| value)
    }

    #[inline(never)]
    fn text(&mut self, value: &mut Json) -> String {
        if let Json::Text(text) = value {
            return mem::take(text);
        }
        self.refuse("is not text");
        String::new()
    }

    /// Text of a form; `reason` is said of any other.
    #[inline(never)]
    pub(crate) fn text_in_form(
        &mut self,
        value: &mut Json,
        is_in_form: fn(&str) -> bool,
        reason: &'static str,
    ) -> String {
        let text = self.text(value);
        if !is_in_form(&text) {
            self.refuse(reason);
        }
        text
    }

    #[inline(never)]
    fn elements(&mut self, value: &mut Json, take: &mut dyn FnMut(&mut Json, &mut Self)) {
        let list = self.member;
        let Json::List(elements) = value else {
            return self.refuse("is not a list");
        };
        for element in elements {
            self.member = list;
            take(element, self);
        }
    }
}

impl FromJson for String {
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        reading.text(value)
    }
}

impl FromJson for u32 {
    #[inline(never)]
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        if let Json::Number(Some(number)) = value {
            return *number;
        }
        reading.refuse("is not a whole number of 32 bits");
        0
    }
}

impl FromJson for bool {
    #[inline(never)]
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        if let Json::Flag(flag) = value {
            return *flag;
        }
        reading.refuse("is neither true nor false");
        false
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        match value {
            Json::Null => None,
            value => Some(T::from_json(value, reading)),
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    #[inline(never)]
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        let mut found = Self::new();
        reading.elements(value, &mut |element, reading| {
            found.push(T::from_json(element, reading));
        });
        found
    }
}

impl<A: FromJson, B: FromJson> FromJson for (A, B) {
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        let mut nothing = [Json::Null, Json::Null];
        let [first, second] = match value {
            Json::List(elements) => elements.as_mut_slice().try_into().ok(),
            _ => None,
        }
        .unwrap_or_else(|| {
            reading.refuse("is not a pair");
            &mut nothing
        });
        (A::from_json(first, reading), B::from_json(second, reading))
    }
}

impl FromJson for Words {
    #[inline(never)]
    fn from_json(value: &mut Json, reading: &mut Reading) -> Self {
        let mut found = Self::default();
        for (name, value) in reading.members(value) {
            found.set(mem::take(name), reading.text(value));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use crate::wire::*;
    use serde::Serialize;

    const NAME: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa-1f";

    /// What is read from `text` is written as `text`.
    fn check<T: FromJson + Serialize>(text: &str) {
        let text = text.replace("NAME", NAME).replace("SHORT", "abcdefghijklm");
        let record = read::<T>(text.as_bytes()).map_err(|error| error.to_string());
        let written = record.map(|record| serde_json::to_string(&record).unwrap());
        assert_eq!(written, Ok(text));
    }

    const FACET: &str = r#"{"key":"t:a","label":"A","labels":{"ar":"ا","fr":"A"},"count":3}"#;
    const RELATED: &str = r#"{"id":"SHORT","slug":"s","title":"T","language":"fr","date":"2019-07","score":900,"reasons":{"translation":true,"tags":["t:a"],"words":["w"],"same_week":true}}"#;
    const SUMMARY: &str = r#"{"id":"SHORT","slug":"s","title":"T","language":"fr","date":"2019","source":"S","excerpt":"E","pack":0}"#;

    #[test]
    fn every_file_is_read_as_it_is_written() {
        check::<Pack>(&format!(
            r#"{{"period":"2019-07","tags":[{FACET}],"articles":[{{"id":"SHORT","slug":"s","title":"T","language":"ar","direction":"rtl","date":"2019-07-04","modified":"2019-07-04T10:30:00Z","source":{{"name":"S","url":"https://s.example/"}},"authors":["A","B"],"tags":[0],"words":7,"body":"<p>é</p>","related":[{RELATED}]}}]}}"#
        ));
        check::<ListPage>(&format!(r#"{{"packs":["NAME"],"summaries":[{SUMMARY}]}}"#));
        check::<Directory>(r#"{"packs":["NAME"],"articles":[["SHORT",0]]}"#);
        check::<Dictionary>(&format!(
            r#"{{"records":["NAME"],"entries":[{{"facet":{FACET},"record":0,"earlier":2}}]}}"#
        ));
        let run = r#"{"documents":[4,1],"columns":[{"facet":0,"articles":[1]}],"wide":[[0,"NAME"]],"row":7}"#;
        check::<Records>(&format!(
            r#"{{"packs":["NAME"],"facets":[{FACET}],"records":[{{"key":"t:a","count":3,"years":[[2019,3]],"beside":[[0,2]],"newest":[{SUMMARY}],"postings":[{{"generation":"all","file":"NAME","run":0,"first":1,"last":9}}]}}],"rows":["NAME"],"runs":[{run}]}}"#
        ));
        check::<PostingsFile>(&format!(
            r#"{{"facets":[{FACET}],"rows":["NAME"],"runs":[{run}]}}"#
        ));
        check::<Pairs>(&format!(
            r#"{{"packs":["NAME"],"facets":[{FACET}],"summaries":[{SUMMARY}],"pairs":[{{"key":"t:a\nt:b","count":3,"periods":[[2019,3]],"whole":true,"beside":[[0,2]],"newest":[0]}}]}}"#
        ));
        check::<Calendar>(r#"{"months":[[201907,0],[201908,4]]}"#);
        check::<Additions>(&format!(
            r#"{{"articles":[{{"id":"SHORT","related":[{RELATED}]}}]}}"#
        ));
        check::<Node<String>>(r#"{"branches":[{"first":"a","file":"NAME"}]}"#);
        check::<Node<PageStart>>(
            r#"{"branches":[{"first":{"document":1,"day":""},"file":"NAME"}]}"#,
        );
    }

    #[test]
    fn a_root_is_read_as_it_is_written() {
        let tree = r#"{"height":1,"branches":[{"first":"a","file":"NAME"}]}"#;
        check::<Root>(&format!(
            r#"{{"format":"kiosque-archive","version":1,"edition":"e","site":{{"title":"T","description":"D","titles":{{"fr":"T"}},"languages":["fr"],"theme":"t","rights":"R","banner":{{"text":"B","image":"i.png"}}}},"articles":1,"tags":1,"first_day":"2019-07-04","last_day":"2019-07-04","newest":{{"packs":[],"summaries":[]}},"facets":[{FACET}],"generations":[{{"name":"all","articles":1,"first_day":"","last_day":"","years":[[2019,0]],"calendar":"NAME","whole_dictionary":true,"ids":{tree},"lists":{{"height":0,"branches":[]}},"dictionary":{tree},"additions":{tree},"search":"NAME"}}],"pairs":{{"floor":768,"tree":{tree}}},"bytes":9,"withdrawals":"01234567"}}"#
        ));
    }

    #[test]
    fn what_is_absent_is_read_as_its_default() {
        check::<Facet>(r#"{"key":"t:a","label":"A"}"#);
        check::<Reasons>("{}");
        check::<Banner>("{}");
        check::<Summary>(
            r#"{"id":"SHORT","slug":"s","title":"T","language":"fr","pack":4294967295}"#,
        );
        check::<Article>(
            r#"{"id":"SHORT","slug":"s","title":"T","language":"fr","direction":"ltr","words":0,"body":""}"#,
        );
    }

    fn check_fault<T: FromJson>(text: &str, expected: &str) {
        let fault = read::<T>(text.as_bytes()).err();
        assert_eq!(
            fault.map(|fault| fault.to_string()).as_deref(),
            Some(expected),
            "{text}"
        );
    }

    #[test]
    fn a_fault_names_its_member() {
        check_fault::<Facet>("<!doctype html>", "it is not JSON");
        check_fault::<Facet>("[]", "it is not a record");
        check_fault::<Facet>(r#"{"label":"A"}"#, "key is missing");
        check_fault::<Facet>(r#"{"key":1,"label":2}"#, "key is not text");
        check_fault::<Facet>(
            r#"{"key":"a","label":"A","labels":{"fr":null}}"#,
            "labels is not text",
        );
        for number in ["-1", "1.5", "4294967296", "\"1\"", "null"] {
            check_fault::<Facet>(
                &format!(r#"{{"key":"a","label":"A","count":{number}}}"#),
                "count is not a whole number of 32 bits",
            );
        }
        check_fault::<Reasons>(r#"{"same_week":0}"#, "same_week is neither true nor false");
        check_fault::<Reasons>(r#"{"tags":null}"#, "tags is not a list");
        check_fault::<Postings>(
            r#"{"documents":[],"columns":[{"facet":0,"articles":3}]}"#,
            "articles is not a list",
        );
        check_fault::<Dictionary>(
            r#"{"records":[],"entries":[{"facet":{"key":"a","label":"A"},"record":0},1]}"#,
            "entries is not a record",
        );
        check_fault::<Directory>(
            r#"{"packs":["../a"],"articles":[]}"#,
            "packs is not the name of an archive file",
        );
        check_fault::<Directory>(
            r#"{"packs":[],"articles":[["abcdefghijklm"]]}"#,
            "articles is not a pair",
        );
        check_fault::<Directory>(
            r#"{"packs":[],"articles":[["a",0]]}"#,
            "articles is not a short id",
        );
        check_fault::<Summary>(
            r#"{"id":"abcdefghijklm","slug":"","title":"","language":"","date":"today","pack":0}"#,
            "date is not a date",
        );
        check_fault::<crate::Direction>("\"up\"", "it is neither ltr nor rtl");
    }

    #[test]
    fn unknown_members_are_passed_over() {
        let read = read::<Banner>(br#"{"later":[1.5,{"a":null}],"text":"B"}"#);
        assert_eq!(read.map(|banner| banner.text).ok().as_deref(), Some("B"));
    }
}
