//! `cargo xtask corpus`.

use crate::Outcome;
use crate::run;
use crate::setup;

/// Makes an article set; the arguments are the generator's own.
pub fn corpus(arguments: &[String]) -> Outcome {
    let toolbox = setup::prepare(&[])?;
    let mut make = toolbox.cargo("run --quiet --release -p kiosque-corpus --");
    run::foreground(make.args(arguments))
}
