//! What the benchmark programs of screening measure of their own process.

use std::io::{Error, ErrorKind};

/// CPU time of the process so far, user and system, all threads, in s. Linux
/// counts it in hundredths.
pub fn cpu_seconds() -> Result<f64, Error> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let unknown = || Error::new(ErrorKind::InvalidData, "/proc/self/stat has another form");
    // The name of the program stands in brackets and may hold anything.
    let fields: Vec<&str> = stat
        .rsplit_once(')')
        .ok_or_else(unknown)?
        .1
        .split_whitespace()
        .collect();
    let ticks = |at: usize| -> Result<f64, Error> {
        fields
            .get(at)
            .and_then(|text| text.parse().ok())
            .ok_or_else(unknown)
    };
    Ok((ticks(11)? + ticks(12)?) / 100.0)
}

fn status_mb(field: &str) -> Result<f64, Error> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let kib: f64 = status
        .lines()
        .find_map(|line| line.strip_prefix(field))
        .and_then(|rest| rest.trim().strip_suffix("kB")?.trim().parse().ok())
        .ok_or_else(|| Error::new(ErrorKind::InvalidData, "/proc/self/status has another form"))?;
    Ok(kib * 1024.0 / 1e6)
}

/// The memory that the process holds now, in MB (10⁶ bytes).
pub fn resident_mb() -> Result<f64, Error> {
    status_mb("VmRSS:")
}

/// The most memory that the process ever held, in MB.
pub fn peak_mb() -> Result<f64, Error> {
    status_mb("VmHWM:")
}

/// The value that a share of the sorted values does not exceed; 0 of none.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
pub fn percentile(sorted: &[f64], share: f64) -> f64 {
    let at = (sorted.len() as f64 * share) as usize;
    sorted
        .get(at.min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}
