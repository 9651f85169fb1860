use clap::{Args, Parser, Subcommand, ValueEnum};
use kiosque_import::{DateOrder, Format};
use kiosque_model::{ArticleDate, language_tag};
use kiosque_publish::finish::is_base;
use std::path::PathBuf;

/// Imports articles, publishes sets of them as static archives and verifies these.
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
    /// Begin an article set: commented settings and one article
    New(NewArguments),
    /// Import articles of other formats into an article set
    Import(ImportArguments),
    /// Publish article sets as one site, or as the archive of one
    Publish(PublishArguments),
    /// Serve a published site as a host would, to look at it
    Serve(ServeArguments),
    /// Check every file of an archive against what names it
    Verify(VerifyArguments),
    /// Remove what no kept edition of a site or an archive names
    Gc(GcArguments),
    /// Make the modules of a built viewer smaller, in place
    Shorten(ShortenArguments),
}

/// What to begin.
#[derive(Args)]
pub struct NewArguments {
    /// The folder of the set, new or empty
    #[arg(value_name = "SET")]
    pub set: PathBuf,
}

/// What to serve, and where.
#[derive(Args)]
pub struct ServeArguments {
    /// The folder of a published site
    #[arg(value_name = "SITE")]
    pub site: PathBuf,
    /// Address and port to listen at; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    pub listen: String,
}

/// What to import, and into which set.
#[derive(Args)]
pub struct ImportArguments {
    /// Files and folders: feeds, WordPress exports, Markdown, saved pages, tables, clipped texts
    #[arg(value_name = "SOURCE", required = true)]
    pub sources: Vec<PathBuf>,
    /// The folder of the set: new, or a set that gets what is new and changed
    #[arg(long, value_name = "SET")]
    pub into: PathBuf,
    /// Read every file as this format, whatever it looks like: json-feed, feed, wordpress,
    /// markdown, page, table or review
    #[arg(long = "as", value_name = "FORMAT", value_parser = parse_format)]
    pub format: Option<Format>,
    /// A tag that every article gets; may be given several times
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// The source of articles that state none
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// The language of articles that state none
    #[arg(long, value_name = "TAG", value_parser = parse_language)]
    pub lang: Option<String>,
    /// How dates of numbers alone are written, as 04/07/2019 [default: day first, with a remark]
    #[arg(long, value_name = "ORDER")]
    pub date_format: Option<DateFormat>,
    /// The charset of the files, where they state a false one
    #[arg(long, value_name = "NAME")]
    pub charset: Option<String>,
    /// Fetch the pictures that articles show from other hosts, over http and https; else
    /// nothing is fetched
    #[arg(long)]
    pub fetch_images: bool,
    /// Remove articles of the set that came from these sources and are no longer there
    #[arg(long)]
    pub prune: bool,
    /// Say what would happen, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write everything that was found to this file, as JSON lines
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Say nothing but what is wrong
    #[arg(long)]
    pub quiet: bool,
}

/// The order of numbers in a date.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum DateFormat {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
    /// Year, month, day
    Ymd,
}

impl From<DateFormat> for DateOrder {
    fn from(format: DateFormat) -> Self {
        match format {
            DateFormat::Dmy => Self::DayFirst,
            DateFormat::Mdy => Self::MonthFirst,
            DateFormat::Ymd => Self::YearFirst,
        }
    }
}

/// What to publish, and where.
#[derive(Args)]
pub struct PublishArguments {
    /// Folders with site.toml, *.json and images/, or single .json or .json.gz feeds
    #[arg(value_name = "SET", required = true)]
    pub sets: Vec<PathBuf>,
    #[command(flatten)]
    pub destination: Destination,
    /// A built viewer, in the place of the one that this program carries
    #[arg(long, value_name = "DIST", conflicts_with = "archive")]
    pub viewer: Option<PathBuf>,
    /// The path of the site on its host
    #[arg(long, value_name = "/SUB/", default_value = "/", value_parser = parse_base)]
    pub base: String,
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

/// Where to publish.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct Destination {
    /// The folder of the whole site: new, empty, or a site that gets a new edition
    #[arg(long, value_name = "SITE")]
    pub out: Option<PathBuf>,
    /// The folder of the archive alone: new, empty, or an archive that gets a new edition
    #[arg(long, value_name = "DIR")]
    pub archive: Option<PathBuf>,
}

/// What to verify.
#[derive(Args)]
pub struct VerifyArguments {
    /// The archive's folder
    #[arg(value_name = "DIR")]
    pub archive: PathBuf,
}

/// What to clear up.
#[derive(Args)]
pub struct GcArguments {
    /// The folder of a site or of an archive
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Editions that stay, the current one among them
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    pub keep: u16,
    /// Let no edition stay that holds an article which the current one no longer has
    #[arg(long)]
    pub withdrawn: bool,
    /// Say what would go, and remove nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// What to shorten.
#[derive(Args)]
pub struct ShortenArguments {
    /// The folder that `trunk build --release` has written
    #[arg(value_name = "DIR")]
    pub viewer: PathBuf,
}

fn parse_base(text: &str) -> Result<String, String> {
    if is_base(text) {
        return Ok(text.to_owned());
    }
    Err(format!(
        "{text} is not a base path; write it as in / or /some/folder/"
    ))
}

fn parse_day(text: &str) -> Result<ArticleDate, String> {
    let day: jiff::civil::Date = text
        .parse()
        .map_err(|_| format!("{text} is not a day; write it as in 2026-07-04"))?;
    ArticleDate::try_from(day.to_string()).map_err(|error| error.to_string())
}

fn parse_format(name: &str) -> Result<Format, String> {
    let names = Format::ALL.map(Format::name).join(", ");
    Format::named(name).ok_or_else(|| format!("{name} is none of {names}"))
}

fn parse_language(written: &str) -> Result<String, String> {
    language_tag(written)
        .ok_or_else(|| format!("{written} is not a language tag; write it as in fr or ar-MA"))
}
