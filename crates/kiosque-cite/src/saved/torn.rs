use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// A JSON object with a list in it, as far as its text is whole: a file that was cut or
/// damaged in one place gives what stands before.
#[derive(Default)]
pub(super) struct Torn {
    /// The object's members but the list.
    pub members: Map<String, Value>,
    /// The elements of the list.
    pub elements: Vec<Value>,
    /// Whether the text ends early, or is no JSON from some place on.
    pub is_broken: bool,
}

impl Torn {
    /// Reads an object, whose list is the member `list`.
    pub fn read(text: &str, list: &str) -> Self {
        let mut torn = Self::default();
        let mut json = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
        let object = Object {
            torn: &mut torn,
            list,
        };
        let read = object.deserialize(&mut json).and_then(|()| json.end());
        torn.is_broken = read.is_err();
        torn
    }
}

struct Object<'t> {
    torn: &'t mut Torn,
    list: &'t str,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            if name == self.list {
                members.next_value_seed(List(&mut self.torn.elements))?;
            } else {
                let value = members.next_value()?;
                self.torn.members.insert(name, value);
            }
        }
        Ok(())
    }
}

struct List<'t>(&'t mut Vec<Value>);

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(element) = elements.next_element()? {
            self.0.push(element);
            if self.0.len() > 200_000 {
                return Err(A::Error::custom("a list of this length is no reader's"));
            }
        }
        Ok(())
    }
}
