//! `cargo xtask bench`.

use crate::Outcome;
use crate::browsers;
use crate::found;
use crate::run;
use crate::say::say;
use crate::setup::{self, Toolbox};
use crate::site;
use crate::tools::BUILD_TOOLS;

/// Name, and whether it looks at the release build.
const MEASURES: [(&str, bool); 10] = [
    ("size", true),
    ("scale", true),
    ("import", false),
    ("publish", false),
    (SEARCH, true),
    ("related", false),
    ("relevance", false),
    ("reader", true),
    (PAINT, true),
    (LIGHTHOUSE, true),
];

/// The one that another program measures.
const LIGHTHOUSE: &str = "lighthouse";

/// The one that needs the least application, to measure beside it.
const PAINT: &str = "paint";

/// The one that needs Pagefind, to measure beside it.
const SEARCH: &str = "search";
const PAGEFIND: &str = "pagefind";

/// Runs the named measurements, or all; numbers are the sizes that `scale` and
/// `search` measure at.
pub fn bench(arguments: &[String]) -> Outcome {
    let (sizes, names): (Vec<String>, Vec<String>) =
        arguments.iter().cloned().partition(|word| is_size(word));
    let names = chosen(&names)?;
    let toolbox = setup::prepare(&tools_for(&names))?;
    if names.contains(&LIGHTHOUSE) {
        browsers::ensure()?;
    }
    if needs_site(&names) {
        say("building the site for release");
        site::ROOT.build(&toolbox)?;
    }
    let is_own = |name: &&str| *name != LIGHTHOUSE;
    let own: Vec<&str> = names.iter().copied().filter(is_own).collect();
    if !own.is_empty() {
        measure(&toolbox, &own, &sizes)?;
    }
    if own.len() < names.len() {
        found::time(&toolbox, &found::publish(&toolbox)?)?;
    }
    Ok(())
}

/// Runs the measurements that are the project's own.
fn measure(toolbox: &Toolbox, names: &[&str], sizes: &[String]) -> Outcome {
    let mut measure = toolbox.cargo("run --quiet --release -p kiosque-bench --");
    measure
        .args(names)
        .args(sizes)
        .env("KIOSQUE_SITE_ROOT", site::ROOT.folder());
    if names.contains(&SEARCH) {
        measure.env("KIOSQUE_PAGEFIND", toolbox.program(PAGEFIND)?);
    }
    if names.contains(&PAINT) {
        measure.env("KIOSQUE_LEAST", site::build_least(toolbox)?);
    }
    run::foreground(&mut measure)
}

fn chosen(arguments: &[String]) -> Result<Vec<&str>, String> {
    let known = MEASURES.map(|(name, _)| name);
    if arguments.is_empty() {
        return Ok(known.to_vec());
    }
    match arguments
        .iter()
        .find(|name| !known.contains(&name.as_str()))
    {
        Some(name) => Err(format!(
            "bench: no `{name}`; there are {}",
            known.join(", ")
        )),
        None => Ok(arguments.iter().map(String::as_str).collect()),
    }
}

fn is_size(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

fn tools_for(names: &[&str]) -> Vec<&'static str> {
    let build = BUILD_TOOLS.iter().filter(|_| needs_site(names));
    let peer = names.contains(&SEARCH).then_some(PAGEFIND);
    let judge = names.contains(&LIGHTHOUSE).then_some(LIGHTHOUSE);
    build.copied().chain(peer).chain(judge).collect()
}

fn needs_site(names: &[&str]) -> bool {
    MEASURES
        .iter()
        .any(|(name, site)| *site && names.contains(name))
}

#[cfg(test)]
mod tests {
    use super::{chosen, is_size, needs_site, tools_for};
    use crate::tools::BUILD_TOOLS;

    #[test]
    fn none_named_means_all_and_a_wrong_one_is_refused() {
        assert_eq!(
            chosen(&[]),
            Ok(vec![
                "size",
                "scale",
                "import",
                "publish",
                "search",
                "related",
                "relevance",
                "reader",
                "paint",
                "lighthouse"
            ])
        );
        assert_eq!(
            chosen(&["sise".to_owned()]),
            Err(
                "bench: no `sise`; there are size, scale, import, publish, search, related, relevance, reader, paint, lighthouse"
                    .to_owned()
            )
        );
    }

    #[test]
    fn sizes_are_told_from_names() {
        assert!(is_size("1000") && is_size("100k") && is_size("1M"));
        assert!(!is_size("scale"));
    }

    #[test]
    fn publishing_is_measured_without_a_site() {
        assert!(!needs_site(&["publish", "related"]));
        assert!(needs_site(&["publish", "size"]));
    }

    #[test]
    fn only_searching_needs_its_peer() {
        assert!(tools_for(&["publish"]).is_empty());
        assert_eq!(tools_for(&["size"]), BUILD_TOOLS);
        assert!(tools_for(&["search"]).ends_with(&["pagefind"]));
    }
}
