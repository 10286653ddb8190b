//! Explanations of a panel laid out as a document.

use narrows_core::{Coverage, Figure, Interval, SourceRef, Unit};
use narrows_exposure::{Explanation, ExposureExplanation, InputRow};

use crate::credit::SourceCredit;
use crate::document::{
    Block, Chart, Document, FigureRow, FigureTable, RankedBar, Section, YearPoint,
};

/// Rows shown before the rest is left to CSV and JSON.
const SHOWN: usize = 12;

/// Explanations as a document, one section an indicator.
#[must_use]
pub fn explanation_document(
    explained: &ExposureExplanation,
    credits: Vec<SourceCredit>,
) -> Document {
    Document {
        title: format!(
            "{}: how the figures on {}, {}, come about",
            explained.subject_name, explained.material_name, explained.year
        ),
        subtitle: "Each formula, the formula with its numbers, and its inputs row by row."
            .to_owned(),
        sections: explained
            .explanations
            .iter()
            .map(|explanation| Section {
                id: format!("{}-{}", explanation.indicator, explanation.stage).replace(' ', "-"),
                heading: format!("{}, {}", explanation.name, explanation.stage),
                level: 2,
                detail: false,
                blocks: blocks(explanation),
            })
            .collect(),
        credits,
    }
}

/// Every source behind the explanations.
#[must_use]
pub fn explanation_sources(explained: &ExposureExplanation) -> Vec<SourceRef> {
    explained
        .explanations
        .iter()
        .flat_map(|explanation| {
            explanation
                .inputs
                .iter()
                .flat_map(|row| row.figures.iter().map(|(_, figure)| figure))
                .chain(explanation.steps.iter().map(|(_, figure)| figure))
                .chain(std::iter::once(&explanation.result))
        })
        .flat_map(|figure| figure.sources().iter().cloned())
        .collect()
}

fn blocks(explanation: &Explanation) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(format!("Method: {}.", explanation.method))];
    if !explanation.formula.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "Formula: {}",
            explanation.formula
        )));
    }
    if !explanation.filled_in.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "With numbers: {}",
            explanation.filled_in
        )));
    }
    if !explanation.note.is_empty() {
        blocks.push(Block::Paragraph(format!("{}.", explanation.note)));
    }
    blocks.extend(chart(explanation).map(Block::Chart));
    if !explanation.inputs.is_empty() {
        blocks.push(Block::Figures(inputs_table(&explanation.inputs)));
        let rest = explanation.inputs.len().saturating_sub(SHOWN);
        if rest > 0 {
            blocks.push(Block::Paragraph(format!(
                "And {rest} more rows: in the csv and json forms."
            )));
        }
    }
    let mut result = FigureTable {
        caption: String::new(),
        labels: vec!["result"],
        rows: explanation
            .steps
            .iter()
            .map(|(label, figure)| FigureRow::new(vec![label.clone()], figure.clone()))
            .collect(),
    };
    result.rows.push(FigureRow::new(
        vec![explanation.name.to_owned()],
        explanation.result.clone(),
    ));
    blocks.push(Block::Figures(result));
    blocks
}

