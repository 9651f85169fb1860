use url::Url;

/// What may stand between a page's title and the name of its site.
const BETWEEN: [&str; 9] = [
    " - ", " – ", " — ", " | ", " : ", " :: ", " · ", " » ", " « ",
];

/// What tells the name of a page's site in its title.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Site<'a> {
    /// The name it gives itself.
    pub(super) outlet: Option<&'a str>,
    /// The page's address.
    pub(super) address: Option<&'a str>,
    /// The page's only first heading.
    pub(super) heading: Option<&'a str>,
}

impl Site<'_> {
    /// Whether `part` of a title names the site, and `rest` the article.
    fn is_named(&self, part: &str, rest: &str) -> bool {
        let name = letters(part);
        let is_heading = || {
            self.heading
                .is_some_and(|heading| letters(heading) == letters(rest))
        };
        !name.is_empty()
            && (self.outlet.is_some_and(|outlet| letters(outlet) == name)
                || self.address.is_some_and(|address| is_host(&name, address))
                || is_heading())
    }
}

/// The title without the name of the site, which stands behind or before it.
pub(super) fn without_site<'a>(title: &'a str, site: &Site<'_>) -> &'a str {
    let behind = |between: &&str| title.rsplit_once(*between);
    let before = |between: &&str| title.split_once(*between).map(|(part, rest)| (rest, part));
    let all = BETWEEN.iter();
    let parted = all.clone().filter_map(behind).chain(all.filter_map(before));
    parted
        .filter(|(rest, _)| !rest.trim().is_empty())
        .find(|(rest, part)| site.is_named(part, rest))
        .map_or(title, |(rest, _)| rest.trim())
}

/// Whether letters name a host: `thedaily` that of `www.the-daily.example`.
fn is_host(name: &str, address: &str) -> bool {
    let url = Url::parse(address).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut labels = host.split('.');
    letters(host) == name || labels.next().is_some_and(|label| letters(label) == name)
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, site: &Site<'_>, expected: &str) {
        assert_eq!(without_site(title, site), expected);
    }

    #[test]
    fn the_sites_name_goes_by_whatever_tells_it() {
        let outlet = Site {
            outlet: Some("The Daily"),
            ..Site::default()
        };
        check("A port grows - The Daily", &outlet, "A port grows");
        check(
            "THE DAILY | A port - and more",
            &outlet,
            "A port - and more",
        );
        let address = Site {
            address: Some("https://www.the-daily.example/a"),
            ..Site::default()
        };
        check("A port grows – The Daily", &address, "A port grows");
        check("A port grows | the-daily.example", &address, "A port grows");
        let heading = Site {
            heading: Some("ميناء يكبر"),
            ..Site::default()
        };
        check("ميناء يكبر | هسبريس", &heading, "ميناء يكبر");
    }

    #[test]
    fn a_title_with_parts_of_its_own_stays() {
        let site = Site {
            outlet: Some("The Daily"),
            address: Some("https://daily.example/a"),
            heading: Some("A port grows"),
        };
        check("Water - the long wait", &site, "Water - the long wait");
        check(" - The Daily", &site, " - The Daily");
        check("A port grows", &site, "A port grows");
        check("Water", &Site::default(), "Water");
    }
}
