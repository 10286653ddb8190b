//! Two names, one a line: the first is asked for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_controls::fuzzing::fuzz_screening;

fuzz_target!(|bytes: &[u8]| fuzz_screening(bytes));
