//! What the README shows is what the program prints.

#![allow(clippy::unwrap_used)]

use std::process::Command;

/// Each indented block that starts with `$ narrows …` is the head of that
/// command's output.
#[test]
fn the_readme_s_output_is_real() {
    let readme = include_str!("../../../README.md");
    let home = tempfile::tempdir().unwrap();
    let mut blocks = 0;
    let mut lines = readme.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("    $ narrows ") else {
            continue;
        };
        blocks += 1;
        let output = Command::new(env!("CARGO_BIN_EXE_narrows"))
            .args(command.split_whitespace())
            .env_clear()
            .env("HOME", home.path())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let mut shown = 0;
        for real in text.lines() {
            let Some(next) = lines.peek() else { break };
            if !next.is_empty() && !next.starts_with("    ") {
                break;
            }
            if next.trim() == "…" {
                break;
            }
            assert_eq!(
                next.strip_prefix("    ").unwrap_or(next),
                real,
                "narrows {command}"
            );
            lines.next();
            shown += 1;
        }
        assert!(shown > 10, "narrows {command}: only {shown} lines");
    }
    assert_eq!(blocks, 2);
}
