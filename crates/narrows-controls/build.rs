//! Builds anew when the embedded lists change.
fn main() {
    println!("cargo::rerun-if-changed=../../data/lists");
}
