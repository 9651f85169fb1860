//! What a published site says to other programs, held against those of others: a site
//! that knows its address, published for this.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::install::remove;
use crate::place;
use crate::run::{self, Shown};
use crate::setup::Toolbox;
use crate::site;
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

/// Publishes the bundled set for an address, with what the release build was made of and
/// with; gives the site.
pub fn publish(toolbox: &Toolbox) -> Result<PathBuf, String> {
    let [set, site] = ["set", "site"].map(|name| place::target("xtask/found").join(name));
    renewed(&set).map_err(|error| format!("{}: {error}", place::shown(&set)))?;
    remove(&site).map_err(|error| format!("{}: {error}", place::shown(&site)))?;
    let mut publish = toolbox.command(site::tool());
    publish
        .arg("publish")
        .arg(&set)
        .args(["--quiet", "--viewer"]);
    publish.arg(place::target("viewer")).arg("--out").arg(&site);
    run::quietly("found", &mut publish, &place::log("found"), Shown::All)?;
    Ok(site)
}

/// Checks a site.
pub fn check(toolbox: &Toolbox, site: &Path) -> Outcome {
    let mut node = toolbox.command("node");
    node.arg("tests/pages/found.mjs");
    node.arg(site::tool()).arg(site);
    for (variable, tool) in NAMED {
        node.env(variable, toolbox.place_of(tools::named(tool)?)?);
    }
    run::quietly("found", &mut node, &place::log("found"), Shown::All).map(drop)
}

/// What Lighthouse makes of a site; fails where it has anything against access, good
/// practice or being found.
pub fn look(toolbox: &Toolbox, site: &Path) -> Result<Vec<String>, String> {
    let step = "lighthouse";
    let mut node = lighthouse(toolbox, site)?;
    let output = run::quietly(step, &mut node, &place::log(step), Shown::All)?;
    Ok(output.lines().map(str::to_owned).collect())
}

/// The same, several times; fails also where it is too slow.
pub fn time(toolbox: &Toolbox, site: &Path) -> Outcome {
    run::foreground(lighthouse(toolbox, site)?.env("KIOSQUE_SPEED", "1"))
}

fn lighthouse(toolbox: &Toolbox, site: &Path) -> Result<Command, String> {
    let mut node = toolbox.command("node");
    node.arg("tests/pages/lighthouse.mjs");
    node.arg(site::tool()).arg(site);
    let lighthouse = toolbox.place_of(tools::named("lighthouse")?)?;
    node.env("KIOSQUE_LIGHTHOUSE", lighthouse);
    node.env("CHROME_PATH", toolbox.browser("chromium")?);
    Ok(node)
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
