//! What a published site says to other programs, held against those of others: a site
//! that knows its address, published for this.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::install::remove;
use crate::place;
use crate::run::{self, Shown};
use crate::setup::Toolbox;
use crate::tools;

/// What `tests/pages/found.mjs` finds each tool by.
const NAMED: [(&str, &str); 5] = [
    ("KIOSQUE_OBSERVATORY", "observatory"),
    ("KIOSQUE_SITEMAP", "sitemap"),
    ("KIOSQUE_XMLLINT", "xmllint"),
    ("KIOSQUE_SCHEMA", "schema-dts"),
    ("KIOSQUE_TSC", "tsc"),
];

/// The bundled set's line that the site's address takes the place of.
const NO_ADDRESS: &str = "# address = \"https://…\"";

/// Publishes the bundled set for an address; gives the site.
pub fn publish(toolbox: &Toolbox) -> Result<PathBuf, String> {
    let [set, site] = ["set", "site"].map(|name| place::target("xtask/found").join(name));
    renewed(&set).map_err(|error| format!("{}: {error}", place::shown(&set)))?;
    remove(&site).map_err(|error| format!("{}: {error}", place::shown(&site)))?;
    // As the release build does, whose tool it is.
    let mut publish = toolbox.cargo("run --quiet -p kiosque --target-dir target/hook -- publish");
    publish.arg(&set).args(["--quiet", "--viewer"]);
    publish.arg(place::target("viewer")).arg("--out").arg(&site);
    run::quietly("found", &mut publish, &place::log("found"), Shown::All)?;
    Ok(site)
}

/// Checks a site.
pub fn check(toolbox: &Toolbox, site: &Path) -> Outcome {
    let mut node = toolbox.command("node");
    node.arg("tests/pages/found.mjs");
    node.arg(place::target("hook/debug/kiosque")).arg(site);
    for (variable, tool) in NAMED {
        node.env(variable, toolbox.place_of(tools::named(tool)?)?);
    }
    run::quietly("found", &mut node, &place::log("found"), Shown::All).map(drop)
}

/// Has Lighthouse look at a site, and at its speed where `full`; gives what it thinks.
pub fn look(toolbox: &Toolbox, site: &Path, full: bool) -> Result<Vec<String>, String> {
    let mut node = toolbox.command("node");
    node.arg("tests/pages/lighthouse.mjs");
    node.arg(place::target("hook/debug/kiosque")).arg(site);
    let lighthouse = toolbox.place_of(tools::named("lighthouse")?)?;
    node.env("KIOSQUE_LIGHTHOUSE", lighthouse);
    node.env("CHROME_PATH", toolbox.browser("chromium")?);
    if full {
        node.env("KIOSQUE_FULL", "1");
    }
    let step = "lighthouse";
    let output = run::quietly(step, &mut node, &place::log(step), Shown::All)?;
    Ok(output.lines().map(str::to_owned).collect())
}

/// Makes the set anew: the bundled one, with an address.
fn renewed(set: &Path) -> io::Result<()> {
    remove(set)?;
    copy(&place::workspace().join("public/articles"), set)?;
    let settings = set.join("site.toml");
    let text = fs::read_to_string(&settings)?;
    if !text.contains(NO_ADDRESS) {
        return Err(io::Error::other(format!("it has no line `{NO_ADDRESS}`")));
    }
    let address = "address = \"https://press.example\"";
    fs::write(&settings, text.replace(NO_ADDRESS, address))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &place)?,
            false => drop(fs::copy(entry.path(), &place)?),
        }
    }
    Ok(())
}
