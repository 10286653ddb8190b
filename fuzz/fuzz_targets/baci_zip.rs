//! BACI in an archive of any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_lake::Importer;

fuzz_target!(|bytes: &[u8]| {
    let whole = [b"PK\x03\x04", bytes].concat();
    narrows_fuzz::import(Importer::Baci, "baci.zip", &whole);
});
