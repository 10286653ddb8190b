//! Sorting rows in constant memory: sorted runs on disk, then one merge.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::PathBuf;

use crate::LakeError;

/// What can be sorted: a row of a fixed size, in an order of its own.
pub(crate) trait RunRecord: Copy {
    /// Tells any two rows apart.
    type Order: Ord;
    /// Bytes of a row in a run.
    const BYTES: usize;

    fn order(&self) -> Self::Order;
    /// Fills `bytes`, which are [`Self::BYTES`] long.
    fn write_to(&self, bytes: &mut [u8]);
    fn read_from(bytes: &[u8]) -> Self;
}

/// A trade row as it travels through the sort.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RunRow {
    /// Year, code, importer and exporter, packed so that their order is the
    /// number's order.
    pub(crate) key: u64,
    pub(crate) value_kusd: f64,
    /// NaN where not reported.
    pub(crate) quantity_t: f64,
    /// Which file, and which line in it: tells equal keys apart in messages.
    pub(crate) file: u32,
    pub(crate) line: u64,
}

impl RunRecord for RunRow {
    type Order = (u64, u32, u64);
    const BYTES: usize = 36;

    fn write_to(&self, bytes: &mut [u8]) {
        bytes[0..8].copy_from_slice(&self.key.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.value_kusd.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.quantity_t.to_le_bytes());
        bytes[24..32].copy_from_slice(&self.line.to_le_bytes());
        bytes[32..36].copy_from_slice(&self.file.to_le_bytes());
    }

    fn read_from(bytes: &[u8]) -> Self {
        let eight = |at: usize| {
            let mut part = [0; 8];
            part.copy_from_slice(&bytes[at..at + 8]);
            part
        };
        let mut file = [0; 4];
        file.copy_from_slice(&bytes[32..36]);
        Self {
            key: u64::from_le_bytes(eight(0)),
            value_kusd: f64::from_le_bytes(eight(8)),
            quantity_t: f64::from_le_bytes(eight(16)),
            line: u64::from_le_bytes(eight(24)),
            file: u32::from_le_bytes(file),
        }
    }

    fn order(&self) -> (u64, u32, u64) {
        (self.key, self.file, self.line)
    }
}

/// Takes rows in any order, gives them back sorted.
pub(crate) struct SortedRuns<R = RunRow> {
    folder: PathBuf,
    buffer: Vec<R>,
    capacity: usize,
    runs: Vec<PathBuf>,
}

/// Rows held in memory: 40 bytes each, so 80 MB.
pub(crate) const ROWS_IN_MEMORY: usize = 2_000_000;

impl<R: RunRecord> SortedRuns<R> {
    pub(crate) fn new(folder: PathBuf, capacity: usize) -> Self {
        Self {
            folder,
            buffer: Vec::new(),
            capacity: capacity.max(1),
            runs: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, row: R) -> Result<(), LakeError> {
        self.buffer.push(row);
        if self.buffer.len() >= self.capacity {
            self.spill()?;
        }
        Ok(())
    }

    fn spill(&mut self) -> Result<(), LakeError> {
        self.buffer.sort_unstable_by_key(R::order);
        let path = self.folder.join(format!("run-{}", self.runs.len()));
        let file = File::create(&path).map_err(LakeError::io(&path, "create"))?;
        let mut writer = BufWriter::with_capacity(1 << 20, file);
        let mut bytes = vec![0; R::BYTES];
        for row in self.buffer.drain(..) {
            row.write_to(&mut bytes);
            writer
                .write_all(&bytes)
                .map_err(LakeError::io(&path, "write"))?;
        }
        writer.flush().map_err(LakeError::io(&path, "write"))?;
        self.runs.push(path);
        Ok(())
    }

    /// Hands every row to `each`, in order.
    pub(crate) fn drain_sorted(
        mut self,
        mut each: impl FnMut(R) -> Result<(), LakeError>,
    ) -> Result<(), LakeError> {
        if self.runs.is_empty() {
            self.buffer.sort_unstable_by_key(R::order);
            return self.buffer.into_iter().try_for_each(each);
        }
        if !self.buffer.is_empty() {
            self.spill()?;
        }
        self.buffer = Vec::new();
        let mut readers = self
            .runs
            .iter()
            .map(|path| {
                File::open(path)
                    .map(|file| BufReader::with_capacity(1 << 18, file))
                    .map_err(LakeError::io(path, "open"))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut heap = BinaryHeap::new();
        let mut heads: Vec<Option<R>> = vec![None; readers.len()];
        for (run, reader) in readers.iter_mut().enumerate() {
            heads[run] = next_row(reader, &self.runs[run])?;
            if let Some(row) = heads[run] {
                heap.push(Reverse((row.order(), run)));
            }
        }
        while let Some(Reverse((_, run))) = heap.pop() {
            if let Some(row) = heads[run].take() {
                each(row)?;
            }
            heads[run] = next_row(&mut readers[run], &self.runs[run])?;
            if let Some(row) = heads[run] {
                heap.push(Reverse((row.order(), run)));
            }
        }
        Ok(())
    }
}

fn next_row<R: RunRecord>(
    reader: &mut BufReader<File>,
    path: &std::path::Path,
) -> Result<Option<R>, LakeError> {
    let mut bytes = vec![0; R::BYTES];
    match reader.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(R::read_from(&bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(LakeError::io(path, "read")(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// However small the memory, every row comes back once, in order.
        #[test]
        fn rows_come_back_sorted(keys in prop::collection::vec(0_u64..50, 0..200), capacity in 1_usize..40) {
            let folder = tempfile::tempdir().unwrap();
            let mut runs = SortedRuns::new(folder.path().to_owned(), capacity);
            for (line, key) in keys.iter().enumerate() {
                let row = RunRow { key: *key, value_kusd: *key as f64, quantity_t: f64::NAN, file: 0, line: line as u64 };
                runs.push(row).unwrap();
            }
            let mut out = Vec::new();
            runs.drain_sorted(|row| { out.push((row.key, row.line)); Ok(()) }).unwrap();
            let mut expected: Vec<(u64, u64)> = keys.iter().enumerate().map(|(line, key)| (*key, line as u64)).collect();
            expected.sort_unstable();
            prop_assert_eq!(out, expected);
        }
    }
}
