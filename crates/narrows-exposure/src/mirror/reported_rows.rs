//! Where rows of reported trade come from.

use narrows_lake::{ReportedTradeReader, ReportedTradeRow, TableFile};

use crate::ExposureError;

/// Rows in the order of a table of reported trade.
pub type RowIterator<'a> = Box<dyn Iterator<Item = Result<ReportedTradeRow, ExposureError>> + 'a>;

/// Reported trade that can be read several times, each time in the order of
/// [`ReportedTradeRow::key`].
pub trait ReportedRows {
    /// Starts to read from the first row.
    ///
    /// # Errors
    /// If the table cannot be opened.
    fn rows(&self) -> Result<RowIterator<'_>, ExposureError>;
}

impl ReportedRows for TableFile {
    fn rows(&self) -> Result<RowIterator<'_>, ExposureError> {
        let reader = ReportedTradeReader::new(self)?;
        Ok(Box::new(reader.map(|row| Ok(row?))))
    }
}

impl ReportedRows for [ReportedTradeRow] {
    fn rows(&self) -> Result<RowIterator<'_>, ExposureError> {
        Ok(Box::new(self.iter().cloned().map(Ok)))
    }
}
