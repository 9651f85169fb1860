//! What the browser does with an article's markup, done where the page is made: there
//! is no document there but the one that is read from the text.

use super::markup::SIZES;
use dom_query::{Document, NodeRef};

/// How what is looked for is written in sanitised markup; a text that happens to say
/// the same costs no more than a look.
const HEADINGS: [&str; 2] = ["<h2", "<h3"];
const PICTURE: &str = "data-file";

/// With the addresses of its pictures, which are below `images`, and names for its
/// headings. Markup that has neither stays as it is: sanitising ends when reading
/// and writing it once more changes nothing.
pub(super) fn finished(html: &str, images: &str) -> String {
    if !has_headings(html) && !html.contains(PICTURE) {
        return html.to_owned();
    }
    let page = Document::fragment(html);
    for (number, heading) in headings_of(&page).iter().enumerate() {
        heading.set_attr("id", &name_of(heading, number));
    }
    for picture in page.select("img[data-file]").nodes() {
        show(picture, images);
    }
    let parts = page
        .root()
        .children_it(false)
        .flat_map(|root| root.children());
    parts.map(|part| part.html().to_string()).collect()
}

/// The headings: the fragment each is reached by, its text, and whether it stands
/// below another.
pub(super) fn headings(html: &str) -> Vec<(String, String, bool)> {
    if !has_headings(html) {
        return Vec::new();
    }
    let page = Document::fragment(html);
    let headings = headings_of(&page);
    let told = headings.iter().enumerate().map(|(number, heading)| {
        let is_minor = heading.has_name("h3");
        (
            name_of(heading, number),
            heading.text().to_string(),
            is_minor,
        )
    });
    told.collect()
}

fn has_headings(html: &str) -> bool {
    HEADINGS.iter().any(|heading| html.contains(heading))
}

fn headings_of(page: &Document) -> Vec<NodeRef<'_>> {
    page.select("h2, h3").nodes().to_vec()
}

fn name_of(heading: &NodeRef<'_>, number: usize) -> String {
    let own = heading.attr("id").filter(|id| !id.is_empty());
    own.map_or_else(|| format!("part-{}", number + 1), |id| id.to_string())
}

fn show(picture: &NodeRef<'_>, images: &str) {
    let whole = |name: &str| images.to_owned() + name;
    if let Some(sources) = picture.attr("data-srcset") {
        let sources: Vec<String> = sources.split(", ").map(whole).collect();
        picture.set_attr("sizes", SIZES);
        picture.set_attr("srcset", &sources.join(", "));
    }
    if let Some(file) = picture.attr("data-file") {
        picture.set_attr("src", &whole(&file));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_get_their_addresses_and_headings_their_names() {
        let html = "<h2>Un</h2><p title=\"a > b\">data-file=\"x\"</p>\
            <img data-file=\"a.png\" alt=\"<h2>\" data-srcset=\"a.png 1x, b.png 2x\"><h3 id=\"soi\">Deux</h3><h3>T</h3>";
        let expected = format!(
            "<h2 id=\"part-1\">Un</h2><p title=\"a &gt; b\">data-file=\"x\"</p>\
            <img data-file=\"a.png\" alt=\"&lt;h2&gt;\" data-srcset=\"a.png 1x, b.png 2x\" sizes=\"{SIZES}\" \
            srcset=\"/i/a.png 1x, /i/b.png 2x\" src=\"/i/a.png\"><h3 id=\"soi\">Deux</h3><h3 id=\"part-3\">T</h3>"
        );
        assert_eq!(finished(html, "/i/"), expected);
        assert_eq!(finished("", "/i/"), "");
    }

    #[test]
    fn a_table_of_contents_has_the_texts_of_headings() {
        let html = "<h2>A &amp; <em>b</em></h2><p>x</p><h3 id=\"soi\">C&nbsp;d</h3>y";
        let expected = [("part-1", "A & b", false), ("soi", "C\u{a0}d", true)];
        let expected =
            expected.map(|(id, title, is_minor)| (id.to_owned(), title.to_owned(), is_minor));
        assert_eq!(headings(html), expected);
    }
}
