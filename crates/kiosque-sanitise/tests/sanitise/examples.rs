use super::{SANITISER, check, check_noted, sanitised, sanitised_at};
use kiosque_sanitise::{BodyContext, ImageForm, ImageForms, ImageNames};

const REL: &str = r#" rel="noopener noreferrer external""#;

#[test]
fn article_markup_is_kept() {
    for html in [
        "<h2>a</h2><h3>b</h3><p>c <em>d</em> <strong>e</strong> <code>f</code></p>",
        "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><hr><ol start=\"3\" reversed=\"\" type=\"a\"><li>d</li></ol>",
        "<dl><dt>a</dt><dd>b</dd></dl><blockquote><p>c</p></blockquote><pre>d\n  e</pre>",
        "<table><caption>a</caption><thead><tr><th scope=\"col\" colspan=\"2\">b</th></tr></thead><tbody><tr><td>c</td><td rowspan=\"2\">d</td></tr></tbody></table>",
        "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <bdi>x</bdi> <bdo dir=\"rtl\">y</bdo> <time datetime=\"2019-07-04\">z</time></p>",
        "<details><summary>a</summary><p lang=\"ar\" dir=\"rtl\">ب</p></details><p>1&nbsp;000 &lt;b&gt; &amp;amp; \"q\"</p>",
    ] {
        check(html, html);
    }
}

#[test]
fn wrappers_go_and_their_words_become_paragraphs() {
    check("one <b>two</b>", "<p>one <b>two</b></p>");
    check("<div>one</div><div>two</div>", "<p>one</p><p>two</p>");
    check(
        "<div><div><p>one</p> two <i>three</i></div></div>",
        "<p>one</p><p> two <i>three</i></p>",
    );
    check(
        "<section><h1>a</h1>b<br></section><br> ",
        "<h2>a</h2><p>b<br></p>",
    );
    check(
        "<div dir=RTL lang=ar>ا<p>ب</p></div>",
        "<div lang=\"ar\" dir=\"rtl\"><p>ا</p><p>ب</p></div>",
    );
    check("<h2><div>a</div><div>b</div></h2>", "<h2>a b </h2>");
    check("<pre><div>a</div><div>b</div></pre>", "<pre>a\nb\n</pre>");
    check(
        "<font color=red>a</font><x-y>b</x-y><h1>c</h1><kbd>d</kbd>",
        "<p>ab</p><h2>c</h2><p><code>d</code></p>",
    );
    check(
        "<noscript><p>a</p></noscript><xmp><b></xmp>",
        "<p>a</p><pre>&lt;b&gt;</pre>",
    );
}

#[test]
fn what_can_run_or_dress_up_goes() {
    let left_out = |name: &str| format!("a <{name}> was left out");
    for (html, name) in [
        ("<p>a</p><script>alert(1)</script>", "script"),
        ("<p>a</p><style>p{}</style>", "style"),
        ("<p>a</p><svg><script>alert(1)</script></svg>", "svg"),
        ("<p>a</p><math><mtext><b>x</b></mtext></math>", "math"),
        ("<p>a</p><template><b>x</b></template>", "template"),
        ("<p>a</p><textarea><b>x</b></textarea>", "textarea"),
    ] {
        check_noted(html, "<p>a</p>", &[&left_out(name)]);
    }
    check(
        "<p onclick=alert(1) style=x class=y data-x=z is=w slot=v>a<!-- b --></p>",
        "<p>a</p>",
    );
    check(
        "<p title=a accesskey=b tabindex=1 contenteditable>a</p>",
        "<p>a</p>",
    );
}

#[test]
fn links_are_resolved_or_reduced_to_their_text() {
    check(
        "<p><a href='https://Example.org/ا?a=1&b'>x</a></p>",
        &format!("<p><a href=\"https://example.org/%D8%A7?a=1&amp;b\"{REL}>x</a></p>"),
    );
    check(
        "<p><a href=mailto:a@b.example target=_blank>x</a></p>",
        "<p><a href=\"mailto:a@b.example\">x</a></p>",
    );
    check(
        "<p id=n1><a href=#n1 name=b>x</a><a name=c></a></p>",
        "<p id=\"a-n1\"><a href=\"#a-n1\">x</a><a id=\"a-c\"></a></p>",
    );
    check("<p><a href=#>x</a> <a>y</a></p>", "<p>x y</p>");
    check_noted(
        "<p><a href=b.html>x</a></p>",
        "<p>x</p>",
        &["the link `b.html` is relative and the item has no url; only its text was kept"],
    );
    check_noted(
        "<p><a href=JavaScript:alert(1)>x</a></p>",
        "<p>x</p>",
        &["the link `JavaScript:alert(1)` is not http, https or mailto; only its text was kept"],
    );
    let (body, notes) = sanitised_at(
        "<a href=../b.html>x</a>",
        Some("https://press.example/2019/07/a.html"),
    );
    assert_eq!(
        (body, notes.len()),
        (
            format!("<p><a href=\"https://press.example/2019/b.html\"{REL}>x</a></p>"),
            0
        )
    );
}

