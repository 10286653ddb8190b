//! What is read besides lists.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_controls::fuzzing::fuzz_snapshot;

fuzz_target!(|bytes: &[u8]| fuzz_snapshot(bytes));
