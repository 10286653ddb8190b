//! Rows of inputs: numbers as they are reported, flows with their unit values.

use super::InputRow;
use crate::market::FlowTotal;
use crate::trade_product::TradeProduct;
use crate::workings::Workings;
use narrows_core::{Coverage, Figure, Interval, SourceRef, Unit, Year};

pub(super) struct Rows<'a> {
    pub(super) product: &'a TradeProduct,
    pub(super) workings: &'a Workings,
}

impl Rows<'_> {
    /// A number that goes in as it is reported.
    pub(super) fn reported(
        &self,
        value: f64,
        unit: Unit,
        basis: &str,
        sources: &[SourceRef],
    ) -> Figure {
        reported(value, unit, basis, self.workings.year, sources)
    }

    pub(super) fn trade(&self, value: f64, unit: Unit, basis: &str) -> Figure {
        self.reported(
            value,
            unit,
            basis,
            std::slice::from_ref(&self.product.source),
        )
    }

    pub(super) fn missing(&self, unit: Unit, basis: &str, reason: &str) -> Figure {
        Figure::unavailable(unit, basis, reason, [self.product.source.clone()])
    }

    pub(super) fn imports_kusd(&self) -> f64 {
        self.workings.flows.iter().map(|flow| flow.value_kusd).sum()
    }

    pub(super) fn imports_t(&self) -> f64 {
        self.workings.flows.iter().map(|flow| flow.quantity_t).sum()
    }

    /// Value, quantity and unit value of a flow.
    pub(super) fn flow_figures(&self, flow: &FlowTotal) -> Vec<(&'static str, Figure)> {
        let quantity = if flow.quantity_t > 0.0 {
            self.trade(flow.quantity_t, Unit::Tonne, "import quantity")
        } else {
            self.missing(Unit::Tonne, "import quantity", "no quantity is reported")
        };
        let valued = flow.value_kusd - flow.value_without_quantity_kusd;
        let unit_value = if flow.quantity_t > 0.0 && valued > 0.0 {
            self.trade(valued / flow.quantity_t, Unit::UsdPerKilogram, "unit value")
        } else {
            self.missing(
                Unit::UsdPerKilogram,
                "unit value",
                "no quantity is reported",
            )
        };
        vec![
            (
                "value",
                self.trade(flow.value_kusd, Unit::KiloUsd, "import value"),
            ),
            ("quantity", quantity),
            ("unit value", unit_value),
        ]
    }

    /// Whether a flow's unit value stands out, in words.
    pub(super) fn flow_note(&self, flow: &FlowTotal) -> String {
        let mut of_flow = self.product.flagged.iter().filter(|flagged| {
            flagged.exporter == flow.exporter() && self.workings.members.contains(&flagged.importer)
        });
        match of_flow.next() {
            None => String::new(),
            Some(first) if first.corroborated && of_flow.all(|flagged| flagged.corroborated) => {
                "unit value far off, like its exporter's other flows".to_owned()
            }
            Some(_) => "implausible unit value".to_owned(),
        }
    }

    pub(super) fn flow_rows(
        &self,
        columns: &[&str],
        more: impl Fn(usize, &FlowTotal) -> Vec<(&'static str, Figure)>,
    ) -> Vec<InputRow> {
        self.workings
            .flows
            .iter()
            .enumerate()
            .map(|(index, flow)| {
                let mut figures = self.flow_figures(flow);
                figures.retain(|(column, _)| columns.contains(column));
                figures.extend(more(index, flow));
                InputRow {
                    label: flow.exporter().name().to_owned(),
                    partner: Some(flow.exporter()),
                    figures,
                    note: self.flow_note(flow),
                }
            })
            .collect()
    }

    /// A single number with a name.
    pub(super) fn single(&self, label: &str, figure: Figure) -> InputRow {
        single(label, figure)
    }
}

/// A number that goes in as it is reported.
pub(super) fn reported(
    value: f64,
    unit: Unit,
    basis: &str,
    year: Year,
    sources: &[SourceRef],
) -> Figure {
    Figure::measured(
        value,
        unit,
        format!("{basis}, {year}"),
        Interval::unknown("an input as it is reported; the interval is that of the result"),
        Coverage::known(1.0, "what is reported of it"),
        sources.iter().cloned(),
    )
}

/// A single number with a name.
pub(super) fn single(label: &str, figure: Figure) -> InputRow {
    InputRow {
        label: label.to_owned(),
        partner: None,
        figures: vec![("amount", figure)],
        note: String::new(),
    }
}
