//! BACI as Parquet, with the mark at both ends that makes it be read as such.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_lake::Importer;

fuzz_target!(|bytes: &[u8]| {
    let whole = [b"PAR1", bytes, b"PAR1"].concat();
    narrows_fuzz::import(Importer::Baci, "baci.parquet", &whole);
});
