//! The shipped record is part of the crate: rebuild when it changes.

fn main() {
    println!("cargo::rerun-if-changed=../../data/record");
}
