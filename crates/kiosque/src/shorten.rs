use crate::arguments::ShortenArguments;
use crate::failure::Failure;
use kiosque_publish::finish::Bindings;
use std::path::{Path, PathBuf};

/// Makes the modules of a built viewer smaller, in place. An optimiser then cuts
/// off their code what this cuts off their names.
pub fn run(arguments: &ShortenArguments) -> Result<(), Failure> {
    let folder = arguments.viewer.as_path();
    let modules = modules(folder).map_err(Failure::Unwritable)?;
    if modules.is_empty() {
        return Err(Failure::NoViewer(folder.to_owned()));
    }
    for module in modules {
        shorten(&module)?;
    }
    Ok(())
}

/// The WebAssembly modules of a folder, named as wasm-bindgen names them.
fn modules(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut modules = Vec::new();
    for entry in fs_err::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(MODULE) {
            modules.push(path);
        }
    }
    Ok(modules)
}

const MODULE: &str = "_bg.wasm";

fn shorten(module: &Path) -> Result<(), Failure> {
    let name = module.to_string_lossy();
    let glue = PathBuf::from(name.trim_end_matches(MODULE).to_owned() + ".js");
    let built = Bindings {
        wasm: fs_err::read(module).map_err(Failure::Unwritable)?,
        glue: fs_err::read_to_string(&glue).map_err(Failure::Unwritable)?,
    };
    let finished = built
        .shorten()
        .map_err(|error| Failure::Unfinished(module.to_owned(), error))?;
    fs_err::write(module, finished.wasm).map_err(Failure::Unwritable)?;
    fs_err::write(&glue, finished.glue).map_err(Failure::Unwritable)
}
