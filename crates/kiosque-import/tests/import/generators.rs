//! Markdown in the habits of the programs that make sites of it.

use crate::{Imported, import, import_with};
use kiosque_import::{ImageForm, ImageForms, Settings, Surroundings};
use kiosque_model::feed::Item;

fn item(path: &str, text: &str) -> Item {
    import(path, text.as_bytes()).only().item.clone()
}

fn check(path: &str, text: &str, title: &str, date: &str, tags: &[&str], html: &str) {
    let item = item(path, text);
    assert_eq!(item.title.as_deref(), Some(title), "{text}");
    let seen = item.date_published.as_deref().unwrap_or_default();
    assert_eq!(seen, date, "{text}");
    assert_eq!(item.tags.unwrap_or_default(), tags, "{text}");
    assert_eq!(item.content_html.as_deref(), Some(html), "{text}");
}

#[test]
fn jekylls_posts_are_read() {
    check(
        "_posts/2019-07-04-mon-titre.md",
        "---\nlayout: post\ntitle: \"Mon titre: suite\"\ncategories: presse maroc\ntags: [a, \"b c\"]\npublished: true\n---\n\
        # Mon titre : suite\n\nTexte.\n{: .lead}\n\n{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\n{% include x.html %}\n",
        "Mon titre: suite",
        "2019-07-04",
        &["a", "b c", "presse", "maroc"],
        "<p>Texte.</p><pre><code>puts 1\n</code></pre>",
    );
    let draft = import("_drafts/x.md", b"---\ntitle: x\n---\ny");
    assert!(draft.drafts.is_empty());
}

#[test]
fn hugos_and_zolas_posts_are_read() {
    check(
        "content/a.md",
        "+++\ntitle = \"Titre\"\ndate = 2019-07-04T10:00:00+02:00\ntags = [\"a\"]\n[[resources]]\nsrc = \"x.png\"\n[menu.main]\nweight = 1\n+++\n\
        {{% notice %}}Dedans{{% /notice %}}\n\n{{< youtube abc >}}\n\n`{{< ref >}}`\n",
        "Titre",
        "2019-07-04T10:00:00+02:00",
        &["a"],
        "<p>Dedans</p><p class=\"embed\"><a href=\"https://www.youtube.com/watch?v=abc\" rel=\"noopener noreferrer external\">www.youtube.com</a></p>\
        <p><code>{{&lt; ref &gt;}}</code></p>",
    );
    let item = item("content/2018-01-02-mer/index.md", "Texte.\n");
    assert_eq!(item.date_published.as_deref(), Some("2018-01-02"));
}

#[test]
fn mkdocs_pages_are_read() {
    check(
        "docs/a.md",
        "<!-- x -->\n# Getting *started* { #start }\n\nIntro.\n\n!!! note \"Attention\"\n    Dedans.\n",
        "Getting started",
        "",
        &[],
        "<p>Intro.</p><blockquote>\n<p><strong>Attention</strong></p>\n<p>Dedans.</p>\n</blockquote>",
    );
    check(
        "docs/blog/a.md",
        "---\ndate:\n  created: 2019-07-04\n  updated: 2019-08-01\ncategories: [Blog]\n---\n# Titre\n\nTexte\n",
        "Titre",
        "2019-07-04",
        &["Blog"],
        "<p>Texte</p>",
    );
    check(
        "docs/b.md",
        "Title:   Mon document\nDate: 2019-07-04\nTags: a, b\n\nTexte\n",
        "Mon document",
        "2019-07-04",
        &["a", "b"],
        "<p>Texte</p>",
    );
    for draft in [
        "---\ntitle: x\ndraft: \"true\"\n---\ny",
        "---\ntitle: x\npublished: no\n---\ny",
    ] {
        assert!(
            import("a.md", draft.as_bytes()).drafts.is_empty(),
            "{draft}"
        );
    }
}

#[test]
fn front_matter_that_is_not_quite_yaml_is_read_by_its_lines() {
    let text = b"---\ntitle: Un port: la suite\ndate: 2019-07-04\ntags: [a]\n---\nTexte\n";
    let Imported {
        drafts, problems, ..
    } = import("a.md", text);
    assert_eq!(drafts[0].item.title.as_deref(), Some("Un port: la suite"));
    assert_eq!(drafts[0].item.date_published.as_deref(), Some("2019-07-04"));
    let told = problems[0].to_string();
    assert!(
        told.starts_with("a.md, front matter: left out: as YAML, line 1"),
        "{told}"
    );
    let twice = item("a.md", "---\ntitle: A\ntags: [a]\ntags: [b]\n---\nx\n");
    assert_eq!(twice.tags.unwrap(), ["b"]);
}

/// A site whose pictures lie under `static`, and with them what WordPress had.
struct Site;

impl Surroundings for Site {
    fn file(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn image(&self, path: &str) -> Result<Option<ImageForms>, String> {
        let main = ImageForm {
            file: "x.png".to_owned(),
            width: 4,
            height: 3,
        };
        let forms = ImageForms {
            main,
            narrower: Vec::new(),
        };
        let known = ["static/img/x.png", "uploads/2019/07/y.png"];
        Ok(known.contains(&path).then_some(forms))
    }
}

#[test]
fn pictures_are_found_from_the_sites_root_and_nowhere_above() {
    let text = "---\ntitle: A\n---\n![x](/img/x.png) ![y](/../secret.png)\n";
    let imported = import_with("a.md", text.as_bytes(), Settings::default(), &Site);
    let html = imported.only().item.content_html.clone().unwrap();
    assert!(
        html.contains("data-file=\"x.png\"") && !html.contains("secret"),
        "{html}"
    );
}

#[test]
fn a_copy_of_what_was_uploaded_stands_for_the_web() {
    for (address, is_there) in [
        (
            "https://s.example/wp-content/uploads/2019/07/y.png?ssl=1",
            true,
        ),
        (
            "//i0.cdn.example/s.example/wp-content/uploads/2019/07/y.png",
            true,
        ),
        (
            "https://s.example/wp-content/uploads/../2019/07/y.png",
            false,
        ),
        ("https://s.example/2019/07/y.png", false),
    ] {
        let text = format!("---\ntitle: A\n---\n![y]({address})\n");
        let imported = import_with("a.md", text.as_bytes(), Settings::default(), &Site);
        let html = imported.only().item.content_html.clone().unwrap();
        assert_eq!(html.contains("data-file=\"x.png\""), is_there, "{html}");
    }
}
