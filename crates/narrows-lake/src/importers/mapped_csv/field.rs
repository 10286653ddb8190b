//! What a column of a mapping can say, and which table it belongs to.

use serde::Deserialize;

/// Which table the rows go into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Target {
    Trade,
    NationalTrade,
    MineralStatistics,
}

/// What a column can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Field {
    Period,
    Year,
    Month,
    Reporter,
    Partner,
    Flow,
    Importer,
    Exporter,
    Code,
    Title,
    Value,
    Currency,
    Quantity,
    QuantityUnit,
    SecondQuantity,
    SecondQuantityUnit,
    Weight,
    Commodity,
    Section,
    Series,
    Statistic,
    Label,
    Unit,
    Qualifier,
    Note,
}

/// The fields, by their place in `Field`.
pub(super) const FIELD_COUNT: usize = Field::Note as usize + 1;

impl Field {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::Year => "year",
            Self::Month => "month",
            Self::Reporter => "reporter",
            Self::Partner => "partner",
            Self::Flow => "flow",
            Self::Importer => "importer",
            Self::Exporter => "exporter",
            Self::Code => "code",
            Self::Title => "title",
            Self::Value => "value",
            Self::Currency => "currency",
            Self::Quantity => "quantity",
            Self::QuantityUnit => "quantity_unit",
            Self::SecondQuantity => "second_quantity",
            Self::SecondQuantityUnit => "second_quantity_unit",
            Self::Weight => "weight",
            Self::Commodity => "commodity",
            Self::Section => "section",
            Self::Series => "series",
            Self::Statistic => "statistic",
            Self::Label => "label",
            Self::Unit => "unit",
            Self::Qualifier => "qualifier",
            Self::Note => "note",
        }
    }

    pub(super) fn belongs_to(self, target: Target) -> bool {
        use Field as F;
        match self {
            F::Period | F::Year | F::Month | F::Value => true,
            F::Reporter | F::Partner | F::Flow | F::Code | F::Currency | F::Weight => {
                target != Target::MineralStatistics
            }
            F::Importer | F::Exporter => target == Target::Trade,
            F::Title
            | F::Quantity
            | F::QuantityUnit
            | F::SecondQuantity
            | F::SecondQuantityUnit => target == Target::NationalTrade,
            F::Commodity
            | F::Section
            | F::Series
            | F::Statistic
            | F::Label
            | F::Unit
            | F::Qualifier
            | F::Note => target == Target::MineralStatistics,
        }
    }
}
