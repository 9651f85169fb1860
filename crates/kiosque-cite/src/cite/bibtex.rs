use super::Entry;
use crate::Convention;

/// `jan` to `dec`: macros of every bibliography style, which write the month in its language.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// An `@article`, the one type that old styles and new ones print with a newspaper's name.
/// `year` and `month` are for BibTeX, `date`, `urldate` and `langid` for biblatex.
pub(super) fn write(entry: &Entry) -> String {
    let fields = &entry.fields;
    let mut written = ["@article{", &entry.key(), ",\n"].concat();
    // Braces keep a name from being taken apart at its spaces, commas and at `and`.
    let names = fields
        .authors
        .iter()
        .map(|name| ["{", &escaped(name), "}"].concat());
    let names: Vec<String> = names.collect();
    if !names.is_empty() {
        field(&mut written, "author", &names.join(" and "));
    }
    // And a title from being written in small letters.
    field(
        &mut written,
        "title",
        &["{", &escaped(&fields.title), "}"].concat(),
    );
    if let Some(source) = &fields.source {
        field(
            &mut written,
            "journal",
            &["{", &escaped(source), "}"].concat(),
        );
    }
    if let Some(date) = entry.date {
        field(&mut written, "date", &date.in_figures("-"));
        field(&mut written, "year", &date.year.to_string());
        let place = date
            .month
            .and_then(|month| usize::from(month).checked_sub(1));
        if let Some(month) = place.and_then(|at| MONTHS.get(at)) {
            written.push_str(&["  month = ", month, ",\n"].concat());
        }
    }
    if let Some(language) = &fields.language {
        let name = match Convention::of_tag(language) {
            Some(Convention::French) => "french",
            Some(Convention::Arabic) => "arabic",
            Some(Convention::English) => "english",
            None => language,
        };
        field(&mut written, "language", name);
        field(&mut written, "langid", name);
    }
    field(&mut written, "url", &fields.url);
    field(&mut written, "urldate", &entry.consulted.in_figures("-"));
    if let Some(ours) = &fields.archived {
        // `\url` takes `\%` and `\#` for the bare signs also where it is an argument.
        let ours = ours.replace('%', "\\%").replace('#', "\\#");
        field(
            &mut written,
            "note",
            &["Archived at \\url{", &ours, "}"].concat(),
        );
    }
    written + "}\n\n"
}

fn field(written: &mut String, name: &str, value: &str) {
    written.push_str(&["  ", name, " = {", value, "},\n"].concat());
}

/// A text in which no letter is a command. A brace becomes a command's name, since BibTeX
/// counts braces also behind a backslash; repeated signs are kept apart, or TeX would join
/// them: `--` to a dash, two quotes to one.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut before = None;
    for letter in text.chars() {
        if before == Some(letter) && "-`'<>,".contains(letter) {
            written.push_str("{}");
        }
        match letter {
            '\\' => written.push_str("\\textbackslash{}"),
            '{' => written.push_str("\\textbraceleft{}"),
            '}' => written.push_str("\\textbraceright{}"),
            '~' => written.push_str("\\textasciitilde{}"),
            '^' => written.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' => {
                written.push('\\');
                written.push(letter);
            }
            _ => written.push(letter),
        }
        before = Some(letter);
    }
    written
}
