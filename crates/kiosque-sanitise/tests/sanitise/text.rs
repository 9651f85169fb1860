use super::sanitised;
use kiosque_model::SafeHtml;
use kiosque_sanitise::plain_text;

fn check(html: &str, expected: &str) {
    let body = SafeHtml::from_sanitiser(sanitised(html).0);
    assert_eq!(plain_text(&body), expected, "{html}");
}

#[test]
fn blocks_and_line_breaks_are_lines() {
    check("<h2>a</h2><p>b <b>c</b>d<br>e</p>", "a\nb cd\ne");
    check("<ul><li>a<li>b<ul><li>c</ul></ul>", "a\nb\nc");
    check("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc");
    check("<pre>a\n  b</pre><p>c\n d</p>", "a\nb\nc d");
}

#[test]
fn what_is_seen_is_text_and_nothing_else() {
    check("<p>a &lt;b&gt; &amp;amp; &nbsp; c</p>", "a <b> &amp; c");
    check(
        "<p>a</p><script>x</script><style>y</style><!-- z --><iframe src=https://v.example/></iframe><p>b</p>",
        "a\nb",
    );
    check(
        "<p>see <img src=https://cdn.example/a.png alt='a map'></p><img src=images/map.png alt=m>",
        "see a map",
    );
    check("", "");
}