#[test]
fn images_of_the_set_are_named_by_their_file() {
    let image = r#"<p><img data-file="abc234.png" alt="a map" width="640" height="480" loading="lazy"></p>"#;
    check(
        "<img src=images/map.png alt=' a\nmap' width=640 height=480 onerror=x srcset=y>",
        image,
    );
    check(image, image);
    let photograph = r#"<p><img data-file="def567.jpg" alt="" loading="lazy"></p>"#;
    check(
        "<img src='./images/%C3%A9t%C3%A9%201.jpg' width=100%>",
        photograph,
    );
    check("<img src='images/été 1.jpg'>", photograph);
}

#[test]
fn an_image_in_several_widths_names_all_of_them() {
    let form = |file: &str, width, height| ImageForm {
        file: file.to_owned(),
        width,
        height,
    };
    let forms = ImageForms {
        main: form("abc234.png", 1200, 675),
        narrower: vec![form("small2.png", 480, 270)],
    };
    let images = ImageNames::of_forms([("a.png".to_owned(), forms)].into());
    let context = BodyContext {
        base: None,
        images: &images,
    };
    let body = |html: &str| SANITISER.body(html, &context).0.as_str().to_owned();
    let whole = r#"<p><img data-file="abc234.png" alt="" data-srcset="small2.png 480w, abc234.png 1200w" width="1200" height="675" loading="lazy"></p>"#;
    assert_eq!(
        body("<img src=a.png data-srcset='https://x.example/a.png 2x'>"),
        whole
    );
    assert_eq!(body(whole), whole);
    let narrow = body("<img src=a.png width=300>");
    assert!(
        narrow.contains(" width=\"300\"") && !narrow.contains("height"),
        "{narrow}"
    );
}

#[test]
fn widths_whose_files_are_gone_go() {
    check(
        r#"<img data-file="abc234.png" alt="" data-srcset="small2.png 480w, abc234.png 1200w">"#,
        r#"<p><img data-file="abc234.png" alt="" data-srcset="abc234.png 1200w" loading="lazy"></p>"#,
    );
    for foreign in [
        "https://evil.example/a.png 480w",
        "abc234.png 480w, javascript:x 2w",
        "abc234.png",
        "",
    ] {
        check(
            &format!("<img data-file=abc234.png data-srcset=\"{foreign}\">"),
            r#"<p><img data-file="abc234.png" alt="" loading="lazy"></p>"#,
        );
    }
}

#[test]
fn images_from_elsewhere_wait_for_a_click() {
    let placeholder = r#"<p>see <span class="remote-image" data-src="https://cdn.example/a.png?b=1&amp;c" data-host="cdn.example">a map</span></p>"#;
    check(
        "see <img src='https://cdn.example/a.png?b=1&c' alt='a map'>",
        placeholder,
    );
    check(
        "see <img src='data:image/gif;base64,R0' data-src='//cdn.example/a.png?b=1&c' alt='a map'>",
        placeholder,
    );
    check(
        "<p>x<img src=https://count.example/p.gif width=1 height=1></p>",
        "<p>x</p>",
    );
    check_noted(
        "<p>x <img src=other.png alt=y></p>",
        "<p>x y</p>",
        &["the image `other.png` is not in the set; replaced by its alternative text"],
    );
    check_noted(
        "<p>x <img src=data:image/png;base64,AA alt='<y>'></p>",
        "<p>x &lt;y&gt;</p>",
        &["an image written into the text as a data: address; replaced by its alternative text"],
    );
    let (body, _) = sanitised_at(
        "<img src=pictures/b.png>",
        Some("https://press.example/a.html"),
    );
    assert_eq!(
        body,
        r#"<p><span class="remote-image" data-src="https://press.example/pictures/b.png" data-host="press.example"></span></p>"#
    );
}

