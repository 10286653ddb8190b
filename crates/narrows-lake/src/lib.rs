//! The lake: real data as plain Parquet, with the sources they came from.
//!
//! A *source* (`baci-hs92`, `usgs-mcs`, `wgi` …) has *vintages*, and a vintage
//! has tables. An import lands whole or not at all and is recorded in the
//! manifest; rows that cannot be used go to a quarantine file, never out of
//! sight. A [`Lake`] reads two layers as one: what the user imported, and the
//! default data carried inside the program.
//!
//! This crate reads and writes tables. It computes no indicator.
//!
//! ```
//! use narrows_lake::{Lake, TableKind};
//!
//! let lake = Lake::embedded();
//! let baci = lake.current("baci-hs92").expect("inside the program");
//! assert!(baci.table(TableKind::Trade).is_some());
//! ```

mod archive;
mod biff;
mod csv_text;
mod delimited_rows;
mod derived;
mod embedded;
mod error;
mod export;
mod importers;
mod labels;
mod lake;
mod landing;
mod line_text;
mod manifest;
mod national_trade_table;
mod parquet_table;
mod pinned;
mod progress;
mod quarantine;
mod recipe;
mod reported_trade_table;
mod small_table;
mod sorted_runs;
mod sorted_table;
mod text;
mod trade_period;
mod trade_table;
mod verify;
mod workbook;

pub use archive::Limits;
pub use derived::derive_trade;
pub use error::LakeError;
pub use export::{ExportFormat, export};
pub use importers::{ImportRequest, ImportSummary, Importer, import, shipped_mappings};
pub use lake::{Lake, LakeVintage, Layer};
pub use manifest::{Manifest, Original, TableEntry, TableKind, VintageEntry};
pub use national_trade_table::{
    NationalCode, NationalTradeRow, NationalTradeTableWriter, TradeFlow,
    for_each_national_trade_row, national_trade_schema, read_national_trade,
};
pub use parquet_table::{TableFile, parquet_bytes, read_columns};
pub use progress::{NoProgress, Progress, ProgressUnit};
pub use quarantine::{Rejection, RejectionSummary};
pub use recipe::{Recipe, RecipeStep};
pub use reported_trade_table::{
    ReportedBy, ReportedFlow, ReportedTradeKey, ReportedTradeReader, ReportedTradeRow,
    ReportedTradeWriter, reported_trade_schema,
};
pub use trade_period::TradePeriod;
pub use trade_table::{
    KnownFrom, MIRROR_COLUMNS, MirrorRange, TradeRow, TradeTableWriter, trade_schema,
    trade_schema_with_mirrors,
};
pub use verify::{Finding, verify};

/// Entry points for fuzzing the readers of foreign files; no part of the
/// public face.
#[doc(hidden)]
pub mod fuzzing {
    pub use crate::importers::{fuzz_import, fuzz_mapping};
}
