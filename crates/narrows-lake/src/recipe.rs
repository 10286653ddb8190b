//! A recipe: a list of imports that builds a lake from a folder of originals,
//! so that one command rebuilds the embedded data.

use std::path::{Path, PathBuf};

use narrows_core::HsRevision;
use serde::Deserialize;

use crate::importers::{ImportRequest, Importer};
use crate::{LakeError, Limits};

/// One import of a recipe.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipeStep {
    importer: String,
    originals: Vec<PathBuf>,
    #[serde(default)]
    vintage: Option<String>,
    #[serde(default)]
    revision: Option<HsRevision>,
    #[serde(default)]
    note: String,
    /// A mapping file below the folder of originals, or the name of a mapping
    /// that is part of the program.
    #[serde(default)]
    mapping: Option<PathBuf>,
}

/// The imports that build a lake.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    import: Vec<RecipeStep>,
}

impl Recipe {
    /// Reads a recipe from a TOML file.
    ///
    /// # Errors
    /// If the file cannot be read, with line and field.
    pub fn read(path: &Path) -> Result<Self, LakeError> {
        let text = std::fs::read_to_string(path).map_err(LakeError::io(path, "read"))?;
        toml::from_str(&text).map_err(|error| LakeError::NotReadable {
            path: path.display().to_string(),
            line: None,
            reason: error.to_string(),
        })
    }

    /// The imports, with paths below the folder of originals.
    ///
    /// # Errors
    /// If a step names an importer that does not exist.
    pub fn requests(&self, originals: &Path) -> Result<Vec<ImportRequest>, LakeError> {
        self.import
            .iter()
            .map(|step| {
                let importer: Importer =
                    step.importer
                        .parse()
                        .map_err(|reason| LakeError::NotReadable {
                            path: "recipe".to_owned(),
                            line: None,
                            reason,
                        })?;
                Ok(ImportRequest {
                    importer,
                    originals: step
                        .originals
                        .iter()
                        .map(|path| originals.join(path))
                        .collect(),
                    vintage: step.vintage.clone(),
                    revision: step.revision,
                    note: step.note.clone(),
                    mapping: step.mapping.as_ref().map(|path| {
                        let below = originals.join(path);
                        if below.exists() { below } else { path.clone() }
                    }),
                    limits: Limits::default(),
                })
            })
            .collect()
    }
}
