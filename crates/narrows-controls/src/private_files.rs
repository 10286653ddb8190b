//! Files that only their owner may read, written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::lists::ListError;

/// Creates a folder, and those above it, for the owner alone.
pub(crate) fn create_folder(path: &Path) -> Result<(), ListError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
        .create(path)
        .map_err(ListError::io(path, "create"))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))
            .map_err(ListError::io(path, "make private"))?;
    }
    Ok(())
}

/// Options that open a file for its owner alone.
pub(crate) fn private_options() -> OpenOptions {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut options = File::options();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// Writes a file whole or not at all: aside, synced, renamed.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ListError> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".new");
    let aside = PathBuf::from(aside);
    let mut file = private_options()
        .create(true)
        .write(true)
        .truncate(true)
        .open(&aside)
        .map_err(ListError::io(&aside, "create"))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(ListError::io(&aside, "write"))?;
    fs::rename(&aside, path).map_err(ListError::io(path, "replace"))?;
    if let Some(folder) = path.parent() {
        sync_folder(folder)?;
    }
    Ok(())
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<(), ListError> {
    File::open(path)
        .and_then(|folder| folder.sync_all())
        .map_err(ListError::io(path, "sync"))
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), ListError> {
    Ok(())
}

/// Takes the lock of a folder; held until the file is dropped.
pub(crate) fn lock(folder: &Path) -> Result<File, ListError> {
    let path = folder.join(".lock");
    let file = private_options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(ListError::io(&path, "open"))?;
    file.lock().map_err(ListError::io(&path, "lock"))?;
    Ok(file)
}
