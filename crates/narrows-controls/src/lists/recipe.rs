//! A recipe: the originals from which the lists inside the program are built.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;

use super::error::{ListError, Place};
use super::form::{LoadRequest, load};
use super::original::Original;
use super::snapshot::ListSnapshot;

/// One list of a recipe.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipeList {
    form: String,
    originals: Vec<PathBuf>,
    #[serde(default)]
    vintage: Option<Date>,
    #[serde(default)]
    note: String,
}

/// The lists that are to be built.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListRecipe {
    /// In order.
    pub list: Vec<RecipeList>,
}

impl ListRecipe {
    /// Reads a recipe from a TOML file.
    ///
    /// # Errors
    /// If the file cannot be read, with line and field.
    pub fn read(path: &Path) -> Result<Self, ListError> {
        let text = std::fs::read_to_string(path).map_err(ListError::io(path, "read"))?;
        toml::from_str(&text).map_err(|error| {
            ListError::not_readable(Place::file(&path.display().to_string()), error.to_string())
        })
    }

    /// Builds every snapshot, with paths below the folder of originals.
    ///
    /// # Errors
    /// If one cannot be built.
    pub fn build(&self, originals: &Path) -> Result<Vec<ListSnapshot>, ListError> {
        self.list
            .iter()
            .map(|step| {
                let form = step.form.parse().map_err(|reason: String| {
                    ListError::not_readable(Place::file("recipe"), reason)
                })?;
                let read = step
                    .originals
                    .iter()
                    .map(|path| Original::read(&originals.join(path), None))
                    .collect::<Result<Vec<_>, _>>()?;
                let request = LoadRequest {
                    vintage: step.vintage,
                    note: step.note.clone(),
                    ..LoadRequest::new(form)
                };
                load(&request, &read)
            })
            .collect()
    }
}