#[test]
fn embedded_content_becomes_a_link() {
    let card = format!(
        "<p class=\"embed\"><a href=\"https://video.example/x\"{REL}>video.example</a></p>"
    );
    for html in [
        "<iframe src=https://video.example/x></iframe>",
        "<embed src=//video.example/x>",
        "<object data=https://video.example/x>old browser</object>",
        "<video><source src=https://video.example/x>old browser</video>",
        "<figure><audio src=https://video.example/x></audio></figure>",
    ] {
        let expected = if html.starts_with("<figure") {
            format!("<figure>{card}</figure>")
        } else {
            card.clone()
        };
        check(html, &expected);
    }
    check(
        "<p>a<iframe src=https://video.example/x></iframe>b</p>",
        &format!("<p>a</p>{card}<p>b</p>"),
    );
    check_noted(
        "<p>a</p><iframe srcdoc='<script>x</script>'></iframe>",
        "<p>a</p>",
        &["an <iframe> without a web address was left out"],
    );
}

#[test]
fn the_sanitisers_own_marks_cannot_be_forged() {
    check("<p><img data-file=other.png alt=x></p>", "<p>x</p>");
    check("<p><img data-file='../../root.json'></p>", "<p></p>");
    check(
        "<p><span data-file=abc234.png data-src=https://e.example/ data-host=x>a</span></p>",
        "<p><span>a</span></p>",
    );
    check(
        "<p class=remote-image data-src=https://e.example/>a</p>",
        "<p>a</p>",
    );
    check(
        "<p><span class='remote-image x' data-src=https://e.example/>a</span></p>",
        "<p><span>a</span></p>",
    );
    check(
        "<p><span class=remote-image data-src=javascript:alert(1) data-host=y>a</span></p>",
        "<p><span>a</span></p>",
    );
    check(
        "<p><span class=remote-image>a</span></p>",
        "<p><span>a</span></p>",
    );
    check(
        "<p><span class=remote-image data-src=https://evil.example/ data-host=good.example>a<b>b</b><img src=images/map.png></span></p>",
        "<p><span class=\"remote-image\" data-src=\"https://evil.example/\" data-host=\"evil.example\">ab</span></p>",
    );
    check(
        "<p class=embed>a</p><p class='embed'><b>x</b></p>",
        "<p>a</p><p><b>x</b></p>",
    );
    let lie = sanitised("<p class=embed><a href=https://evil.example/>good.example</a></p>").0;
    assert_eq!(
        lie,
        format!("<p><a href=\"https://evil.example/\"{REL}>good.example</a></p>")
    );
    check(
        "<a class=embed rel=opener href=#x ping=https://e.example>a</a>",
        "<p><a href=\"#a-x\">a</a></p>",
    );
    check(
        "<p><img src=images/map.png loading=eager fetchpriority=high crossorigin></p>",
        "<p><img data-file=\"abc234.png\" alt=\"\" loading=\"lazy\"></p>",
    );
}

#[test]
fn odd_values_of_attributes_are_dropped() {
    check(
        "<table><tr><td colspan=99999999999 rowspan=-1>a</td></tr></table>",
        "<table><tbody><tr><td>a</td></tr></tbody></table>",
    );
    check("<p lang='\"><b>' dir=up id='a b'>a</p>", "<p>a</p>");
    check(
        "<ol start=x type=z><li value=4>a</li></ol>",
        "<ol><li value=\"4\">a</li></ol>",
    );
    check(
        "<time datetime='<x>'>a</time>\u{0}\u{8}&#1;&#13;b",
        "<p><time>a</time>\nb</p>",
    );
}

#[test]
fn misnested_markup_settles() {
    check("<p>a<b>b<p>c</b>d", "<p>a<b>b</b></p><p><b>c</b>d</p>");
    check(
        "<table>a<tr><td>b</table>",
        "<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>",
    );
    check(
        "<a href=#x>a<a href=#y>b</a></a>",
        "<p><a href=\"#a-x\">a</a><a href=\"#a-y\">b</a></p>",
    );
    check("<pre>\n\n\na</pre>", "<pre>a</pre>");
    check("<li>a<li>b", "<li>a</li><li>b</li>");
}
