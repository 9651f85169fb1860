//! Where things are: the repository, what xtask writes below `target/`, the tools' cache.

use std::env;
use std::path::{Path, PathBuf};

/// The repository's top folder.
pub fn workspace() -> PathBuf {
    // Cargo sets the variable at run time too; the built-in path would be another
    // clone's when two clones share a target folder.
    let crate_folder = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    match crate_folder.ancestors().nth(2) {
        Some(top) => top.to_path_buf(),
        None => crate_folder,
    }
}

/// A path below the repository's `target/`, made absolute.
pub fn target(below: &str) -> PathBuf {
    workspace().join("target").join(below)
}

/// The log of a step that runs quietly.
pub fn log(step: &str) -> PathBuf {
    target("xtask").join(format!("{step}.log"))
}

/// The folder that holds one sub-folder for each tool and version, shared by all clones.
pub fn tools_cache() -> Result<PathBuf, String> {
    cache_from(
        env::var_os("XDG_CACHE_HOME").map(PathBuf::from),
        env::home_dir(),
    )
    .map(|cache| cache.join("kiosque").join("tools"))
    .ok_or_else(|| {
        "neither XDG_CACHE_HOME nor HOME says where tools can be kept; set one of them".to_owned()
    })
}

/// The user's cache folder. As the XDG base directory specification wants, a relative
/// `XDG_CACHE_HOME` counts as unset.
fn cache_from(xdg: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    xdg.filter(|path| path.is_absolute())
        .or_else(|| home.map(|home| home.join(".cache")))
}

/// `path` as it is shown: relative to the repository where it is inside.
pub fn shown(path: &Path) -> String {
    let top = workspace();
    path.strip_prefix(&top)
        .unwrap_or(path)
        .display()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::{cache_from, workspace};
    use std::path::PathBuf;

    #[test]
    fn the_workspace_holds_the_ci_script() {
        assert!(workspace().join(".ci/run").is_file());
    }

    #[test]
    fn a_relative_cache_variable_counts_as_unset() {
        let home = Some(PathBuf::from("/home/amina"));
        let of = |xdg: Option<&str>| cache_from(xdg.map(PathBuf::from), home.clone());
        assert_eq!(of(Some("/c")), Some(PathBuf::from("/c")));
        assert_eq!(of(Some("c")), Some(PathBuf::from("/home/amina/.cache")));
        assert_eq!(of(None), Some(PathBuf::from("/home/amina/.cache")));
        assert_eq!(cache_from(None, None), None);
    }
}
