//! Parties and queries of the screening benchmark.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_controls::fuzzing::fuzz_benchmark_form;

fuzz_target!(|bytes: &[u8]| fuzz_benchmark_form(bytes));
