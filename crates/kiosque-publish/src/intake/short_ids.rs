use super::{IntakeError, Place, ShortIdCollision};
use kiosque_model::ShortId;
use std::collections::BTreeMap;

/// Checks that no two articles' addresses end alike.
///
/// # Errors
/// [`IntakeError::ShortIdCollision`] with the first two that do.
pub fn check<'a>(
    articles: impl Iterator<Item = (&'a ShortId, &'a str, &'a Place)>,
) -> Result<(), IntakeError> {
    let mut taken: BTreeMap<&ShortId, (&str, &Place)> = BTreeMap::new();
    for (short_id, id, place) in articles {
        if let Some((first, first_place)) = taken.insert(short_id, (id, place)) {
            let collision = ShortIdCollision {
                short_id: short_id.as_str().to_owned(),
                first: first.to_owned(),
                first_place: first_place.clone(),
                second: id.to_owned(),
                second_place: place.clone(),
            };
            return Err(IntakeError::ShortIdCollision(Box::new(collision)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ids_of_one_short_id_are_both_named() {
        let short_id = ShortId::from_digest(&[7; 32]);
        let other = ShortId::from_digest(&[8; 32]);
        let place = |item| Place {
            file: "feed.json".into(),
            item,
            line: Some(item + 3),
        };
        let (one, two, three) = (place(0), place(1), place(2));
        assert_eq!(
            check([(&short_id, "a", &one), (&other, "b", &two)].into_iter()),
            Ok(())
        );
        let error = check(
            [
                (&short_id, "a", &one),
                (&other, "b", &two),
                (&short_id, "c", &three),
            ]
            .into_iter(),
        );
        assert_eq!(
            error.map_err(|error| error.to_string()),
            Err("the ids `a` (feed.json, line 3, item 0) and `c` (feed.json, line 5, item 2) give the same short id \
                 a4dqobyha4dqo; change one of them by a character".to_owned()),
        );
    }
}
