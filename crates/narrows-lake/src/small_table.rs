//! Small tables: built column by column, written in one row group.

use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{StringBuilder, StringDictionaryBuilder};
use arrow_array::types::UInt16Type;
use arrow_array::{ArrayRef, Float64Array, Int32Array, RecordBatch};
use arrow_schema::{Field, Schema};

use crate::LakeError;
use crate::parquet_table::write_table;

/// A small table on its way into a Parquet file, column by column.
#[derive(Default)]
pub(crate) struct SmallTable {
    fields: Vec<Field>,
    columns: Vec<ArrayRef>,
}

impl SmallTable {
    fn push(mut self, name: &str, nullable: bool, column: ArrayRef) -> Self {
        self.fields
            .push(Field::new(name, column.data_type().clone(), nullable));
        self.columns.push(column);
        self
    }

    fn dictionary<'a>(
        self,
        name: &str,
        nullable: bool,
        values: impl Iterator<Item = Option<&'a str>>,
    ) -> Result<Self, LakeError> {
        let mut builder = StringDictionaryBuilder::<UInt16Type>::new();
        for value in values {
            match value {
                Some(value) => {
                    builder.append(value).map_err(|_| LakeError::Table {
                        path: name.to_owned(),
                        reason: "more than 65536 different texts in this column, as in no real \
                                 original"
                            .to_owned(),
                    })?;
                }
                None => builder.append_null(),
            }
        }
        Ok(self.push(name, nullable, Arc::new(builder.finish())))
    }

    /// A column of texts that occur again and again.
    pub(crate) fn repeated<'a>(
        self,
        name: &str,
        values: impl Iterator<Item = &'a str>,
    ) -> Result<Self, LakeError> {
        self.dictionary(name, false, values.map(Some))
    }

    /// The same, where some may be missing.
    pub(crate) fn repeated_or_null<'a>(
        self,
        name: &str,
        values: impl Iterator<Item = Option<&'a str>>,
    ) -> Result<Self, LakeError> {
        self.dictionary(name, true, values)
    }

    fn strings<'a>(
        self,
        name: &str,
        nullable: bool,
        values: impl Iterator<Item = Option<&'a str>>,
    ) -> Result<Self, LakeError> {
        let mut builder = StringBuilder::new();
        for value in values {
            let length = builder.values_slice().len() + value.map_or(0, str::len);
            if i32::try_from(length).is_err() {
                return Err(LakeError::Table {
                    path: name.to_owned(),
                    reason: "more than 2 GiB of text in this column, as in no real original"
                        .to_owned(),
                });
            }
            builder.append_option(value);
        }
        Ok(self.push(name, nullable, Arc::new(builder.finish())))
    }

    /// A column of free text.
    pub(crate) fn text<'a>(
        self,
        name: &str,
        values: impl Iterator<Item = &'a str>,
    ) -> Result<Self, LakeError> {
        self.strings(name, false, values.map(Some))
    }

    /// The same, where some may be missing.
    pub(crate) fn text_or_null<'a>(
        self,
        name: &str,
        values: impl Iterator<Item = Option<&'a str>>,
    ) -> Result<Self, LakeError> {
        self.strings(name, true, values)
    }

    /// A column of whole numbers.
    pub(crate) fn integers(self, name: &str, values: impl Iterator<Item = i32>) -> Self {
        let column = Int32Array::from_iter_values(values);
        self.push(name, false, Arc::new(column))
    }

    /// The same, where some may be missing.
    pub(crate) fn integers_or_null(
        self,
        name: &str,
        values: impl Iterator<Item = Option<i32>>,
    ) -> Self {
        let column: Int32Array = values.collect();
        self.push(name, true, Arc::new(column))
    }

    /// A column of numbers.
    pub(crate) fn numbers(self, name: &str, values: impl Iterator<Item = f64>) -> Self {
        let column = Float64Array::from_iter_values(values);
        self.push(name, false, Arc::new(column))
    }

    /// The same, where some may be missing.
    pub(crate) fn numbers_or_null(
        self,
        name: &str,
        values: impl Iterator<Item = Option<f64>>,
    ) -> Self {
        let column: Float64Array = values.collect();
        self.push(name, true, Arc::new(column))
    }

    /// Writes the file.
    pub(crate) fn write(self, path: &Path) -> Result<(), LakeError> {
        let schema = Arc::new(Schema::new(self.fields));
        let batch = RecordBatch::try_new(schema.clone(), self.columns).map_err(|error| {
            LakeError::Table {
                path: path.display().to_string(),
                reason: error.to_string(),
            }
        })?;
        write_table(path, &schema, &batch)
    }
}
