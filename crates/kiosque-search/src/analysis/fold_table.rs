//! Latin letters without their accents, one byte a letter: the base letter, a
//! digit for an expansion (see `EXPANSIONS`), `-` for none. Made from Unicode's
//! compatibility decompositions; a test compares every entry with them.

/// U+00C0 to U+024F.
pub(super) const LATIN: &[u8; 400] = b"\
    aaaaaa2ceeeeiiiidnooooo-ouuuuy41aaaaaa2ceeeeiiiidnooooo-ouuuuy4y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii55jjkkkllllll-\
    -llnnnnnn-66oooooo33rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    -----------------ff-------------oo-------------uu---------------\
    -------------aaiioouuuuuuuuuu-aaaa22--ggkkoooo--j---gg--nnaa22oo\
    aaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy------------\
    ----------------";

/// U+1E00 to U+1EFF.
pub(super) const LATIN_ADDITIONAL: &[u8; 256] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy-s--1-aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";

/// What the digits above stand for, from `1`.
pub(super) const EXPANSIONS: [&str; 6] = ["ss", "ae", "oe", "th", "ij", "ng"];

/// Arabic presentation forms U+FE70 to U+FEFC as the letters they show; an underscore
/// for a vowel mark standing alone, which is dropped.
pub(super) const PRESENTATION: &str = "\
    ________________ءآآأأؤؤإإئئئئااببببةةتتت\
    تثثثثججججححححخخخخددذذررززسسسسششششصصصصضضض\
    ضططططظظظظععععغغغغففففققققككككللللممممننن\
    نههههووىىيييي";
