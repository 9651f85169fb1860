use super::Entry;

/// A `NEWS` record, a newspaper article. `UR` is where the text is read, `L2` our copy.
pub(super) fn write(entry: &Entry) -> String {
    let fields = &entry.fields;
    let mut written = String::new();
    let mut line = |tag: &str, value: &str| {
        written.push_str(&[tag, "  - ", value, "\r\n"].concat());
    };
    line("TY", "NEWS");
    line("ID", &entry.key());
    for name in &fields.authors {
        line("AU", name);
    }
    line("TI", &fields.title);
    if let Some(source) = &fields.source {
        line("T2", source);
    }
    if let Some(date) = entry.date {
        line("PY", &date.year.to_string());
        line("DA", &date.in_figures("/"));
    }
    if let Some(language) = &fields.language {
        line("LA", language);
    }
    line("UR", &fields.url);
    if let Some(ours) = &fields.archived {
        line("L2", ours);
    }
    line("Y2", &entry.consulted.in_figures("/"));
    line("ER", "");
    written + "\r\n"
}
