//! Where results go: standard output, or files that are written whole.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::Path;

use crate::failure::Failure;

/// Writes to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

/// Refuses a terminal, which cannot show bytes that are no text.
pub(crate) fn refuse_terminal(what: &str) -> Result<(), Failure> {
    if std::io::stdout().is_terminal() {
        return Err(Failure::Usage(format!(
            "{what} is no text: name a file with --out, or send it into a file or pipe"
        )));
    }
    Ok(())
}

/// Writes bytes to standard output.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(Failure::Output)
}

/// Writes a file aside and moves it into place.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::Failed(format!("{}: cannot be written: {error}", path.display()))
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut aside = path.as_os_str().to_owned();
    aside.push(".new");
    fs::write(&aside, bytes).map_err(failed)?;
    fs::rename(&aside, path).map_err(failed)
}

/// The width to set text in: what was asked for, the terminal's, or 80.
pub(crate) fn width(asked: Option<usize>) -> usize {
    asked
        .or_else(|| {
            std::io::stdout()
                .is_terminal()
                .then(|| std::env::var("COLUMNS").ok()?.parse().ok())
                .flatten()
        })
        .unwrap_or(80)
}
