//! World Mining Data, as a workbook or as text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_lake::Importer;

fuzz_target!(|bytes: &[u8]| narrows_fuzz::import(Importer::WorldMiningData, "6.4.xlsx", bytes));
