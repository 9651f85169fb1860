//! How a site looks: a file of custom properties, after the viewer's own sheet.

/// The themes that come with the program: the viewer's own, and others by their
/// content.
const THEMES: [(&str, &str); 2] = [
    ("presse", ""),
    ("atlas", include_str!("../../themes/atlas.css")),
];

/// What a site's `theme` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme<'a> {
    /// One that comes with the program, as a sheet; empty for the viewer's own.
    Known(&'static str),
    /// A file of the set, by its path.
    File(&'a str),
    /// None that is known; here are those that are.
    Unknown([&'static str; 2]),
}

/// The theme that a site names.
pub fn theme(name: &str) -> Theme<'_> {
    let known = THEMES.iter().find(|(known, _)| *known == name);
    match known {
        Some((_, sheet)) => Theme::Known(sheet),
        None if name.ends_with(".css") => Theme::File(name),
        None => Theme::Unknown(THEMES.map(|(name, _)| name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every property that the viewer's own theme sets for colours has its value in
    /// another theme, too.
    #[test]
    fn a_theme_sets_every_colour() {
        let own = include_str!("../../../../public/kiosque.css");
        let (own, _) = own.split_once("@layer base {").unwrap_or_default();
        let colours = own
            .lines()
            .filter_map(|line| line.trim().split_once(": #"))
            .map(|(name, _)| name);
        let mut counted = 0;
        for name in colours {
            counted += 1;
            for (theme, sheet) in THEMES.iter().skip(1) {
                assert!(sheet.contains(&format!("{name}: #")), "{theme}: {name}");
            }
        }
        assert!(counted > 20, "{counted}");
    }

    #[test]
    fn a_theme_is_known_a_file_or_refused_with_the_known_ones() {
        assert_eq!(theme("presse"), Theme::Known(""));
        assert!(matches!(theme("atlas"), Theme::Known(sheet) if sheet.contains("--accent")));
        assert_eq!(theme("nous.css"), Theme::File("nous.css"));
        assert_eq!(theme("Atlas"), Theme::Unknown(["presse", "atlas"]));
    }
}
