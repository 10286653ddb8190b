//! How long one text takes: `cargo run --release --example time_propose -- FILE`

use std::time::Instant;

use narrows_record::propose::{ProposeRequest, propose};

fn main() {
    let Some(path) = std::env::args().nth(1) else {
        println!("time_propose FILE");
        return;
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            println!("{path}: {error}");
            return;
        }
    };
    // The word lists are read once, at the first use.
    let start = Instant::now();
    let _ = propose(b"", &ProposeRequest::default());
    let lists = start.elapsed();
    let start = Instant::now();
    let proposals = propose(&bytes, &ProposeRequest::default());
    println!(
        "{} bytes: {:.3} s (word lists {:.3} s); {} mentions, {} commitments, {} contradictions",
        bytes.len(),
        start.elapsed().as_secs_f64(),
        lists.as_secs_f64(),
        proposals.mentions.len(),
        proposals.commitments.len(),
        proposals.inconsistencies.len()
    );
    for notice in &proposals.notices {
        println!("! {notice}");
    }
}
