/// Names that Windows keeps for devices.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The path, within a source, of what a file in `folder` names as `written`:
/// relative, without `..`, drives, devices, or characters no path should have.
/// `None` for all that is or may be elsewhere.
pub fn path_within(folder: &str, written: &str) -> Option<String> {
    let written = written.split(['?', '#']).next().unwrap_or_default().trim();
    let decoded = percent_encoding::percent_decode_str(written)
        .decode_utf8()
        .ok()?;
    if decoded.is_empty() || decoded.starts_with(['/', '\\']) {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let depth = parts.len();
    for part in decoded.split('/') {
        match part {
            "" | "." => (),
            part if is_safe(part) => parts.push(part),
            _ => return None,
        }
    }
    (parts.len() > depth).then(|| parts.join("/"))
}

/// A part of a path that is an ordinary name on every system.
fn is_safe(part: &str) -> bool {
    let stem = part
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_ascii_lowercase();
    let is_port = |name: &str| {
        stem.strip_prefix(name).is_some_and(|digit| {
            digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let is_device = RESERVED.contains(&stem.as_str()) || is_port("com") || is_port("lpt");
    let is_plain = |c: char| !c.is_control() && !matches!(c, '\\' | ':' | '<' | '>' | '|' | '"');
    !is_device && !part.starts_with("..") && !part.ends_with(' ') && part.chars().all(is_plain)
}

/// The folder a file lies in.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A file's name without its folder and ending.
pub fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The lower-case letters of a name's ending.
pub fn ending_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: Option<&str>) {
        assert_eq!(
            path_within("posts/a", written).as_deref(),
            expected,
            "{written}"
        );
    }

    #[test]
    fn what_lies_within_has_a_path() {
        check("map.png", Some("posts/a/map.png"));
        check("./img/map%20x.png?v=2#top", Some("posts/a/img/map x.png"));
        check("صورة.png", Some("posts/a/صورة.png"));
        assert_eq!(path_within("", "a.png").as_deref(), Some("a.png"));
    }

    #[test]
    fn what_lies_elsewhere_has_none() {
        for written in [
            "../map.png",
            "a/../../b",
            "%2e%2e/b",
            "/etc/passwd",
            "\\\\host\\x",
            "c:\\x",
            "c:x",
            "a\\b",
            "CON",
            "con.png",
            "com1.txt",
            "LPT9",
            "a\u{0}b",
            "",
            ".",
            "%ff",
            "https://example.org/a.png",
            "..",
        ] {
            check(written, None);
        }
    }
}
