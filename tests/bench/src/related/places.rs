/// The tags of Reuters-21578 that name a place; all others name a topic.
/// `uk` is the kingdom, while `stg` and `can` among the topics are currencies.
const PLACES: &str = "\
    afghanistan algeria angola antigua argentina aruba australia austria bahamas bahrain bangladesh \
    barbados belgium benin bermuda bhutan bolivia botswana brazil brunei bulgaria burkina-faso burma \
    cameroon canada cayman-islands chad chile china colombia congo costa-rica cuba cyprus \
    czechoslovakia denmark djibouti dominican-republic east-germany ecuador egypt el-salvador \
    ethiopia fiji finland france gabon ghana greece guam guatemala guinea guyana haiti honduras \
    hong-kong hungary iceland india indonesia iran iraq ireland israel italy ivory-coast jamaica \
    japan jordan kampuchea kenya kuwait lebanon lesotho liberia libya liechtenstein luxembourg \
    madagascar malawi malaysia malta mauritania mauritius mexico morocco mozambique namibia nepal \
    netherlands new-zealand nicaragua niger nigeria north-korea norway oman pakistan panama \
    papua-new-guinea paraguay peru philippines poland portugal qatar romania rwanda saudi-arabia \
    senegal sierra-leone singapore somalia south-africa south-korea spain sri-lanka sudan suriname \
    swaziland sweden switzerland syria taiwan tanzania thailand togo trinidad-tobago tunisia turkey \
    uae uganda uk uruguay us-virgin-islands usa ussr vanuatu venezuela vietnam west-germany \
    yemen-arab-republic yemen-demo-republic yugoslavia zaire zambia zimbabwe";

/// Whether a tag names a place.
pub fn is_place(tag: &str) -> bool {
    PLACES.split_whitespace().any(|place| place == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_places_and_currencies_are_not() {
        for (tag, expected) in [
            ("usa", true),
            ("west-germany", true),
            ("afghanistan", true),
            ("zimbabwe", true),
            ("earn", false),
            ("dmk", false),
            ("stg", false),
            ("us", false),
        ] {
            assert_eq!(is_place(tag), expected, "{tag}");
        }
    }
}
