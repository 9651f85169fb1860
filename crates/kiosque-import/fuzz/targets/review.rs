#![no_main]

#[path = "../../tests/import/case.rs"]
mod case;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    case::import(kiosque_import::Format::Review, bytes);
});
