//! Files of forums.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_core::Forum;

fuzz_target!(|text: &str| {
    if let Ok(forum) = Forum::from_toml("fuzz.toml", text) {
        assert!(!forum.group.members.is_empty());
        assert!(forum.is_called(&forum.group.id));
    }
});
