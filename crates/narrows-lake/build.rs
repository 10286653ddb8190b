//! The embedded data are part of the crate: rebuild when they change.

fn main() {
    println!("cargo::rerun-if-changed=../../data/lake");
}
