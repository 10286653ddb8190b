//! A document: sections of text, figures and charts, before it is set in a
//! form. The same document becomes HTML, Markdown and terminal text, so that
//! no form can show a number that another hides.

use narrows_core::{Figure, SourceRef, Unit};
use narrows_exposure::ThresholdReading;

use crate::credit::SourceCredit;
use crate::table::Table;

/// A whole document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Title.
    pub title: String,
    /// One line below the title.
    pub subtitle: String,
    /// Sections in order.
    pub sections: Vec<Section>,
    /// Sources that the figures refer to by number.
    pub credits: Vec<SourceCredit>,
}

impl Document {
    /// Whether it holds a figure, so that a reader needs to be told how to read
    /// one.
    #[must_use]
    pub fn has_figures(&self) -> bool {
        self.sections
            .iter()
            .flat_map(|section| &section.blocks)
            .any(|block| matches!(block, Block::Figures(_) | Block::Chart(_)))
    }

    /// Whether a table of it holds a figure in this unit.
    pub(crate) fn has_unit(&self, unit: Unit) -> bool {
        self.sections
            .iter()
            .flat_map(|section| &section.blocks)
            .any(|block| match block {
                Block::Figures(table) => table.rows.iter().any(|row| row.figure.unit() == unit),
                _ => false,
            })
    }

    /// The numbers of a figure's sources, as `1, 3`.
    #[must_use]
    pub fn numbers(&self, sources: &[SourceRef]) -> Vec<usize> {
        sources
            .iter()
            .filter_map(|source| {
                self.credits
                    .iter()
                    .find(|credit| credit.source == *source)
                    .map(|credit| credit.number)
            })
            .collect()
    }
}

/// A section with a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Anchor, unique in the document.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// 2 for a section, 3 for one inside it.
    pub level: u8,
    /// Whether it belongs to the details that a short form leaves out.
    pub detail: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// Sentences to say aloud, each with the anchors of the figures behind it.
    Sentences(Vec<(String, Vec<String>)>),
    /// A list of statements.
    List(Vec<String>),
    /// Rows of text that hold no figure, under a caption.
    Rows(String, Table),
    /// Figures in rows.
    Figures(FigureTable),
    /// A chart; forms without pictures show the figures behind it.
    Chart(Chart),
}

/// Rows of one figure each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FigureTable {
    /// What the table shows.
    pub caption: String,
    /// Names of the label columns.
    pub labels: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<FigureRow>,
}

/// A figure with its labels.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureRow {
    /// Anchor, where sentences point to it.
    pub id: Option<String>,
    /// One text a label column.
    pub labels: Vec<String>,
    /// The figure.
    pub figure: Figure,
    /// How it stands to its threshold.
    pub reading: Option<(f64, ThresholdReading)>,
    /// How probable it is that it lies above, in whole percent.
    pub probability: Option<String>,
}

impl FigureRow {
    /// A row without anchor and threshold.
    #[must_use]
    pub fn new(labels: Vec<String>, figure: Figure) -> Self {
        Self {
            id: None,
            labels,
            figure,
            reading: None,
            probability: None,
        }
    }

    /// The reading as a cell: `above 0.4, p 97 %`; empty without a threshold.
    #[must_use]
    pub fn reading_text(&self) -> String {
        let Some((above, reading)) = self.reading else {
            return String::new();
        };
        match &self.probability {
            Some(probability) => format!(
                "{} {above}, p\u{a0}{}",
                reading.word(),
                // A break between number and sign would be hard to read.
                probability.replace(' ', "\u{a0}")
            ),
            None => format!("{} {above}", reading.word()),
        }
    }

