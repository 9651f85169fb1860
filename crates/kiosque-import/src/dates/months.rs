//! The names of months.

/// French, English and Arabic names, as in Egypt, the Levant, Algeria and
/// Tunisia, and Morocco; lower case, without accents, hamzas and full stops.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "janvier",
        "janv",
        "يناير",
        "جانفي",
        "كانون الثاني",
    ],
    &[
        "february",
        "feb",
        "fevrier",
        "fevr",
        "fev",
        "فبراير",
        "فيفري",
        "شباط",
    ],
    &["march", "mar", "mars", "مارس", "اذار"],
    &["april", "apr", "avril", "avr", "ابريل", "افريل", "نيسان"],
    &["may", "mai", "مايو", "ماي", "ايار"],
    &["june", "jun", "juin", "يونيو", "يونيه", "جوان", "حزيران"],
    &[
        "july",
        "jul",
        "juillet",
        "juil",
        "يوليو",
        "يوليوز",
        "يوليه",
        "جويليه",
        "تموز",
    ],
    &["august", "aug", "aout", "اغسطس", "غشت", "اوت", "اب"],
    &[
        "september",
        "sep",
        "sept",
        "septembre",
        "سبتمبر",
        "شتنبر",
        "ايلول",
    ],
    &["october", "oct", "octobre", "اكتوبر", "تشرين الاول"],
    &[
        "november",
        "nov",
        "novembre",
        "نوفمبر",
        "نونبر",
        "تشرين الثاني",
    ],
    &[
        "december",
        "dec",
        "decembre",
        "ديسمبر",
        "دجنبر",
        "كانون الاول",
    ],
];

/// The month, 1 to 12, of a name in lower case without accents.
pub fn month_of(name: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| names.contains(&name))?;
    i8::try_from(at + 1).ok()
}
