//! Economies, materials and years by the words that a row has for them.

use std::collections::HashMap;

use narrows_core::Material;

use super::Refusal;
use crate::LakeError;
use crate::labels::Labels;
use crate::text::year;

/// The longest name that is looked for.
const LONGEST: usize = 200;

#[derive(Default)]
pub(super) struct Names {
    economies: Labels,
    materials: HashMap<String, Option<&'static str>>,
}

impl Names {
    /// The economy of a column, or why there is none.
    pub(super) fn economy(
        &mut self,
        column: &'static str,
        label: &str,
    ) -> Result<Result<&'static str, Refusal>, LakeError> {
        Ok(self.economies.economy(label)?.ok_or_else(|| {
            (
                column,
                "no economy has this name or code; write its ISO code, such as JPN".to_owned(),
            )
        }))
    }

    /// The id of a material, or why there is none.
    pub(super) fn material(&mut self, name: &str) -> Result<&'static str, Refusal> {
        let found = match self.materials.get(name) {
            Some(found) => *found,
            None => {
                let found = (name.len() <= LONGEST)
                    .then(|| Material::find(name).ok())
                    .flatten()
                    .map(Material::id);
                // A file of nothing but wrong names must not fill the memory.
                if self.materials.len() < 2000 {
                    self.materials.insert(name.to_owned(), found);
                }
                found
            }
        };
        found.ok_or_else(|| {
            (
                "material",
                "no material has this name; write its id, such as cobalt".to_owned(),
            )
        })
    }
}

pub(super) fn year_of(text: &str) -> Result<i32, Refusal> {
    year(text).ok_or_else(|| ("year", "no year from 1900 to 2100".to_owned()))
}

/// Where a row's numbers were published, on one line.
pub(super) fn source_of(text: &str) -> Result<String, Refusal> {
    let source = crate::text::one_line(text);
    if source.is_empty() {
        return Err((
            "source",
            "empty; say where the numbers of the row were published".to_owned(),
        ));
    }
    Ok(source)
}
