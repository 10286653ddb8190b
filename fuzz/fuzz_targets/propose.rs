//! Any bytes as a text to propose from: spans stay inside the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use narrows_record::propose::{Decoded, ProposeRequest, propose};

fuzz_target!(|bytes: &[u8]| {
    let proposals = propose(bytes, &ProposeRequest::default());
    let letters = Decoded::new(bytes).text.chars().count();
    for mention in &proposals.mentions {
        assert!(mention.span.start < mention.span.end && mention.span.end <= letters);
        assert!(mention.span.end_byte <= bytes.len());
    }
    for commitment in &proposals.commitments {
        for span in &commitment.evidence {
            assert!(span.start < span.end && span.end <= letters);
        }
    }
});
