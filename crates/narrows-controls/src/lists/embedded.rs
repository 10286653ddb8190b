//! The lists inside the program: the folder `data/lists`, built by this crate's
//! loaders from the originals that its recipe names.

use include_dir::{Dir, include_dir};

static DATA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../data/lists");

/// Names and bytes of the snapshots inside the program.
pub(crate) fn snapshots() -> impl Iterator<Item = (String, &'static [u8])> {
    DATA.files().filter_map(|file| {
        let name = file.path().file_name()?.to_str()?;
        name.ends_with(".jsonl.gz")
            .then(|| (name.to_owned(), file.contents()))
    })
}
