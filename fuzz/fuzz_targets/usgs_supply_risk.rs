//! Inputs of the supply risk of the USGS, in either form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_lake::Importer;

fuzz_target!(|bytes: &[u8]| {
    narrows_fuzz::import(Importer::UsgsSupplyRisk, "inputs.csv", bytes);
});
