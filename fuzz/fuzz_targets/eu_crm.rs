//! The tables of the EU study; the file's name says which table of shares.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_lake::Importer;

fuzz_target!(|bytes: &[u8]| {
    narrows_fuzz::import(Importer::EuCrm, "GlobalSupplyShares.csv", bytes);
});
