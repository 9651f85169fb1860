use crate::arguments::PublishArguments;
use crate::failure::Failure;
use crate::output::{Output, Written};
use crate::problems::{counted, describe};
use crate::progress::{Phase, Progress};
use crate::set_folder::{FoundFile, SetFiles, find_files};
use crate::site_folder::{Articles, SiteFolder};
use crate::spool::{SpoolReader, SpoolWriter};
use crate::viewer;
use fs_err as fs;
use kiosque_model::wire::FileName;
use kiosque_publish::archive::{Edition, Options, Sink, Spool, publish};
use kiosque_publish::finish::{Theme, theme};
use kiosque_publish::found::icons;
use kiosque_publish::intake::{Inventory, SetArticle, take_in};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::time::Instant;

/// What a site lacks whose place is not known.
const NO_ADDRESS: &str = "kiosque: site.toml does not say where the site will be (address = \"https://…\"): \
    it has no feeds, no sitemap and no search description\n";

/// Publishes sets as an archive.
///
/// # Errors
/// Before anything is written where the input or the folder is at fault.
pub fn run(arguments: &PublishArguments) -> Result<(), Failure> {
    let started = Instant::now();
    let progress = Progress::new(arguments.quiet);
    let target = Target::open(arguments)?;
    let found = find_files(&arguments.sets, &target.folder)?;
    let (inventory, spool) = read(&found, arguments, &target, &progress)?;
    let mut complaints = complaints(&found, &inventory);
    if target.site.is_some() && inventory.site.address.is_none() {
        complaints += NO_ADDRESS;
    }
    let (edition, written) = write(&found, inventory, &spool, target, arguments, &progress)?;
    progress.done();
    // The edition stands whether or not anybody can be told.
    let _ = write!(io::stderr(), "{complaints}");
    if !arguments.quiet {
        let seconds = started.elapsed().as_secs_f64();
        let _ = writeln!(io::stdout(), "{}", summary(&edition, written, seconds));
    }
    Ok(())
}

/// Takes the sets in, file by file; their articles go to the spool.
fn read(
    found: &SetFiles,
    arguments: &PublishArguments,
    target: &Target,
    progress: &Progress,
) -> Result<(Inventory, SpoolReader), Failure> {
    let phase = progress.reading(found.files.iter().map(|file| file.length).sum());
    let mut spool = SpoolWriter::beside(&target.folder)?;
    let paths: Vec<&str> = found.files.iter().map(|file| file.path.as_str()).collect();
    let inventory = take_in(
        &paths,
        |position| {
            let file = found.files.get(position);
            phase.bytes(file.map_or(0, |file| file.length).cast_signed());
            file.map_or(Ok(Vec::new()), FoundFile::read).map(Cow::Owned)
        },
        |article| {
            phase.article();
            spool.keep(article)
        },
    )?;
    if !arguments.accept_future && arguments.as_of.is_none() {
        inventory.check_newest()?;
    }
    Ok((inventory, spool.into_reader()?))
}

/// Writes the edition beside older ones and makes it the current one.
fn write(
    found: &SetFiles,
    inventory: Inventory,
    spool: &SpoolReader,
    target: Target,
    arguments: &PublishArguments,
    progress: &Progress,
) -> Result<(Edition, Written), Failure> {
    let options = Options {
        as_of: arguments.as_of.clone(),
    };
    let Target {
        mut output,
        mut site,
        ..
    } = target;
    let (settings, withdrawn) = (inventory.site.clone(), inventory.withdrawn.clone());
    let icons = match &site {
        Some(_) => icons_of(found, &inventory)?,
        None => Vec::new(),
    };
    if let (Some(site), Some(name)) = (&mut site, &settings.theme) {
        site.dress(&theme_of(&arguments.sets, name)?);
    }
    output.precompress(settings.precompressed);
    output.begin()?;
    for (name, path) in &inventory.images {
        put_image(found, name, path, &mut output)?;
    }
    let counted = CountedSpool {
        phase: progress.publishing(inventory.articles()),
        spool,
    };
    let edition = publish(inventory, &counted, &mut output, &options)?;
    if let Some(site) = site {
        progress.step("writing the pages");
        let articles = Articles {
            settings: &settings,
            spool,
            withdrawn: &withdrawn,
            icons,
        };
        site.print(&articles, &edition, &output.staging())?;
    }
    progress.step("waiting for the disk");
    let written = output.finish(&edition)?;
    Ok((edition, written))
}