/// What each input contributes. An input has no interval of its own where it is
/// a reported number; the result has, and closes the chart.
fn chart(explanation: &Explanation) -> Option<Chart> {
    let result = &explanation.result;
    let terms: Vec<(&str, &'static str, &Figure)> = explanation
        .inputs
        .iter()
        .filter_map(|row| {
            let (column, term) = row.figures.last()?;
            Some((row.label.as_str(), *column, term))
        })
        .collect();
    let same_kind =
        |of: &(&str, &'static str, &Figure)| (of.1, of.2.unit()) == (terms[0].1, terms[0].2.unit());
    match terms.first() {
        None => drawn(result).then(|| {
            let what = "the result alone is known";
            bars(
                explanation,
                what,
                result.unit(),
                vec![closing(explanation, "result")],
            )
        }),
        Some((.., term)) if term.unit() == Unit::Count => years(explanation),
        Some((_, column, term)) if terms.iter().all(same_kind) => {
            contributions(explanation, column, term.unit(), terms)
        }
        // Parts of several units: those of the result's own.
        Some(_) => {
            let mut parts: Vec<RankedBar> = terms
                .iter()
                .filter(|(.., term)| term.unit() == result.unit() && drawn(term))
                .map(|(label, _, term)| RankedBar::of(*label, term))
                .collect();
            if parts.is_empty() {
                return None;
            }
            parts.push(closing(explanation, "result"));
            let what = "the parts that have the result's unit";
            Some(bars(explanation, what, result.unit(), parts))
        }
    }
}

fn drawn(figure: &Figure) -> bool {
    figure.value().is_some() || figure.interval().ends().is_some()
}

/// Terms of one column, and the result below them where it is their sum.
fn contributions(
    explanation: &Explanation,
    column: &str,
    unit: Unit,
    mut terms: Vec<(&str, &'static str, &Figure)>,
) -> Option<Chart> {
    if !terms.iter().any(|(.., term)| drawn(term)) {
        return None;
    }
    let of = |figure: &Figure| figure.value().unwrap_or(0.0);
    let sum: f64 = terms.iter().map(|(.., term)| of(term)).sum();
    let result = &explanation.result;
    let sums_up = result.unit() == unit
        && result
            .value()
            .is_some_and(|value| (value - sum).abs() <= 1e-6 * value.abs());
    if terms.len() > SHOWN {
        // Stable: equal terms keep the order of the table.
        terms.sort_by(|a, b| of(b.2).total_cmp(&of(a.2)));
    }
    let mut parts: Vec<RankedBar> = terms
        .iter()
        .take(SHOWN)
        .map(|(label, _, term)| RankedBar::of(*label, term))
        .collect();
    let rest = terms.get(SHOWN..).unwrap_or_default();
    if !rest.is_empty() {
        parts.push(together(rest, unit));
    }
    if sums_up {
        parts.push(closing(explanation, "their sum"));
    }
    Some(bars(
        explanation,
        &format!("{column} of each input"),
        unit,
        parts,
    ))
}

/// The terms that have no bar of their own, as one; those that are not known
/// are no zeros and are counted in its label.
fn together(rest: &[(&str, &'static str, &Figure)], unit: Unit) -> RankedBar {
    let known: Vec<f64> = rest.iter().filter_map(|(.., term)| term.value()).collect();
    let mut label = format!("{} more together", known.len());
    if known.len() < rest.len() {
        label.push_str(&format!(", {} not known", rest.len() - known.len()));
    }
    let sum = Figure::estimated(
        known.iter().sum(),
        unit,
        "the rows that have no bar",
        Interval::unknown("a sum of inputs"),
        Coverage::unknown("a sum of inputs"),
        [],
    );
    RankedBar::of(label, &sum)
}

fn closing(explanation: &Explanation, what: &str) -> RankedBar {
    RankedBar::of(format!("{}: {what}", explanation.name), &explanation.result)
}

fn bars(explanation: &Explanation, what: &str, unit: Unit, bars: Vec<RankedBar>) -> Chart {
    Chart::RankedBars {
        caption: format!("{}: {what}. {}", heading(explanation), result(explanation)),
        axis: match unit {
            Unit::Share | Unit::Index01 => "of 1".to_owned(),
            Unit::Ratio => "(a ratio)".to_owned(),
            unit => unit.to_string(),
        },
        bars,
    }
}

fn heading(explanation: &Explanation) -> String {
    format!("{}, {}", explanation.name, explanation.stage)
}

/// The result in words of a caption.
fn result(explanation: &Explanation) -> String {
    let result = &explanation.result;
    let interval = match result.interval_text() {
        text if text.is_empty() => "no interval is known".to_owned(),
        text => text,
    };
    format!("Result: {}, {interval}", result.value_text())
}

/// The indices that the conditions of a count of years look at, year by year.
fn years(explanation: &Explanation) -> Option<Chart> {
    let mut series: Vec<(String, Vec<YearPoint>)> = Vec::new();
    for row in &explanation.inputs {
        let Ok(year) = row.label.parse::<i32>() else {
            continue;
        };
        for (column, figure) in &row.figures {
            let (Unit::Index01, Some(point)) = (figure.unit(), YearPoint::of(year, figure)) else {
                continue;
            };
            match series.iter_mut().find(|(name, _)| name == column) {
                Some((_, points)) => points.push(point),
                None => series.push(((*column).to_owned(), vec![point])),
            }
        }
    }
    (!series.is_empty()).then(|| Chart::Lines {
        caption: format!(
            "{}: {}. {}",
            heading(explanation),
            explanation.formula,
            result(explanation)
        ),
        axis: Unit::Index01,
        series,
    })
}

/// One row an input: what goes in as words, the term as the figure.
fn inputs_table(inputs: &[InputRow]) -> FigureTable {
    let columns: Vec<&'static str> = inputs
        .first()
        .map(|row| row.figures.iter().map(|(column, _)| *column).collect())
        .unwrap_or_default();
    let (last, before) = columns.split_last().map_or(("", &[][..]), |(l, b)| (*l, b));
    let mut labels = vec!["input"];
    labels.extend(before);
    FigureTable {
        caption: format!("Inputs; the value of a row: {last}"),
        labels,
        rows: inputs
            .iter()
            .take(SHOWN)
            .filter_map(|row| {
                let (term, before) = row.figures.split_last()?;
                let name = if row.note.is_empty() {
                    row.label.clone()
                } else {
                    format!("{} ({})", row.label, row.note)
                };
                let mut labels = vec![name];
                labels.extend(before.iter().map(|(_, figure)| cell(figure)));
                Some(FigureRow::new(labels, term.1.clone()))
            })
            .collect(),
    }
}

/// A figure as a cell of its row.
fn cell(figure: &Figure) -> String {
    figure.value_text().replace("not available", "none")
}

#[cfg(test)]
mod tests {
    use super::*;
    use narrows_core::{Economy, Material, Year};
    use narrows_exposure::{Subject, explain, material_exposure};
    use narrows_lake::Lake;

    fn charts() -> Vec<(&'static str, Option<Chart>)> {
        let japan = Subject::economy(Economy::find("Japan").unwrap());
        let graphite = Material::find("graphite").unwrap();
        let lake = Lake::embedded();
        let exposure = material_exposure(&lake, &japan, graphite, Year(2023)).unwrap();
        explain(&exposure)
            .explanations
            .iter()
            .map(|explanation| (explanation.indicator, chart(explanation)))
            .collect()
    }

    #[test]
    fn contributions_end_in_their_sum_only_where_they_add_up() {
        let charts = charts();
        let bars = |id: &str| {
            let found = charts.iter().find(|(indicator, _)| *indicator == id);
            match &found.unwrap().1 {
                Some(Chart::RankedBars { bars, caption, .. }) => (bars.clone(), caption.clone()),
                other => panic!("{id}: {other:?}"),
            }
        };
        let (parts, caption) = bars("herfindahl_hirschman_index_imports");
        let (result, terms) = parts.split_last().unwrap();
        assert!(result.label.ends_with("their sum"), "{}", result.label);
        assert!(result.figure.ends.is_some() && caption.contains("Result: 0.813, [0.813, 0.838]"));
        let sum: f64 = terms.iter().filter_map(|term| term.figure.value).sum();
        assert!((sum - result.figure.value.unwrap()).abs() < 1e-9);
        assert_eq!(terms.len(), SHOWN + 1);
        assert!(terms[0].figure.value > terms[1].figure.value);
        // The score is the sum of its terms times an index.
        let (parts, _) = bars("geopolrisk_score");
        assert!(parts.iter().all(|part| !part.label.contains("their sum")));
        // Parts of several units: those of the result's own, with intervals.
        let (parts, _) = bars("eu_supply_risk");
        assert!(parts.last().unwrap().label.ends_with("result"));
        assert!(parts.iter().all(|part| part.figure.ends.is_some()));
    }

    #[test]
    fn a_count_of_years_is_drawn_over_the_years() {
        let charts = charts();
        let found = charts.iter().find(|(id, _)| *id == "geodep_years").unwrap();
        let Some(Chart::Lines { series, .. }) = &found.1 else {
            panic!("{:?}", found.1);
        };
        let years: Vec<i32> = series[0].1.iter().map(|point| point.year).collect();
        assert_eq!(years, [2021, 2022, 2023]);
    }
}
