//! The comparison of two sources of trade as a document.

use narrows_exposure::FlowComparison;

use crate::credit::SourceCredit;
use crate::document::{
    BarFigure, Block, Chart, Document, FigureRow, FigureTable, Section, VintagePair,
};

/// Lays a comparison out.
#[must_use]
pub fn flow_comparison_document(
    comparison: &FlowComparison,
    credits: Vec<SourceCredit>,
) -> Document {
    let (from, until) = comparison.years;
    let period = if from == until {
        from.to_string()
    } else {
        format!("{from}–{until}")
    };
    let table = |caption: &str, labels: Vec<&'static str>, rows: Vec<FigureRow>| {
        Block::Figures(FigureTable {
            caption: caption.to_owned(),
            labels,
            rows,
        })
    };
    let row =
        |label: String, figure: &narrows_core::Figure| FigureRow::new(vec![label], figure.clone());
    let (first, second) = (&comparison.first, &comparison.second);
    let mut rows = vec![
        row("flows in both".to_owned(), &comparison.in_both),
        row(
            "their value, first source".to_owned(),
            &comparison.value_in_both[0],
        ),
        row(
            "their value, second source".to_owned(),
            &comparison.value_in_both[1],
        ),
    ];
    for (side, source) in ["first", "second"].into_iter().enumerate() {
        rows.push(row(
            format!("flows in the {source} alone"),
            &comparison.in_one[side],
        ));
        rows.push(row(
            "their value".to_owned(),
            &comparison.value_in_one[side],
        ));
    }
    let mut shares: Vec<FigureRow> = comparison
        .agreement
        .iter()
        .map(|(name, figure)| row((*name).to_owned(), figure))
        .collect();
    shares.extend(comparison.ratio_quantiles.iter().map(|(percent, figure)| {
        row(
            format!("second over first, {percent} % of flows below"),
            figure,
        )
    }));
    let mut blocks = vec![
        table("Flows", vec!["what"], rows),
        table("Agreement of flows in both", vec!["what"], shares),
    ];
    if !comparison.largest.is_empty() {
        let rows = comparison
            .largest
            .iter()
            .flat_map(|flow| {
                let labels = |source: &str| {
                    vec![
                        format!("{} {}", flow.year, flow.hs_code),
                        format!("{} to {}", flow.exporter.alpha3(), flow.importer.alpha3()),
                        source.to_owned(),
                    ]
                };
                [
                    FigureRow::new(labels("first"), flow.first.clone()),
                    FigureRow::new(labels("second"), flow.second.clone()),
                ]
            })
            .collect();
        blocks.push(Block::Chart(Chart::Vintages {
            caption: format!(
                "Largest differences, value in kUSD: {first} (first, hollow) and {second} \
                 (second, filled)"
            ),
            axis: narrows_core::Unit::KiloUsd,
            names: ["first".to_owned(), "second".to_owned()],
            pairs: comparison
                .largest
                .iter()
                .map(|flow| VintagePair {
                    label: format!(
                        "{} to {}, {}, {}",
                        flow.exporter.alpha3(),
                        flow.importer.alpha3(),
                        flow.hs_code,
                        flow.year
                    ),
                    first: BarFigure::of(&flow.first),
                    second: BarFigure::of(&flow.second),
                })
                .collect(),
        }));
        blocks.push(table(
            "Largest differences",
            vec!["year, code", "flow", "source"],
            rows,
        ));
    }
    let notes: Vec<String> = [first, second]
        .into_iter()
        .zip(&comparison.codes_in_one)
        .filter(|(_, codes)| !codes.is_empty())
        .map(|(source, codes)| {
            const NAMED: usize = 8;
            let names: Vec<String> = codes.iter().take(NAMED).map(ToString::to_string).collect();
            let more = if codes.len() > NAMED { " …" } else { "" };
            format!(
                "{source} has {} code{} that the other source does not carry in these years, and \
                 which are not compared: {}{more}.",
                codes.len(),
                if codes.len() == 1 { "" } else { "s" },
                names.join(", ")
            )
        })
        .collect();
    if !notes.is_empty() {
        blocks.push(Block::List(notes));
    }
    Document {
        title: format!("{first} beside {second}"),
        subtitle: format!(
            "{}{}, {period}. First: {first}; second: {second}. A flow is a year, a code, an \
             exporter and an importer.",
            comparison.revision,
            comparison
                .hs_code
                .map_or_else(String::new, |code| format!(" {code}")),
        ),
        sections: vec![Section {
            id: "comparison".to_owned(),
            heading: "Flow by flow".to_owned(),
            level: 2,
            detail: false,
            blocks,
        }],
        credits,
    }
}
