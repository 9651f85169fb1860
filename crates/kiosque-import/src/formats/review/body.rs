//! Title and body of a clipping, from lines alone.

use kiosque_sanitise::paragraphs;

/// Lines among which banner, breadcrumb and title are looked for.
const TOP: usize = 8;

/// Longest title or subheading, in characters.
const HEADING: usize = 200;

/// Lines of a text that was broken to fit are no longer than this, in characters.
const BROKEN: usize = 100;

/// A title, and where the body begins.
pub(super) struct Title {
    pub(super) text: Option<String>,
    /// The line behind it.
    pub(super) end: usize,
}

/// The title among the first lines: the one that stands twice, or that a
/// breadcrumb ends in; else the first, or the second of two short ones.
pub(super) fn title_of(lines: &[&str]) -> Title {
    let top: Vec<(usize, &str)> = lines
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
        .take(TOP)
        .collect();
    let found = repeated(&top).or_else(|| first_heading(&top));
    match found {
        Some((text, end)) => Title {
            text: Some(text.to_owned()),
            end,
        },
        None => Title { text: None, end: 0 },
    }
}

/// The first line that stands again below, and the line behind its last.
fn repeated<'a>(top: &[(usize, &'a str)]) -> Option<(&'a str, usize)> {
    top.iter().enumerate().find_map(|(at, (_, line))| {
        let below = top.get(at + 1..)?;
        let last = below.iter().rev().find(|(_, other)| other == line);
        let above = top.get(..at)?;
        let in_breadcrumb = above.iter().any(|(_, crumbs)| is_breadcrumb(crumbs, line));
        match last {
            Some((end, _)) => Some((*line, end + 1)),
            None if in_breadcrumb => top.get(at).map(|(end, line)| (*line, end + 1)),
            None => None,
        }
    })
}

/// `Accueil > Presse > Title`.
fn is_breadcrumb(line: &str, title: &str) -> bool {
    let rest = line.strip_suffix(title).map(str::trim_end);
    rest.is_some_and(|rest| rest.ends_with(['>', '»', '/', '›', '‹', '«', '|', '\\']))
}

fn first_heading<'a>(top: &[(usize, &'a str)]) -> Option<(&'a str, usize)> {
    let (first_at, first) = top.first()?;
    let second = top.get(1).filter(|(_, line)| is_heading(line));
    let third = top.get(2).is_some_and(|(_, line)| !is_heading(line));
    match second {
        // A banner, the title, and the text.
        Some((at, line)) if is_heading(first) && third => Some((line, at + 1)),
        _ if is_heading(first) || top.len() == 1 => Some((first, first_at + 1)),
        _ => None,
    }
}

/// A line that is no sentence.
fn is_heading(line: &str) -> bool {
    let is_short = line.chars().count() <= HEADING;
    is_short && !line.ends_with(['.', '!', '…', ':', ';', ',', '،', '؛'])
}

/// The body as HTML: paragraphs, and short lines above them as subheadings.
pub(super) fn html_of(lines: &[&str]) -> String {
    let blocks = blocks_of(lines);
    let mut html = String::new();
    for (at, block) in blocks.iter().enumerate() {
        let is_subheading = is_heading(block)
            && block.chars().count() <= HEADING / 2
            && blocks
                .get(at + 1)
                .is_some_and(|next| !is_heading(next) && next.len() > block.len());
        let paragraph = paragraphs(block);
        if is_subheading {
            let text = paragraph.trim_start_matches("<p>").trim_end_matches("</p>");
            html.push_str(&format!("<h2>{text}</h2>\n"));
        } else {
            html.push_str(&paragraph);
            html.push('\n');
        }
    }
    html
}

/// Each line is a paragraph, unless the text was broken to fit a width and
/// blank lines part its paragraphs.
fn blocks_of(lines: &[&str]) -> Vec<String> {
    let is_blank = |line: &&&str| line.is_empty();
    let has_blank = lines.iter().any(|line| line.is_empty());
    let is_broken = has_blank && lines.iter().all(|line| line.chars().count() <= BROKEN);
    let runs = lines
        .split(|line| line.is_empty())
        .filter(|run| !run.iter().all(|line| is_blank(&line)));
    match is_broken {
        true => runs.map(|run| run.join(" ")).collect(),
        false => runs.flatten().map(|line| (*line).to_owned()).collect(),
    }
}
