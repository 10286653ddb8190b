//! Baskets: what a code that mixes materials can and cannot say.

use narrows_core::{
    Coverage, Figure, HsCode, HsRevision, Interval, MaterialCode, SourceRef, Unit, Year,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::material_trade::SourceTrade;
use crate::subject::Subject;

/// A code that mixes the material with others. Its trade is shown as the
/// basket's, under the basket's name, and in no indicator of the material.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BasketStatement {
    /// The code.
    pub hs_code: HsCode,
    /// The revision in which it mixes these.
    pub revision: HsRevision,
    /// What else is in it.
    pub mixes: Vec<String>,
    /// What the code covers.
    pub note: String,
    /// What the subject imports under the code, all its materials together.
    pub basket_imports: Figure,
    /// The source that has the code.
    pub source: SourceRef,
}

impl BasketStatement {
    /// `HS17 811292 mixes gallium with germanium, hafnium …`.
    #[must_use]
    pub fn sentence(&self, material: &str) -> String {
        format!(
            "{} {} mixes {material} with {}",
            self.revision,
            self.hs_code,
            self.mixes.join(", ")
        )
    }
}

pub(crate) fn basket_statement(
    source: &SourceTrade,
    code: &MaterialCode,
    subject: &Subject,
    year: Year,
) -> Option<BasketStatement> {
    if !source.covers(year) || !source.codes().contains(&code.hs_code) {
        return None;
    }
    let mut market = source.market(year, &[code.hs_code]);
    let imports = market.imports_of(subject);
    let value: f64 = imports.iter().map(|flow| flow.value_kusd).sum();
    let basis = format!(
        "import value, whole basket {} {}, {year}",
        code.revision, code.hs_code
    );
    let basket_imports = if imports.is_empty() {
        Figure::unavailable(
            Unit::KiloUsd,
            basis,
            "the source has no import under this code in this year",
            [source.source.clone()],
        )
    } else {
        Figure::measured(
            value,
            Unit::KiloUsd,
            basis,
            Interval::unknown("BACI publishes no uncertainty; mirror gaps are not measured yet"),
            Coverage::known(1.0, "import value under the code"),
            [source.source.clone()],
        )
    };
    Some(BasketStatement {
        hs_code: code.hs_code,
        revision: code.revision,
        mixes: code.mixes.clone(),
        note: code.note.clone(),
        basket_imports,
        source: source.source.clone(),
    })
}
