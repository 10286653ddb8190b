//! Parquet files of the lake: one way to write them, one way to read them,
//! whether they lie on disk or inside the program.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::Result as ParquetResult;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use parquet::file::reader::{ChunkReader, Length};

use crate::LakeError;

#[derive(Clone)]
enum Bytestore {
    Disk(Arc<File>),
    Memory(Bytes),
}

impl Length for Bytestore {
    fn len(&self) -> u64 {
        match self {
            Self::Disk(file) => file.len(),
            Self::Memory(bytes) => bytes.len() as u64,
        }
    }
}

impl ChunkReader for Bytestore {
    type T = Box<dyn Read>;

    fn get_read(&self, start: u64) -> ParquetResult<Self::T> {
        Ok(match self {
            Self::Disk(file) => Box::new(ReadFrom {
                file: file.clone(),
                position: start,
            }),
            Self::Memory(bytes) => Box::new(bytes.get_read(start)?),
        })
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<Bytes> {
        match self {
            Self::Disk(file) => {
                let mut reader = ReadFrom {
                    file: file.clone(),
                    position: start,
                };
                let mut bytes = vec![0; length];
                reader.read_exact(&mut bytes)?;
                Ok(bytes.into())
            }
            Self::Memory(bytes) => bytes.get_bytes(start, length),
        }
    }
}

/// Reads on from a place of its own. Workers share one open file, and a cursor
/// shared among them would hand each the bytes of another.
struct ReadFrom {
    file: Arc<File>,
    position: u64,
}

impl Read for ReadFrom {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = read_at(&self.file, buffer, self.position)?;
        self.position += count as u64;
        Ok(count)
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], position: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, position)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], position: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, position)
}

/// An open Parquet table. Cheap to clone; its footer is read once.
#[derive(Clone)]
pub struct TableFile {
    name: String,
    store: Bytestore,
    metadata: ArrowReaderMetadata,
}

impl TableFile {
    /// Opens a file on disk.
    ///
    /// # Errors
    /// If it cannot be read or is no Parquet file.
    pub fn open(path: &Path) -> Result<Self, LakeError> {
        let file = File::open(path).map_err(LakeError::io(path, "open"))?;
        Self::new(path.display().to_string(), Bytestore::Disk(Arc::new(file)))
    }

    pub(crate) fn from_bytes(name: String, bytes: Bytes) -> Self {
        // The embedded files are verified when the data are built; one that
        // cannot be read is a broken build, and reading it again says so.
        Self::new(name.clone(), Bytestore::Memory(bytes))
            .unwrap_or_else(|error| panic!("{name}: the embedded data are broken: {error}"))
    }

    fn new(name: String, store: Bytestore) -> Result<Self, LakeError> {
        let metadata = ArrowReaderMetadata::load(&store, ArrowReaderOptions::new())
            .map_err(LakeError::parquet(&name))?;
        Ok(Self {
            name,
            store,
            metadata,
        })
    }

    /// The file's name, for messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The footer: row groups, their sizes and statistics.
    #[must_use]
    pub fn metadata(&self) -> &ParquetMetaData {
        self.metadata.metadata()
    }

    /// The columns.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        self.metadata.schema()
    }

    /// How many rows it has.
    ///
    /// # Errors
    /// If the footer holds a negative count.
    pub fn row_count(&self) -> Result<u64, LakeError> {
        u64::try_from(self.metadata().file_metadata().num_rows()).map_err(|_| LakeError::Table {
            path: self.name.clone(),
            reason: "its footer counts a negative number of rows".to_owned(),
        })
    }

    /// A reader over some row groups and columns, in the order of the file.
    /// A table may hold more columns than are asked for, in any order.
    ///
    /// # Errors
    /// If a column is missing or the file is damaged.
    pub fn read(
        &self,
        row_groups: Vec<usize>,
        columns: &[&str],
        batch_rows: usize,
    ) -> Result<impl Iterator<Item = Result<RecordBatch, LakeError>> + use<>, LakeError> {
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(
            self.store.clone(),
            self.metadata.clone(),
        );
        for column in columns {
            if self.schema().column_with_name(column).is_none() {
                return Err(LakeError::Table {
                    path: self.name.clone(),
                    reason: format!("it has no column {column:?}"),
                });
            }
        }
        let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
        let name = self.name.clone();
        let reader = builder
            .with_projection(mask)
            .with_row_groups(row_groups)
            .with_batch_size(batch_rows)
            .build()
            .map_err(LakeError::parquet(&name))?;
        Ok(reader.map(move |batch| {
            batch.map_err(|error| LakeError::Parquet {
                path: name.clone(),
                source: parquet::errors::ParquetError::ArrowError(error.to_string()),
            })
        }))
    }
}

/// Reads whole columns of a small table, all row groups, as batches.
///
/// # Errors
/// If a column is missing or the file is damaged.
pub fn read_columns(table: &TableFile, columns: &[&str]) -> Result<Vec<RecordBatch>, LakeError> {
    let groups = (0..table.metadata().num_row_groups()).collect();
    table.read(groups, columns, 8192)?.collect()
}

/// Copies a table byte for byte.
pub(crate) fn copy_table(table: &TableFile, path: &Path) -> Result<(), LakeError> {
    let mut reader = table
        .store
        .get_read(0)
        .map_err(LakeError::parquet(&table.name))?
        .take(table.store.len());
    let mut file = File::create(path).map_err(LakeError::io(path, "create"))?;
    std::io::copy(&mut reader, &mut file).map_err(LakeError::io(path, "write"))?;
    file.sync_all().map_err(LakeError::io(path, "write"))
}

/// Writer properties of every table: what DuckDB, Polars and pandas read
/// without options, with statistics on each column chunk for pruning.
pub(crate) fn writer_properties() -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(
            ZstdLevel::try_new(ZSTD_LEVEL).unwrap_or_default(),
        ))
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_created_by("narrows".to_owned())
        .set_max_row_group_row_count(None)
        .build()
}

/// Level 3 reads as fast as any and is within a few percent of the smallest
/// size on these tables.
const ZSTD_LEVEL: i32 = 3;

/// Writes one small table in one row group and closes it.
pub(crate) fn write_table(
    path: &Path,
    schema: &Arc<Schema>,
    batch: &RecordBatch,
) -> Result<(), LakeError> {
    let file = File::create(path).map_err(LakeError::io(path, "create"))?;
    let named = || path.display().to_string();
    let mut writer = ArrowWriter::try_new(file, schema.clone(), Some(writer_properties()))
        .map_err(LakeError::parquet(named()))?;
    writer.write(batch).map_err(LakeError::parquet(named()))?;
    writer.close().map_err(LakeError::parquet(named()))?;
    Ok(())
}

/// A batch as the bytes of a Parquet file, with the lake's properties.
///
/// # Errors
/// If the writer fails.
pub fn parquet_bytes(batch: &RecordBatch) -> Result<Vec<u8>, LakeError> {
    let failed = || LakeError::parquet("(in memory)");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(writer_properties()))
        .map_err(failed())?;
    writer.write(batch).map_err(failed())?;
    writer.close().map_err(failed())?;
    Ok(bytes)
}
