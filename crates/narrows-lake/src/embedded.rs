//! The default data inside the program: the folder `data/lake`, built by this
//! crate's importers from the originals that `data/recipe.toml` lists.

use std::path::Path;

use bytes::Bytes;
use include_dir::{Dir, include_dir};

use crate::manifest::{FILE_NAME, Manifest};

static DATA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../data/lake");

/// The manifest of the embedded data; empty where the program was built
/// without it.
pub(crate) fn manifest() -> Manifest {
    DATA.get_file(FILE_NAME)
        .and_then(|file| file.contents_utf8())
        // Written by this crate and checked by `narrows data verify`.
        .and_then(|text| Manifest::from_json(Path::new("(embedded)/manifest.json"), text).ok())
        .unwrap_or_default()
}

/// A file of the embedded data.
pub(crate) fn file(path: &str) -> Option<Bytes> {
    DATA.get_file(path)
        .map(|file| Bytes::from_static(file.contents()))
}
