//! One material inside a basket, from the viewpoint of a subject: bounds.

use narrows_core::{Economy, Figure, HsCode, HsRevision, SourceRef};
use schemars::JsonSchema;
use serde::Serialize;

use super::basket_system::BasketSystem;
use super::supplier_bounds::{Unmixer, largest};
use crate::subject::Subject;

/// What one economy can have supplied.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UnmixedSupplier {
    /// Who supplies.
    pub economy: Economy,
    /// t of the material.
    pub quantity: Figure,
    /// Value of the material.
    pub value: Figure,
    /// Share of the subject's imports of the material, by quantity.
    pub share: Figure,
    /// t under the whole basket, all its materials together.
    pub basket_quantity: Figure,
}

/// A material inside a basket: what the subject can have imported of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UnmixedMaterial {
    /// Id of the material.
    pub material: String,
    /// Its name.
    pub material_name: String,
    /// The basket.
    pub hs_code: HsCode,
    /// The revision in which it mixes these.
    pub revision: HsRevision,
    /// The source of the trade.
    pub source: SourceRef,
    /// t of the material as unwrought metal or powder.
    pub imports_quantity: Figure,
    /// Its value.
    pub imports_value: Figure,
    /// Who can have supplied how much; the most that is possible first.
    pub suppliers: Vec<UnmixedSupplier>,
    /// Herfindahl–Hirschman index of the suppliers, by quantity.
    pub herfindahl_hirschman_index: Figure,
    /// The largest supplier, where the bounds tell who it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest_supplier: Option<Economy>,
    /// What the bounds tell, and why they are as wide as they are.
    pub reading: Vec<String>,
    /// What would narrow them.
    pub would_tighten: Vec<String>,
}

impl UnmixedMaterial {
    /// Its figures with what they are of and, for those of a supplier, whose.
    pub(crate) fn figures(&self) -> Vec<(&'static str, Option<Economy>, &Figure)> {
        let mut figures = vec![
            ("import quantity", None, &self.imports_quantity),
            ("import value", None, &self.imports_value),
            (
                "herfindahl_hirschman_index_imports",
                None,
                &self.herfindahl_hirschman_index,
            ),
        ];
        for supplier in &self.suppliers {
            let economy = Some(supplier.economy);
            figures.push(("import quantity", economy, &supplier.quantity));
            figures.push(("import value", economy, &supplier.value));
            figures.push(("share of imports", economy, &supplier.share));
        }
        figures
    }
}

impl BasketSystem {
    /// The materials of the basket for a subject.
    pub(crate) fn unmixed(&self, subject: &Subject) -> Vec<UnmixedMaterial> {
        (0..self.materials.len())
            .map(|material| self.unmixed_material(subject, material))
            .collect()
    }

    /// One of them, by its place.
    pub(crate) fn unmixed_material(&self, subject: &Subject, material: usize) -> UnmixedMaterial {
        Unmixer {
            of: self,
            subject,
            material,
        }
        .answer()
    }
}

impl Unmixer<'_> {
    fn answer(&self) -> UnmixedMaterial {
        let supplies = self.supplies();
        let refused = self.of.refused.get(&self.material);
        let total = self.total_ends(&supplies);
        let all_measured = !supplies.is_empty() && supplies.iter().all(|one| one.measured);
        UnmixedMaterial {
            material: self.material().id().to_owned(),
            material_name: self.name().to_owned(),
            hs_code: self.of.hs_code,
            revision: self.of.revision,
            source: self.of.source.clone(),
            imports_quantity: self.imports_quantity(&supplies, total, all_measured),
            imports_value: self.imports_value(&supplies, all_measured),
            herfindahl_hirschman_index: self.index(&supplies, all_measured),
            largest_supplier: if refused.is_some() {
                None
            } else {
                largest(&supplies)
            },
            reading: self.reading(&supplies, total, all_measured),
            would_tighten: self.would_tighten(&supplies),
            suppliers: if refused.is_some() {
                Vec::new()
            } else {
                supplies
                    .iter()
                    .filter(|one| one.tonnes.high > 0.0)
                    .map(|one| self.supplier(one, &supplies, total))
                    .collect()
            },
        }
    }
}
