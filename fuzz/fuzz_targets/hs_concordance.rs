//! Tables between HS revisions, as .xls or .xlsx.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_lake::Importer;

fuzz_target!(|bytes: &[u8]| narrows_fuzz::import(Importer::HsConcordance, "tables.xls", bytes));
