//! How far an import is. The library never prints: the face decides.

/// Receives progress; all methods may be called often.
pub trait Progress: Sync {
    /// A step begins; `total` is its size in `unit`s, where it is known.
    fn start(&self, step: &str, total: Option<u64>, unit: ProgressUnit);
    /// So much more of the step is done.
    fn advance(&self, amount: u64);
    /// The step is over.
    fn finish(&self);
}

/// What a step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgressUnit {
    /// Bytes of the original.
    Bytes,
    /// Rows of a table.
    Rows,
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn start(&self, _: &str, _: Option<u64>, _: ProgressUnit) {}
    fn advance(&self, _: u64) {}
    fn finish(&self) {}
}
