//! What the benchmark programs share: a meter of time and memory, and one way
//! to print what was measured.
//!
//! `benches/run.sh` runs everything and writes `benches/RESULTS.md`.

use std::time::Instant;

use rustix::time::{ClockId, clock_gettime};

/// What any benchmark program may fail with.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Measures from its start to [`Meter::report`].
pub struct Meter {
    wall: Instant,
    cpu_s: f64,
}

impl Meter {
    /// Starts to measure.
    #[must_use]
    pub fn start() -> Self {
        Self {
            wall: Instant::now(),
            cpu_s: cpu_seconds(),
        }
    }

    /// Prints one line of JSON: wall time and CPU time (user and system, all
    /// threads) in s since the start, the peak resident memory of the process
    /// in MB, and the given counts and sums.
    ///
    /// # Errors
    /// If the peak memory cannot be read.
    pub fn report(
        &self,
        program: &str,
        facts: impl IntoIterator<Item = (&'static str, serde_json::Value)>,
    ) -> Result<(), Failure> {
        let wall_s = self.wall.elapsed().as_secs_f64();
        let cpu_s = cpu_seconds() - self.cpu_s;
        let mut line = serde_json::Map::new();
        line.insert("program".to_owned(), program.into());
        line.insert("wall_s".to_owned(), wall_s.into());
        line.insert("cpu_s".to_owned(), cpu_s.into());
        line.insert("peak_rss_mb".to_owned(), peak_rss_mb()?.into());
        line.extend(facts.into_iter().map(|(key, fact)| (key.to_owned(), fact)));
        println!("{}", serde_json::Value::Object(line));
        Ok(())
    }
}

/// CPU time of the process so far, all threads, in s. Other load on the
/// machine hardly moves it, unlike wall time.
fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

/// The most memory that the process ever held, in MB (10⁶ bytes).
fn peak_rss_mb() -> Result<f64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let kib: f64 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().strip_suffix("kB"))
        .ok_or("the system does not tell the peak memory (VmHWM)")?
        .trim()
        .parse()?;
    Ok(kib * 1024.0 / 1e6)
}
