//! BACI in a sound archive whose members are of any names and bytes.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use narrows_lake::Importer;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fuzz_target!(|members: Vec<(String, Vec<u8>)>| {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in &members {
        let started = writer.start_file(name.as_str(), SimpleFileOptions::default());
        if started.is_err() || writer.write_all(bytes).is_err() {
            return;
        }
    }
    if let Ok(archive) = writer.finish() {
        narrows_fuzz::import(Importer::Baci, "baci.zip", archive.get_ref());
    }
});
