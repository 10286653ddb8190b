//! A list of parties in one form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_controls::fuzzing::fuzz_list;
use narrows_controls::lists::ListForm;

fuzz_target!(|bytes: &[u8]| fuzz_list(ListForm::EuConsolidated, bytes));
