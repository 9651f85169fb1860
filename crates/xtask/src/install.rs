//! Installing a tool into the cache: under a lock, into a folder beside the final one, moved
//! into place when whole. An interrupted installation leaves nothing that counts, and two
//! clones at once wait for each other.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::process::{self, Command};
use std::time::Instant;

use crate::Outcome;
use crate::run::{self, Shown};
use crate::say::{elapsed, say};
use crate::tools::{Origin, Tool};

/// Lines of a failed installation's output that are shown.
const TAIL: Shown = Shown::Tail(40);

/// Puts `tool` into `cache`, unless another clone has done so meanwhile.
pub fn install(tool: &Tool, cache: &Path) -> Outcome {
    install_with(tool, cache, fetch)
}

fn install_with(
    tool: &Tool,
    cache: &Path,
    fetch: impl FnOnce(&Tool, &Path, &Path) -> Outcome,
) -> Outcome {
    let folder = tool.folder();
    in_place(cache, fs::create_dir_all(cache))?;
    let _lock = lock(tool, &cache.join(format!(".{folder}.lock")))?;
    let whole = cache.join(&folder);
    if tool.is_in(&whole) {
        return Ok(());
    }
    let start = Instant::now();
    say(&format!("installing {folder} into {}", cache.display()));
    in_place(cache, remove_unfinished(cache, &folder))?;
    let partial = cache.join(format!(".{folder}.{}.partial", process::id()));
    in_place(&partial, fs::create_dir_all(&partial))?;
    fetch(tool, &partial, &cache.join(format!(".{folder}.log")))?;
    if !tool.is_in(&partial) {
        return Err(unfit(tool, &partial));
    }
    in_place(&whole, remove(&whole))?;
    in_place(&whole, fs::rename(&partial, &whole))?;
    say(&format!(
        "   {folder} is there, {}",
        elapsed(start.elapsed())
    ));
    Ok(())
}

/// Held until dropped; the system lets go of it when the process dies.
fn lock(tool: &Tool, path: &Path) -> Result<File, String> {
    let file = in_place(path, File::create(path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let step = tool.folder();
            say(&format!("{step}: another clone is installing it; waiting"));
            let waited = run::patiently(&step, || "waiting".to_owned(), || file.lock())?;
            in_place(path, waited)?;
        }
        Err(TryLockError::Error(error)) => in_place(path, Err(error))?,
    }
    Ok(file)
}

fn fetch(tool: &Tool, into: &Path, log: &Path) -> Outcome {
    match tool.origin {
        Origin::Crate(name) => fetch_crate(tool, name, into, log),
        Origin::Npm(package) => {
            run::quietly(&tool.folder(), &mut npm(tool, package, into), log, TAIL).map(drop)
        }
    }
}

/// The crate's own lock file first; some registry mirrors miss a version it names, and then
/// the same version of the tool with newer dependencies has to do.
fn fetch_crate(tool: &Tool, name: &str, into: &Path, log: &Path) -> Outcome {
    let step = tool.folder();
    let locked = run::quietly(&step, cargo(tool, name, into).arg("--locked"), log, TAIL);
    let Err(reason) = locked else { return Ok(()) };
    say(&format!("   {reason}"));
    say(&format!(
        "   {step}: once more, without the crate's own lock file"
    ));
    run::quietly(&step, &mut cargo(tool, name, into), log, TAIL).map(drop)
}

fn cargo(tool: &Tool, name: &str, into: &Path) -> Command {
    let mut command = run::cargo();
    command
        .args([
            "install",
            "--force",
            "--version",
            tool.version,
            name,
            "--root",
        ])
        .arg(into)
        .current_dir(into)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("RUSTFLAGS");
    command
}

fn npm(tool: &Tool, package: &str, into: &Path) -> Command {
    let mut command = Command::new("npm");
    command
        .args([
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefix",
        ])
        .arg(into)
        .arg(format!("{package}@{}", tool.version))
        .current_dir(into);
    command
}

