//! BACI as Parquet, with the mark at both ends that makes it be read as such.
//! The decoder panics on some damaged files and the importer turns that into
//! an error, so only panics from elsewhere end the run.
#![no_main]

use std::panic::{set_hook, take_hook};

use libfuzzer_sys::fuzz_target;
use narrows_lake::Importer;

fn let_the_decoder_panic() {
    let end_the_run = take_hook();
    set_hook(Box::new(move |panic| {
        let in_the_decoder = panic.location().is_some_and(|place| {
            place
                .file()
                .split(['/', '\\'])
                .any(|part| part.starts_with("parquet-") || part.starts_with("arrow-"))
        });
        if !in_the_decoder {
            end_the_run(panic);
        }
    }));
}

fuzz_target!(init: let_the_decoder_panic(), |bytes: &[u8]| {
    let whole = [b"PAR1", bytes, b"PAR1"].concat();
    narrows_fuzz::import(Importer::Baci, "baci.parquet", &whole);
});
