//! UN Comtrade as the API's JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_lake::Importer;

fuzz_target!(|bytes: &[u8]| narrows_fuzz::import(Importer::Comtrade, "comtrade.json", bytes));
