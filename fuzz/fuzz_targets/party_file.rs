//! A file of parties to screen.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_controls::fuzzing::fuzz_party_file;
use narrows_fuzz::folder;

fuzz_target!(|bytes: &[u8]| fuzz_party_file(bytes, folder()));
