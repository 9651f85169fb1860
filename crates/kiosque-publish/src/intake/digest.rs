use serde_json::Value;
use sha2::{Digest, Sha256};

/// The SHA-256 of `bytes`.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The SHA-256 of a value's canonical JSON: no white space, members sorted.
pub fn canonical(value: &Value) -> [u8; 32] {
    let mut text = String::new();
    push_canonical(&mut text, value);
    sha256(text.as_bytes())
}

fn push_canonical(text: &mut String, value: &Value) {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let parts = members.into_iter().map(|(name, value)| (Some(name), value));
            push_parts(text, ['{', '}'], parts);
        }
        Value::Array(entries) => {
            push_parts(text, ['[', ']'], entries.iter().map(|entry| (None, entry)))
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

fn push_parts<'a>(
    text: &mut String,
    [open, close]: [char; 2],
    parts: impl Iterator<Item = (Option<&'a String>, &'a Value)>,
) {
    text.push(open);
    for (index, (name, value)) in parts.enumerate() {
        text.push_str(if index == 0 { "" } else { "," });
        if let Some(name) = name {
            text.push_str(&Value::from(name.as_str()).to_string());
            text.push(':');
        }
        push_canonical(text, value);
    }
    text.push(close);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn canonical_json_is_sorted_and_tight() {
        let value = json!({"b": [1, null, {"d": "\"", "c": 2.5}], "a": true});
        let mut text = String::new();
        push_canonical(&mut text, &value);
        assert_eq!(text, r#"{"a":true,"b":[1,null,{"c":2.5,"d":"\""}]}"#);
    }
}
