//! BACI in gzip: the bytes packed and, where the first of them is odd, cut or
//! changed after packing.
#![no_main]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;
use narrows_lake::Importer;

fuzz_target!(|input: (u8, u16, &[u8])| {
    let (how, at, bytes) = input;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    if encoder.write_all(bytes).is_err() {
        return;
    }
    let Ok(mut packed) = encoder.finish() else {
        return;
    };
    let at = usize::from(at) % packed.len();
    match how % 4 {
        1 => packed.truncate(at),
        2 => packed[at] ^= how,
        3 => packed.extend_from_slice(bytes),
        _ => {}
    }
    narrows_fuzz::import(Importer::Baci, "baci.csv.gz", &packed);
});
