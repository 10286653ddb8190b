//! Composes what narrows knows into one briefing.
//!
//! [`compose`] gathers exposures into a [`Brief`]; [`document`] lays a brief or
//! an exposure out as sections; the renderers ([`to_html`], [`to_terminal`],
//! [`to_markdown`], [`to_json`]) set it. Nothing here computes an indicator:
//! every number comes as a [`narrows_core::Figure`] from the rooms to the left.
//!
//! ```
//! use narrows_brief::{BriefRequest, compose, forums, to_markdown, brief_document};
//! use narrows_lake::Lake;
//! use narrows_record::{Index, RecordSet};
//!
//! let lake = Lake::embedded();
//! let record = Index::in_memory(&RecordSet::shipped()?)?;
//! let request = BriefRequest::for_forum(&forums()?[..], "jucip")?;
//! let brief = compose(&lake, &record, &request)?;
//! let page = to_markdown(&brief_document(&brief));
//! assert!(page.contains("gallium"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod brief_document;
mod chart;
mod chart_file;
mod chart_picture;
mod coalition_document;
mod comparison_document;
mod compose;
mod concordance_document;
mod credit;
mod document;
mod error;
mod explanation_document;
mod exposure_charts;
mod exposure_document;
mod flow_comparison_document;
mod forum;
mod good_sections;
mod html;
mod json;
mod markdown;
mod origin_document;
mod promises;
mod ranking_document;
mod record_document;
mod record_progress;
mod sentence;
mod supply_risk_section;
mod table;
mod table_widths;
mod terminal;
mod trend_document;
mod unmixing_document;

pub use brief_document::brief_document;
pub use chart_file::chart_file;
pub use chart_picture::chart_picture;
pub use coalition_document::coalition_document;
pub use comparison_document::comparison_document;
pub use compose::{Brief, BriefRequest, GoodBrief, compose};
pub use concordance_document::concordance_document;
pub use credit::{SourceCredit, credits};
pub use document::{
    BalanceBars, BarFigure, Block, Chart, Document, FigureRow, FigureTable, IntervalPoint,
    RankedBar, Section, VintagePair, YearPoint,
};
pub use error::BriefError;
pub use explanation_document::{explanation_document, explanation_sources};
pub use exposure_document::exposure_document;
pub use flow_comparison_document::flow_comparison_document;
pub use forum::forums;
pub use html::to_html;
pub use json::{brief_schema, to_json};
pub use markdown::to_markdown;
pub use origin_document::{balance_document, network_document, origin_document};
pub use promises::{Promise, PromisedIndicator, Promises};
pub use ranking_document::ranking_document;
pub use record_document::{
    ask_document, disputes_document, due_document, next_document, progress_document,
    score_document, show_document, timeline_document, who_document,
};
pub use record_progress::{
    CommitmentProgress, IndicatorProgress, StageProgress, Verdict, commitment_progress,
};
pub use sentence::Sentence;
pub use table::{Align, Column, Table};
pub use terminal::{Extent, to_terminal};
pub use trend_document::trend_document;
pub use unmixing_document::unmixing_document;
