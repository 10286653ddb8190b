//! Baskets: what a code that mixes materials can and cannot say.

use narrows_core::{Coverage, Figure, HsCode, HsRevision, MaterialCode, SourceRef, Unit, Year};
use schemars::JsonSchema;
use serde::Serialize;

use crate::imports::Imports;
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
    Some(BasketStatement {
        hs_code: code.hs_code,
        revision: code.revision,
        mixes: code.mixes.clone(),
        note: code.note.clone(),
        basket_imports: basket_imports(source, code.revision, code.hs_code, subject, year),
        source: source.source.clone(),
    })
}

/// The import value of a subject under a code, all its materials together.
pub(crate) fn basket_imports(
    source: &SourceTrade,
    revision: HsRevision,
    hs_code: HsCode,
    subject: &Subject,
    year: Year,
) -> Figure {
    let imports = Imports::read(source, year, &[hs_code], subject);
    let basis = format!("import value, whole basket {revision} {hs_code}, {year}");
    if imports.flows.is_empty() {
        return Figure::unavailable(
            Unit::KiloUsd,
            basis,
            "the source has no import under this code in this year",
            [source.source.clone()],
        );
    }
    Figure::measured(
        imports.value,
        Unit::KiloUsd,
        basis,
        imports.amount_interval(imports.value, 0.0, |mirrors| mirrors.imports().value_kusd),
        Coverage::known(1.0, "import value under the code"),
        [source.source.clone()],
    )
}
