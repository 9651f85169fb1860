//! The beginning of an article set.

use crate::arguments::NewArguments;
use crate::failure::Failure;
use crate::output;
use fs_err as fs;
use std::io::{self, Write};

const FILES: [(&str, &str); 2] = [
    ("site.toml", include_str!("site.toml")),
    ("articles.json", include_str!("articles.json")),
];

/// Writes a commented `site.toml` and one article into a new or empty folder.
///
/// # Errors
/// [`Failure::NotEmpty`]; [`Failure::SetUnwritable`], with the file.
pub fn run(arguments: &NewArguments) -> Result<(), Failure> {
    let set = &arguments.set;
    fs::create_dir_all(set).map_err(Failure::SetUnwritable)?;
    if !output::is_empty(set).map_err(Failure::Unreadable)? {
        return Err(Failure::NotEmpty(set.clone()));
    }
    for (name, text) in FILES {
        fs::write(set.join(name), text).map_err(Failure::SetUnwritable)?;
    }
    let shown = set.display();
    let said = writeln!(
        io::stdout(),
        "Wrote {shown}/site.toml and {shown}/articles.json; publish them with\n  kiosque publish {shown} --out site"
    );
    // The set is there whether or not anybody can be told.
    drop(said);
    Ok(())
}
