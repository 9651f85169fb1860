//! The headers of a site in the words of hosts that do not read `_headers`.

use super::headers::{Headers, Rule};

/// For the `server` block of nginx.
pub(super) fn nginx(headers: &Headers) -> String {
    let (base, always) = parts(headers);
    let mut text = format!(
        "# Inside a `server` block, below `root`, which is the folder that {base} stands in.\n\
         error_page 404 {base}404.html;\ngzip_static on;\n\
         # brotli_static on;  # with the module ngx_brotli\n"
    );
    for rule in &headers.rules {
        let is_all = rule.pattern == format!("{base}*");
        let place = match rule.pattern.strip_suffix('*') {
            Some(_) if is_all => base.to_owned(),
            Some(start) => format!("^~ {start}"),
            None => format!("= {}", rule.pattern),
        };
        // A block that sets one header inherits none.
        let own = if is_all { &[][..] } else { &rule.headers };
        text += &format!("location {place} {{\n");
        for (name, value) in always.iter().chain(own) {
            text += &format!("    add_header {name} \"{value}\" always;\n");
        }
        text += "}\n";
    }
    text
}

/// For a site block of Caddy.
pub(super) fn caddy(headers: &Headers) -> String {
    let (base, _) = parts(headers);
    let mut text = format!(
        "# Inside a site block, below `root`, which is the folder that {base} stands in.\n"
    );
    for rule in &headers.rules {
        text += &format!("header {} {{\n", rule.pattern);
        for (name, value) in &rule.headers {
            text += &format!("\t{name} \"{value}\"\n");
        }
        text += "}\n";
    }
    text + &format!(
        "file_server {{\n\tprecompressed br gzip\n}}\n\
         handle_errors 404 {{\n\trewrite * {base}404.html\n\tfile_server\n}}\n"
    )
}

/// The `.htaccess` of Apache. Its rules are read with every request and need
/// mod_headers; those for compressed siblings mod_rewrite, too.
pub(super) fn apache(headers: &Headers) -> String {
    let (base, always) = parts(headers);
    let mut text = format!("ErrorDocument 404 {base}404.html\nAddType application/wasm .wasm\n");
    text += "<IfModule mod_headers.c>\n";
    text += &lines(always);
    for rule in headers.rules.iter().skip(1) {
        let Rule { pattern, headers } = rule;
        text += &format!(
            "<If \"%{{REQUEST_URI}} -strmatch '{pattern}'\">\n{}</If>\n",
            lines(headers)
        );
    }
    text += "</IfModule>\n<IfModule mod_rewrite.c>\nRewriteEngine On\n";
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        text += &format!(
            "RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b\n\
             RewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n\
             RewriteRule ^(.*)$ $1.{ending} [L,E=no-gzip:1]\n"
        );
    }
    text += "</IfModule>\n";
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        for (kind, media) in [
            ("js", "text/javascript"),
            ("wasm", "application/wasm"),
            ("css", "text/css"),
            ("html", "text/html"),
            ("svg", "image/svg+xml"),
            ("json", "application/json"),
            ("xml", "application/xml"),
        ] {
            text += &format!(
                "<FilesMatch \"\\.{kind}\\.{ending}$\">\nForceType {media}\n\
                 Header set Content-Encoding {coding}\nHeader append Vary Accept-Encoding\n</FilesMatch>\n"
            );
        }
    }
    text
}

fn lines(headers: &[(String, String)]) -> String {
    let headers = headers.iter();
    headers
        .map(|(name, value)| format!("Header always set {name} \"{value}\"\n"))
        .collect()
}

/// The base path and the headers of every file.
fn parts(headers: &Headers) -> (&str, &[(String, String)]) {
    let base = headers.base().unwrap_or("/");
    let always = headers.rules.first().map_or(&[][..], |rule| &rule.headers);
    (base, always)
}

#[cfg(test)]
mod tests {
    use super::super::policy::Policy;
    use super::*;

    #[test]
    fn every_host_says_the_same() {
        let headers = Headers::new("/sous/", &Policy::default());
        let said = [nginx(&headers), caddy(&headers), apache(&headers)];
        for text in said {
            for rule in &headers.rules {
                for (name, value) in &rule.headers {
                    assert!(
                        text.contains(name.as_str()) && text.contains(value.as_str()),
                        "{name}: {text}"
                    );
                }
            }
            assert!(text.contains("/sous/404.html"), "{text}");
            assert_eq!(text.matches('{').count(), text.matches('}').count());
        }
    }

    #[test]
    fn a_block_of_nginx_repeats_what_is_for_all() {
        let text = nginx(&Headers::new("/", &Policy::default()));
        let blocks = text.matches("location ").count();
        assert_eq!(text.matches("X-Content-Type-Options").count(), blocks);
        assert!(
            text.contains("location ^~ /app/ {") && text.contains("location = /index.html {"),
            "{text}"
        );
    }
}
