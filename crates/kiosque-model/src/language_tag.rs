/// A language tag in its usual spelling: `fr`, `ar-MA`, `uz-Arab`. `None`
/// where it is no tag: letters, digits and hyphens, at most 35 of them.
pub fn language_tag(written: &str) -> Option<String> {
    let tag = written.trim().replace('_', "-");
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let primary = tag.split('-').next().unwrap_or_default();
    let is_language =
        (2..=8).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    if tag.len() > 35 || !is_language || !tag.split('-').all(is_part) {
        return None;
    }
    let parts: Vec<String> = tag
        .split('-')
        .enumerate()
        .map(|(index, part)| usual_case(index, part))
        .collect();
    Some(parts.join("-"))
}

fn usual_case(index: usize, part: &str) -> String {
    let lower = part.to_ascii_lowercase();
    match (index, lower.len()) {
        (0, _) => lower,
        (_, 2) => part.to_ascii_uppercase(),
        (_, 4) => {
            let (first, rest) = lower.split_at(1);
            first.to_ascii_uppercase() + rest
        }
        _ => lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_usual_spelling() {
        for (written, expected) in [
            ("FR", Some("fr")),
            (" ar_ma ", Some("ar-MA")),
            ("UZ-arab-uz", Some("uz-Arab-UZ")),
            ("zh-hant-x-a", Some("zh-Hant-x-a")),
            ("", None),
            ("français", None),
            ("f", None),
            ("en\"><script>", None),
            ("en--us", None),
            ("en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd", None),
        ] {
            assert_eq!(language_tag(written).as_deref(), expected, "{written}");
        }
    }
}
