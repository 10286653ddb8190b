//! The file half of every table whose rows come sorted: one order check, one
//! way to begin a row group, constant memory.

use std::fmt::Debug;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::Schema;
use parquet::arrow::ArrowWriter;

use crate::LakeError;
use crate::parquet_table::writer_properties;

/// Rows after which a row group ends at the next market (year and code).
const ROW_GROUP_TARGET: usize = 256 * 1024;
/// Rows at which a row group ends even inside a market.
const ROW_GROUP_LIMIT: usize = 1024 * 1024;

/// Whether a row group that has so many rows ends before a row of this or of a
/// new market.
pub(crate) fn market_ends_group(new_market: bool, group_rows: usize) -> bool {
    (new_market && group_rows >= ROW_GROUP_TARGET) || group_rows >= ROW_GROUP_LIMIT
}

/// Columns that take rows until they are written.
pub(crate) trait TableColumns {
    /// Rows taken since the columns were last handed over.
    fn rows(&self) -> usize;
    /// The columns of these rows; empty afterwards.
    fn take(&mut self) -> Vec<ArrayRef>;
}

/// Writes columns whose rows come in the order of their keys, each key once.
pub(crate) struct SortedTable<K, C> {
    path: PathBuf,
    schema: Arc<Schema>,
    writer: ArrowWriter<File>,
    columns: C,
    batch_rows: usize,
    group_rows: usize,
    last: Option<K>,
}

impl<K: Ord + Copy + Debug, C: TableColumns> SortedTable<K, C> {
    /// Creates the file; `batch_rows` are handed to the Parquet writer at a time.
    pub(crate) fn create(
        path: &Path,
        schema: Arc<Schema>,
        columns: C,
        batch_rows: usize,
    ) -> Result<Self, LakeError> {
        let file = File::create(path).map_err(LakeError::io(path, "create"))?;
        let writer = ArrowWriter::try_new(file, schema.clone(), Some(writer_properties()))
            .map_err(LakeError::parquet(path.display().to_string()))?;
        Ok(Self {
            path: path.to_owned(),
            schema,
            writer,
            columns,
            batch_rows,
            group_rows: 0,
            last: None,
        })
    }

    /// Takes a row of this key. `ends_group` is told the key before and the rows
    /// of the row group, and says whether the group ends before the row.
    pub(crate) fn push(
        &mut self,
        key: K,
        ends_group: impl FnOnce(&K, usize) -> bool,
        append: impl FnOnce(&mut C),
    ) -> Result<(), LakeError> {
        if let Some(last) = self.last {
            if last >= key {
                return Err(LakeError::Table {
                    path: self.path.display().to_string(),
                    reason: format!("row {key:?} does not come after {last:?}"),
                });
            }
            if ends_group(&last, self.group_rows) {
                self.write_batch()?;
                self.writer.flush().map_err(self.parquet())?;
                self.group_rows = 0;
            }
        }
        self.last = Some(key);
        append(&mut self.columns);
        self.group_rows += 1;
        if self.columns.rows() >= self.batch_rows {
            self.write_batch()?;
        }
        Ok(())
    }

    fn parquet(&self) -> impl FnOnce(parquet::errors::ParquetError) -> LakeError + use<K, C> {
        LakeError::parquet(self.path.display().to_string())
    }

    fn write_batch(&mut self) -> Result<(), LakeError> {
        if self.columns.rows() == 0 {
            return Ok(());
        }
        let batch =
            RecordBatch::try_new(self.schema.clone(), self.columns.take()).map_err(|error| {
                LakeError::Table {
                    path: self.path.display().to_string(),
                    reason: error.to_string(),
                }
            })?;
        let parquet = self.parquet();
        self.writer.write(&batch).map_err(parquet)
    }

    /// Writes the rest and closes the file.
    pub(crate) fn finish(mut self) -> Result<(), LakeError> {
        self.write_batch()?;
        let parquet = self.parquet();
        self.writer.close().map_err(parquet)?;
        Ok(())
    }
}
