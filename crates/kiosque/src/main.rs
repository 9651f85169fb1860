//! The command-line tool of Kiosque: arguments, files, progress, exit codes.
//! The only native crate that touches the file system.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "speaking to its user is what this crate is for"
)]

mod arguments;
mod failure;
mod gc;
mod import;
mod new;
mod output;
mod problems;
mod progress;
mod publish;
mod serve;
mod set_folder;
mod shorten;
mod site_folder;
mod spool;
mod verify;
mod viewer;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// Publishing asks for memory in small pieces on all cores: a sixth of its time with
/// the system's own allocator.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::New(arguments) => new::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Publish(arguments) => publish::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Gc(arguments) => gc::run(&arguments),
        Command::Shorten(arguments) => shorten::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("kiosque: {failure}");
            failure.exit_code()
        }
    }
}
