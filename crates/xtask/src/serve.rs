//! `cargo xtask serve`.

use std::os::unix::process::CommandExt;

use crate::Outcome;
use crate::run;
use crate::say::say;
use crate::setup;
use crate::site;
use crate::tools::BUILD_TOOLS;

/// As Trunk.toml has it.
const ADDRESS: &str = "http://127.0.0.1:8080";

/// Builds and serves the site until interrupted; `arguments` go to trunk.
pub fn serve(arguments: &[String]) -> Outcome {
    let toolbox = setup::prepare(BUILD_TOOLS)?;
    let extra = arguments.iter().filter(|word| *word != "--");
    let mut trunk = site::trunk(&toolbox);
    trunk.arg("serve").args(extra);
    if arguments.is_empty() {
        say(&format!("building; then open {ADDRESS} (Ctrl-C ends it)"));
    } else {
        say(&format!(
            "`{}` says its address below",
            run::line_of(&trunk)
        ));
    }
    // Trunk takes our place, so that whoever ends us ends it.
    let error = trunk.exec();
    Err(format!(
        "`{}` did not start: {error}; `cargo xtask setup` installs trunk",
        run::line_of(&trunk)
    ))
}
