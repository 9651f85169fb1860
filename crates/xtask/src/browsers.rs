//! The three engines the site is tested in, their drivers, and what these need around them.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::apt;
use crate::run;
use crate::setup::Toolbox;
use crate::tools::find;

struct Piece {
    package: &'static str,
    /// Any one of these programs will do.
    programs: &'static [&'static str],
}

const PIECES: &[Piece] = &[
    Piece {
        package: "chromium",
        programs: &["chromium", "chromium-browser", "google-chrome"],
    },
    Piece {
        package: "chromium-driver",
        programs: &["chromedriver"],
    },
    Piece {
        package: "firefox-esr",
        programs: &["firefox-esr", "firefox"],
    },
    Piece {
        package: "webkit2gtk-driver",
        programs: &["WebKitWebDriver"],
    },
    Piece {
        package: "xvfb",
        programs: &["xvfb-run"],
    },
    Piece {
        package: "xauth",
        programs: &["xauth"],
    },
    // Not for the browsers: the tool's tests kill it at its system calls.
    Piece {
        package: "strace",
        programs: &["strace"],
    },
];

/// Without a font for Arabic, line lengths and screenshots mean nothing.
const FONTS: &str = "fonts-noto-core";

/// WebKit takes its languages from the system's locales, which the tests compile from this.
const LOCALES: (&str, &str) = ("locales", "/usr/share/i18n/SUPPORTED");

/// How each driver is asked whether it starts at all.
const DRIVERS: [(&str, &str, &str); 3] = [
    ("Chromium", "chromedriver", "--version"),
    ("Firefox", "geckodriver", "--version"),
    ("WebKit", "WebKitWebDriver", "--help"),
];

/// Installs what is missing, or names it.
pub fn ensure() -> Outcome {
    let path = env::var_os("PATH").unwrap_or_default();
    let missing = missing(&path);
    if missing.is_empty() {
        return Ok(());
    }
    if apt::may_install() {
        apt::install(&missing)?;
    }
    still_missing(&self::missing(&path))
}

/// Starts each driver once, so that a broken one is told by name before its tests fail.
pub fn check_drivers(toolbox: &Toolbox) -> Outcome {
    for (engine, program, argument) in DRIVERS {
        let mut driver = toolbox.command(toolbox.program(program)?);
        if run::answer(driver.arg(argument)).is_none() {
            return Err(format!(
                "{engine} cannot be driven: `{}` does not start; run it to see why, \
                 then install its Debian package again",
                run::line_of(&driver)
            ));
        }
    }
    Ok(())
}

/// The browser's program, whatever name the system gives it.
pub fn program(package: &str, path: &OsStr) -> Option<PathBuf> {
    let piece = PIECES.iter().find(|piece| piece.package == package)?;
    piece
        .programs
        .iter()
        .find_map(|program| find(program, path))
}

fn missing(path: &OsStr) -> Vec<&'static str> {
    let mut missing: Vec<&str> = PIECES
        .iter()
        .map(|piece| piece.package)
        .filter(|package| program(package, path).is_none())
        .collect();
    if !has_arabic_font() {
        missing.push(FONTS);
    }
    if !Path::new(LOCALES.1).exists() {
        missing.push(LOCALES.0);
    }
    missing
}

fn has_arabic_font() -> bool {
    run::answer(Command::new("fc-list").args([":lang=ar", "family"]))
        .is_some_and(|families| !families.trim().is_empty())
}

fn still_missing(missing: &[&str]) -> Outcome {
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the tests need programs that are not here; as root: apt-get install --no-install-recommends {}",
        missing.join(" ")
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::{missing, still_missing};
    use std::ffi::OsStr;

    #[test]
    fn what_is_missing_is_named_in_one_line() {
        let missing = missing(OsStr::new("/nowhere"));
        assert!(missing.contains(&"firefox-esr"));
        let reason = still_missing(&missing).unwrap_err();
        assert_eq!(reason.lines().count(), 1);
        assert!(
            reason.contains("chromium chromium-driver firefox-esr webkit2gtk-driver xvfb xauth")
        );
    }
}
