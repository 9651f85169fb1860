use clap::{Args, Parser, Subcommand};
use kiosque_model::ArticleDate;
use std::path::PathBuf;

/// Publishes sets of articles as static archives and verifies them.
#[derive(Parser)]
#[command(name = "kiosque", version)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Publish article sets as one archive
    Publish(PublishArguments),
    /// Check every file of an archive against what names it
    Verify(VerifyArguments),
    /// Make a built viewer smaller, in place
    Finish(FinishArguments),
}

/// What to publish, and where.
#[derive(Args)]
pub struct PublishArguments {
    /// Folders with site.toml, *.json and images/, or single .json or .json.gz feeds
    #[arg(value_name = "SET", required = true)]
    pub sets: Vec<PathBuf>,
    /// The archive's folder: new, empty, or an archive that gets a new edition
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The day that counts as today [default: that of the newest article]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub as_of: Option<ArticleDate>,
    /// Accept a newest article dated more than 31 days after all others
    #[arg(long)]
    pub accept_future: bool,
    /// Say nothing but what is wrong
    #[arg(long)]
    pub quiet: bool,
}

/// What to verify.
#[derive(Args)]
pub struct VerifyArguments {
    /// The archive's folder
    #[arg(value_name = "DIR")]
    pub archive: PathBuf,
}

/// What to finish.
#[derive(Args)]
pub struct FinishArguments {
    /// The folder that `trunk build --release` has written
    #[arg(value_name = "DIR")]
    pub site: PathBuf,
}

fn parse_day(text: &str) -> Result<ArticleDate, String> {
    let day: jiff::civil::Date = text
        .parse()
        .map_err(|_| format!("{text} is not a day; write it as in 2026-07-04"))?;
    ArticleDate::try_from(day.to_string()).map_err(|error| error.to_string())
}
