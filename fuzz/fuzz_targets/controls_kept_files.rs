//! Cleared matches, the register and the audit log; log and head parted by a zero
//! byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_controls::fuzzing::fuzz_kept_files;
use narrows_fuzz::folder;

fuzz_target!(|bytes: &[u8]| fuzz_kept_files(bytes, folder()));
