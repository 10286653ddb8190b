//! Files of the policy record.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_record::{RecordSet, read_record, validate, write_record};

fuzz_target!(|text: &str| {
    if let Ok(record) = read_record("fuzz.toml", text) {
        let again = read_record("fuzz.toml", &write_record(&record));
        assert_eq!(again.map(|again| again.label).ok(), Some(record.label.clone()));
        let mut set = RecordSet::default();
        set.insert(record);
        let _ = validate(&set);
    }
});