/// The icons that are made of the site's mark; none where it has none.
fn icons_of(found: &SetFiles, inventory: &Inventory) -> Result<Vec<(u32, Vec<u8>)>, Failure> {
    let mark = inventory.site.icon.as_ref();
    let Some(path) = mark.and_then(|name| inventory.images.get(name)) else {
        return Ok(Vec::new());
    };
    let bytes = found.file(path).map_or(Ok(Vec::new()), FoundFile::read)?;
    icons(&bytes).map_err(|error| Failure::NoIcon(PathBuf::from(path), error))
}

/// The sheet of a theme: one that is known, or a file of a set.
fn theme_of(sets: &[PathBuf], name: &str) -> Result<String, Failure> {
    let path = match theme(name) {
        Theme::Known(sheet) => return Ok(sheet.to_owned()),
        Theme::Unknown(known) => return Err(Failure::NoTheme(name.to_owned(), known.join(", "))),
        Theme::File(path) => path,
    };
    let is_inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let files = sets.iter().map(|set| set.join(path));
    let file = files.filter(|_| is_inside).find(|file| file.is_file());
    let file = file.ok_or_else(|| Failure::NoThemeFile(path.to_owned()))?;
    fs::read_to_string(file).map_err(Failure::Unreadable)
}

/// Where an edition goes.
struct Target {
    /// All of it.
    folder: PathBuf,
    /// The archive.
    output: Output,
    /// The site around that, if one is wanted.
    site: Option<SiteFolder>,
}

impl Target {
    fn open(arguments: &PublishArguments) -> Result<Self, Failure> {
        let destination = &arguments.destination;
        if let Some(folder) = &destination.archive {
            return Ok(Self {
                folder: folder.clone(),
                output: Output::open(folder)?,
                site: None,
            });
        }
        let folder = destination.out.clone().unwrap_or_default();
        let viewer = viewer::find(arguments.viewer.as_deref())?;
        let (site, output) = SiteFolder::open(&folder, viewer, &arguments.base)?;
        Ok(Self {
            folder,
            output,
            site: Some(site),
        })
    }
}

/// Puts an image of the set into the archive under the name its bytes gave it.
fn put_image(found: &SetFiles, name: &str, path: &str, output: &mut Output) -> Result<(), Failure> {
    let bytes = found.file(path).map_or(Ok(Vec::new()), FoundFile::read)?;
    let hash = FileName::hash(&Sha256::digest(&bytes).into());
    if !name.starts_with(&hash) {
        return Err(Failure::Changed(PathBuf::from(path)));
    }
    let put = output.put(&format!("images/{name}"), bytes);
    put.map_err(Failure::Unwritable)
}

/// A spool that shows how many articles have left it.
struct CountedSpool<'a> {
    phase: Phase<'a>,
    spool: &'a SpoolReader,
}

impl Spool for CountedSpool<'_> {
    fn article(&self, number: usize) -> io::Result<SetArticle> {
        self.phase.article();
        self.spool.article(number)
    }
}

/// What is wrong with parts of the sets, in words.
fn complaints(found: &SetFiles, inventory: &Inventory) -> String {
    let mut complaints: String = found
        .skipped
        .iter()
        .map(|skipped| format!("  passed over {skipped}\n"))
        .collect();
    if !inventory.problems.is_empty() {
        let problems = counted(inventory.problems.len(), "problem");
        complaints += &format!(
            "kiosque: {problems} in the set; the rest was published\n{}",
            describe(&inventory.problems)
        );
    }
    complaints
}

fn summary(edition: &Edition, written: Written, seconds: f64) -> String {
    let count =
        |number: u32, noun: &str| counted(usize::try_from(number).unwrap_or(usize::MAX), noun);
    format!(
        "Published {}, {}, as edition {}: {} of {:.1} MB, {} of them new, in {seconds:.1} s.",
        count(edition.report.articles, "article"),
        count(edition.report.tags, "tag"),
        edition.name,
        counted(written.files, "file"),
        written.bytes as f64 / 1_000_000.0,
        written.new_files,
    )
}
