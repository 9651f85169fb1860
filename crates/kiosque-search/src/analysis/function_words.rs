//! Words that any text has, whatever it is about.

/// Folded, French, English and Arabic. A question need not find them.
const FUNCTION_WORDS: &str = "\
    a ai au aux avec c ce ces cet cette d dans de des du elle elles en est et etait ete etre eux il ils j je l la le \
    les leur leurs lui m ma mais me meme mes moi mon n ne nos notre nous on ont ou par pas pour qu que quel quelle \
    quelles quels qui s sa sans se ses si son sont sur t ta te tes toi ton tu un une vos votre vous y \
    an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its my \
    of or our she should so that the their them then there these they this those to was we were what when where which \
    who whom whose why will with would you your \
    ال ان او اي اين التي الذي الي عن علي في كان كانت كم كيف لماذا ما ماذا متي من هذا هذه هل هو هي و وفي ومن وهو وهي";

/// Whether a folded word says nothing of what a text is about.
pub fn is_function_word(folded: &str) -> bool {
    function_words().any(|word| word == folded)
}

/// All of them, folded.
pub fn function_words() -> impl Iterator<Item = &'static str> {
    FUNCTION_WORDS.split(' ')
}
