//! The columns of UN Comtrade by all the names that they have had.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A column that is read. What else a file has is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Type,
    Frequency,
    Period,
    Year,
    Month,
    Reporter,
    Flow,
    FlowName,
    Partner,
    Partner2,
    Classification,
    Code,
    Customs,
    Transport,
    UnitCode,
    UnitName,
    Quantity,
    NetWeight,
    WeightEstimated,
    EstimationFlag,
    Value,
    Cif,
    Fob,
}

pub(super) const COLUMNS: usize = 23;

/// The names of each column: today's, then those of the older CSV, of the
/// older API, and as misspelt in downloads of the site.
const NAMES: [(Column, &[&str]); COLUMNS] = [
    (Column::Type, &["typeCode"]),
    (Column::Frequency, &["freqCode"]),
    (Column::Period, &["period"]),
    (Column::Year, &["refYear", "Year", "yr"]),
    (Column::Month, &["refMonth"]),
    (
        Column::Reporter,
        &["reporterCode", "Reporter Code", "rtCode"],
    ),
    (Column::Flow, &["flowCode", "Trade Flow Code", "rgCode"]),
    (Column::FlowName, &["flowDesc", "Trade Flow", "rgDesc"]),
    (Column::Partner, &["partnerCode", "Partner Code", "ptCode"]),
    (
        Column::Partner2,
        &["partner2Code", "2nd Partner Code", "ptCode2", "prtner2Code"],
    ),
    (
        Column::Classification,
        &["classificationCode", "Classification", "pfCode"],
    ),
    (Column::Code, &["cmdCode", "Commodity Code"]),
    (
        Column::Customs,
        &["customsCode", "Customs Proc. Code", "cstCode"],
    ),
    (Column::Transport, &["motCode", "Mode of Transport Code"]),
    (
        Column::UnitCode,
        &["qtyUnitCode", "Qty Unit Code", "qtCode"],
    ),
    (Column::UnitName, &["qtyUnitAbbr", "Qty Unit", "qtDesc"]),
    (Column::Quantity, &["qty", "TradeQuantity"]),
    (
        Column::NetWeight,
        &["netWgt", "Netweight (kg)", "NetWeight"],
    ),
    (Column::WeightEstimated, &["isNetWgtEstimated"]),
    (
        Column::EstimationFlag,
        &["legacyEstimationFlag", "Flag", "estCode"],
    ),
    (
        Column::Value,
        &["primaryValue", "Trade Value (US$)", "TradeValue"],
    ),
    (Column::Cif, &["cifvalue", "CIF Trade Value (US$)"]),
    (Column::Fob, &["fobvalue", "FOB Trade Value (US$)"]),
];

static BY_NAME: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    NAMES
        .iter()
        .flat_map(|(column, names)| {
            names
                .iter()
                .map(|name| (name.to_ascii_lowercase(), *column))
        })
        .collect()
});

/// Longer than any name of a column.
const LONGEST: usize = 40;

impl Column {
    /// The column that is meant by a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.trim();
        if name.len() > LONGEST {
            return None;
        }
        BY_NAME.get(&name.to_ascii_lowercase()).copied()
    }

    /// Today's name of the column at that place among the fields.
    pub(super) fn name_at(index: usize) -> &'static str {
        NAMES.get(index).map_or("row", |(_, names)| names[0])
    }

    /// Today's name.
    pub(super) fn name(self) -> &'static str {
        NAMES[self as usize].1[0]
    }

    /// All names, for a message that one is missing.
    fn names(self) -> String {
        let names: Vec<String> = NAMES[self as usize]
            .1
            .iter()
            .map(|name| format!("{name:?}"))
            .collect();
        names.join(" or ")
    }
}

/// What a table of trade cannot do without and `has` does not know of.
pub(super) fn missing(has: impl Fn(Column) -> bool) -> Vec<String> {
    let needed: [&[Column]; 6] = [
        &[Column::Period, Column::Year],
        &[Column::Reporter],
        &[Column::Partner],
        &[Column::Flow, Column::FlowName],
        &[Column::Code],
        &[Column::Value],
    ];
    needed
        .into_iter()
        .filter(|either| !either.iter().any(|column| has(*column)))
        .map(|either| either[0].names())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_in_any_case() {
        for (index, (column, names)) in NAMES.into_iter().enumerate() {
            assert_eq!(column as usize, index, "the table is in the enum's order");
            for name in names {
                assert_eq!(Column::of(name), Some(column));
                assert_eq!(Column::of(&name.to_uppercase()), Some(column));
            }
        }
        assert_eq!(Column::of("altQty"), None);
    }
}
