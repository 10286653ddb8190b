//! Names of economies: found or answered with near names.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_core::Economy;

fuzz_target!(|text: &str| match Economy::find(text) {
    Ok(economy) => assert_eq!(Economy::find(economy.alpha3()), Ok(economy)),
    Err(error) => {
        assert!(error.near.len() <= 3);
        assert!(!error.to_string().is_empty());
    }
});