/// What interrupted installations left. Ours gets a name of its own all the same: the cargo of
/// a killed xtask may still be at work.
fn remove_unfinished(cache: &Path, folder: &str) -> io::Result<()> {
    for entry in fs::read_dir(cache)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(&format!(".{folder}.")) && name.ends_with(".partial") {
            remove(&cache.join(name))?;
        }
    }
    Ok(())
}

/// Removes a folder, if it is there.
pub fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn in_place<T>(path: &Path, result: io::Result<T>) -> Result<T, String> {
    result.map_err(|error| {
        format!(
            "{}: {error}; free the place or point XDG_CACHE_HOME elsewhere",
            path.display()
        )
    })
}

fn unfit(tool: &Tool, partial: &Path) -> String {
    format!(
        "{}: installed, but what is in {} does not answer `--version` with {}; \
         put the right version on PATH instead",
        tool.name,
        partial.display(),
        tool.version
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::install_with;
    use crate::tools::{Tool, named};
    use std::fs::{self, File, TryLockError};
    use std::path::{Path, PathBuf};
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const FILE: &str = "node_modules/axe-core/axe.min.js";

    #[test]
    fn an_interrupted_installation_is_done_again() {
        let (cache, axe) = (fresh("interrupted"), named("axe-core").unwrap());
        let reason = install_with(axe, &cache, |_, into, _| {
            fs::write(into.join("half"), "").unwrap();
            Err("power cut".to_owned())
        });
        assert_eq!(reason, Err("power cut".to_owned()));
        assert!(!cache.join(axe.folder()).exists());
        install_with(axe, &cache, place_axe).unwrap();
        assert!(cache.join(axe.folder()).join(FILE).is_file());
        assert!(!cache.join(axe.folder()).join("half").exists());
        let rest = fs::read_dir(&cache).unwrap().flatten();
        let rest = rest.filter(|entry| entry.path().to_string_lossy().ends_with(".partial"));
        assert_eq!(rest.count(), 0);
    }

    #[test]
    fn what_is_not_the_tool_is_not_moved_into_place() {
        let (cache, axe) = (fresh("unfit"), named("axe-core").unwrap());
        let reason = install_with(axe, &cache, |_, _, _| Ok(())).unwrap_err();
        assert!(reason.starts_with("axe-core: installed, but"), "{reason}");
        assert!(!cache.join(axe.folder()).exists());
    }

    #[test]
    fn a_damaged_folder_is_replaced() {
        let (cache, axe) = (fresh("damaged"), named("axe-core").unwrap());
        fs::create_dir_all(cache.join(axe.folder()).join("node_modules")).unwrap();
        install_with(axe, &cache, place_axe).unwrap();
        assert!(axe.is_in(&cache.join(axe.folder())));
    }

    #[test]
    fn nobody_else_gets_the_lock_while_we_install() {
        let (cache, axe) = (fresh("locked"), named("axe-core").unwrap());
        let lock = cache.join(format!(".{}.lock", axe.folder()));
        install_with(axe, &cache, |tool, into, log| {
            let theirs = File::open(&lock).unwrap();
            assert!(matches!(theirs.try_lock(), Err(TryLockError::WouldBlock)));
            place_axe(tool, into, log)
        })
        .unwrap();
        File::open(&lock).unwrap().try_lock().unwrap();
    }

    #[test]
    fn two_clones_at_once_install_once() {
        let (cache, axe) = (fresh("twice"), named("axe-core").unwrap());
        let (start, fetched) = (Barrier::new(2), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    start.wait();
                    install_with(axe, &cache, |tool, into, log| {
                        fetched.fetch_add(1, Ordering::SeqCst);
                        place_axe(tool, into, log)
                    })
                    .unwrap();
                });
            }
        });
        assert_eq!(fetched.load(Ordering::SeqCst), 1);
        assert!(axe.is_in(&cache.join(axe.folder())));
    }

    fn place_axe(_: &Tool, into: &Path, _: &Path) -> Result<(), String> {
        let file = into.join(FILE);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "axe").unwrap();
        Ok(())
    }

    fn fresh(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }
}
