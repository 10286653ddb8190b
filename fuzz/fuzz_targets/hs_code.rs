//! HS codes and revisions: read or refused, and what is read is shown again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_core::{HsCode, HsRevision};

fuzz_target!(|text: &str| {
    if let Ok(code) = text.parse::<HsCode>() {
        let shown = code.to_string();
        assert_eq!(shown.len(), 6);
        assert_eq!(shown.parse(), Ok(code));
        assert_eq!(HsCode::from_number(code.number()), Ok(code));
    }
    if let Ok(revision) = text.parse::<HsRevision>() {
        assert_eq!(revision.short_name().parse(), Ok(revision));
        assert_eq!(revision.comtrade_name().parse(), Ok(revision));
    }
});
