//! Words no file may hold: promises of later work, one machine's paths, registries' hosts.
//! They are built from pieces here, so that this file does not find itself.

use super::{Findings, Source, at, numbered};

/// Made by tools, and full of addresses by right.
const GENERATED: [&str; 2] = ["Cargo.lock", "package-lock.json"];

/// Every unwanted word in every text file.
pub fn check(sources: &[Source]) -> Findings {
    let promises = promises();
    let paths = machine_paths();
    let hosts = registry_hosts();
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| !is_generated(&source.path)) {
        for (number, line) in numbered(source) {
            let promise = promises.iter().find(|word| stands_alone(line, word));
            findings.extend(
                promise.map(|word| at(source, number, &format!("{word}: do it or drop it"))),
            );
            let path = paths.iter().find(|path| starts_path(line, path));
            findings.extend(
                path.map(|path| at(source, number, &format!("{path} is one machine's path"))),
            );
            let host = hosts.iter().find(|host| line.contains(host.as_str()));
            findings.extend(
                host.map(|host| at(source, number, &format!("{host} is a registry's host"))),
            );
        }
    }
    findings
}

fn is_generated(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    GENERATED.contains(&name)
}

fn promises() -> Vec<String> {
    vec![
        "TO".to_owned() + "DO",
        "FIX".to_owned() + "ME",
        "X".repeat(3),
    ]
}

fn machine_paths() -> Vec<String> {
    ["work", "root"]
        .map(|folder| format!("/{folder}/"))
        .to_vec()
}

fn registry_hosts() -> Vec<String> {
    [
        ("static.crates", "io"),
        ("index.crates", "io"),
        ("://crates", "io"),
        ("registry.npmjs", "org"),
        ("registry.yarnpkg", "com"),
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("deb.debian", "org"),
        ("proxy.golang", "org"),
    ]
    .map(|(name, end)| format!("{name}.{end}"))
    .to_vec()
}

/// Whether `word` stands in `line` with no letter or digit on either side.
fn stands_alone(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(place, _)| {
        let before = line.get(..place).and_then(|text| text.chars().last());
        let after = line
            .get(place + word.len()..)
            .and_then(|text| text.chars().next());
        ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    })
}

/// Whether an absolute path starts with `path` in `line`: the same letters further inside
/// a relative path or an address are none.
fn starts_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(place, _)| {
        let before = line.get(..place).and_then(|text| text.chars().last());
        !before.is_some_and(|letter| letter.is_alphanumeric() || "._-})*".contains(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::{check, machine_paths, promises, registry_hosts};

    fn found(text: &str) -> Vec<String> {
        check(&[source("docs/notes.md", text)])
    }

    #[test]
    fn each_word_is_found_with_its_line() {
        let words = [promises(), machine_paths(), registry_hosts()].concat();
        for word in words {
            let findings = found(&format!("good\n(see {word} there)"));
            assert_eq!(findings.len(), 1, "{word}");
            assert!(findings.concat().starts_with("docs/notes.md:2: "), "{word}");
        }
    }

    #[test]
    fn parts_of_longer_words_and_paths_pass() {
        for promise in promises() {
            assert!(found(&format!("M{promise}I")).is_empty(), "{promise}");
        }
        for path in machine_paths() {
            let inner = format!("target/site{path}index.html ${{HOME}}{path}");
            assert!(found(&inner).is_empty(), "{path}");
        }
    }

    #[test]
    fn lock_files_are_left_alone() {
        let host = registry_hosts().concat();
        assert!(check(&[source("Cargo.lock", &host)]).is_empty());
    }
}
