//! The months: their names, as the interface and citations write them, and their ends.

/// `janvier` to `décembre`.
pub const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// `يناير` to `ديسمبر`.
pub const ARABIC: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];

/// `January` to `December`.
pub const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of which the month may have less: `2019-11-31`, as the end of a range that is
/// compared as text, is its last, `2019-11-30`. Anything else is given back as it is.
pub fn real_day(day: &str) -> String {
    let number = |range| {
        day.get(range)
            .and_then(|part: &str| part.parse::<u32>().ok())
    };
    let (Some(year), Some(month), Some(29..)) = (number(0..4), number(5..7), number(8..10)) else {
        return day.to_owned();
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let own = number(8..10).unwrap_or(last);
    [day.get(..8).unwrap_or_default(), &own.min(last).to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;

    #[test]
    fn every_month_ends_where_the_calendar_says() {
        for (year, month) in [1900, 2000, 2019, 2024]
            .into_iter()
            .flat_map(|year| (1..=12).map(move |month| (year, month)))
        {
            let last = Date::constant(year, month, 1).last_of_month();
            let (end, real) = (format!("{year}-{month:02}-31"), last.to_string());
            assert_eq!(real_day(&end), real);
            assert_eq!(real_day(&real), real);
        }
        for other in ["2019-11-02", "2019-11", "2019", "", "…", "2019-02-28"] {
            assert_eq!(real_day(other), other);
        }
    }
}