    /// The same row with an anchor.
    #[must_use]
    pub fn at(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

/// A chart's content; [`crate::chart_file`] draws it.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Shares of one importer's suppliers over the years.
    SharesOverTime {
        /// Caption.
        caption: String,
        /// Suppliers and their shares in 0–1; a year without data is left out.
        series: Vec<(String, Vec<YearPoint>)>,
    },
    /// Index figures as points with their intervals.
    Intervals {
        /// Caption.
        caption: String,
        /// Group (the subject), label, value, low, high; all 0–1.
        points: Vec<IntervalPoint>,
    },
    /// Suppliers of several importers as stacked bars.
    WhoSuppliesWhom {
        /// Caption.
        caption: String,
        /// Importer and (supplier, share) parts; what is left of 1 is others.
        bars: Vec<(String, Vec<(String, f64)>)>,
    },
    /// Figures of one unit as bars with their intervals, in the order given.
    RankedBars {
        /// Caption.
        caption: String,
        /// The unit, as written at the axis; at `%` the figures are shares of 1.
        axis: String,
        /// The bars; a bounded figure is an interval without a bar.
        bars: Vec<RankedBar>,
    },
    /// Figures of one unit over the years.
    Lines {
        /// Caption.
        caption: String,
        /// Their unit.
        axis: Unit,
        /// Names and values; a year without data is left out.
        series: Vec<(String, Vec<YearPoint>)>,
    },
    /// Production, imports, exports and what remains, of several economies;
    /// each bar starts where the one before it ended.
    Balances {
        /// Caption.
        caption: String,
        /// Their unit.
        axis: Unit,
        /// The economies in the order given.
        economies: Vec<BalanceBars>,
    },
    /// Figures of one unit, each under two vintages.
    Vintages {
        /// Caption.
        caption: String,
        /// Their unit; figures of 0–1 may be shares and indices together.
        axis: Unit,
        /// Names of the first and the second vintage.
        names: [String; 2],
        /// The figures in the order given.
        pairs: Vec<VintagePair>,
    },
}

/// A figure of one year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct YearPoint {
    /// The year.
    pub year: i32,
    /// The value.
    pub value: f64,
    /// The ends, where known.
    pub ends: Option<(f64, f64)>,
}

impl YearPoint {
    /// The point of a figure; `None` where it has no value.
    #[must_use]
    pub fn of(year: i32, figure: &Figure) -> Option<Self> {
        Some(Self {
            year,
            value: figure.value()?,
            ends: figure.interval().ends(),
        })
    }
}

/// A figure as a chart draws it.
#[derive(Debug, Clone, PartialEq)]
pub struct BarFigure {
    /// The value with its unit, the bounds, or "not available".
    pub text: String,
    /// The value, unless bounded or unavailable.
    pub value: Option<f64>,
    /// The ends, where known.
    pub ends: Option<(f64, f64)>,
}

impl BarFigure {
    /// What a chart draws of a figure.
    #[must_use]
    pub fn of(figure: &Figure) -> Self {
        Self {
            text: figure.value_text(),
            value: figure.value(),
            ends: figure.interval().ends(),
        }
    }
}

/// The balance of one economy.
#[derive(Debug, Clone, PartialEq)]
pub struct BalanceBars {
    /// Its name.
    pub name: String,
    /// What a reader must know of it, one line each, two at most.
    pub remarks: Vec<String>,
    /// Production.
    pub production: BarFigure,
    /// Imports.
    pub imports: BarFigure,
    /// Exports.
    pub exports: BarFigure,
    /// Production + imports − exports; below zero, exports that are not
    /// explained.
    pub remainder: BarFigure,
}

/// A figure under two vintages.
#[derive(Debug, Clone, PartialEq)]
pub struct VintagePair {
    /// What is measured.
    pub label: String,
    /// Under the first vintage.
    pub first: BarFigure,
    /// Under the second.
    pub second: BarFigure,
}

/// A bar with an interval.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedBar {
    /// What is measured.
    pub label: String,
    /// How much.
    pub figure: BarFigure,
}

impl RankedBar {
    /// The bar of a figure.
    #[must_use]
    pub fn of(label: impl Into<String>, figure: &Figure) -> Self {
        Self {
            label: label.into(),
            figure: BarFigure::of(figure),
        }
    }
}

/// A point with an interval.
#[derive(Debug, Clone, PartialEq)]
pub struct IntervalPoint {
    /// The subject, which decides the colour.
    pub group: String,
    /// What is measured.
    pub label: String,
    /// The value, unless bounded.
    pub value: Option<f64>,
    /// The ends, where known.
    pub ends: Option<(f64, f64)>,
}

impl Chart {
    /// The caption.
    #[must_use]
    pub fn caption(&self) -> &str {
        match self {
            Self::SharesOverTime { caption, .. }
            | Self::Intervals { caption, .. }
            | Self::WhoSuppliesWhom { caption, .. }
            | Self::RankedBars { caption, .. }
            | Self::Lines { caption, .. }
            | Self::Balances { caption, .. }
            | Self::Vintages { caption, .. } => caption,
        }
    }
}
