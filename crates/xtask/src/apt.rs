//! Debian packages, for those who may install them.

use std::fs;
use std::process::Command;

use crate::Outcome;
use crate::place;
use crate::run::{self, Shown};
use crate::say::say;

/// Whether this is Debian or one of its children, and we are root there.
pub fn may_install() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    is_debian(&release) && is_root()
}

/// Installs `packages`, without what they merely recommend.
pub fn install(packages: &[&str]) -> Outcome {
    say(&format!("installing with apt-get: {}", packages.join(" ")));
    // A failed refresh is told but does not stop us: one unreachable source among
    // several makes it fail, and the installation itself says best what is missing.
    if let Err(reason) = step("apt-update", &["update"]) {
        say(&format!("   {reason}"));
    }
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(packages);
    step("apt-install", &arguments)
}

fn step(name: &str, arguments: &[&str]) -> Outcome {
    let mut apt = Command::new("apt-get");
    // Another apt-get may be at work, for a second clone or the system's own upgrade.
    apt.args(["-o", "DPkg::Lock::Timeout=600"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive");
    run::quietly(name, &mut apt, &place::log(name), Shown::Tail(40)).map(drop)
}

fn is_root() -> bool {
    run::answer(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

fn is_debian(release: &str) -> bool {
    release
        .lines()
        .filter_map(|line| line.split_once('='))
        .filter(|(key, _)| matches!(*key, "ID" | "ID_LIKE"))
        .flat_map(|(_, value)| value.trim_matches('"').split_whitespace())
        .any(|name| name == "debian")
}

#[cfg(test)]
mod tests {
    use super::is_debian;

    #[test]
    fn debian_and_its_children_are_told_from_others() {
        assert!(is_debian("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(is_debian("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian("ID=fedora\nVARIANT=\"not debian\"\n"));
        assert!(!is_debian(""));
    }
}
