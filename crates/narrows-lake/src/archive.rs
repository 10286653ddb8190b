//! Reading originals that may be compressed, and may be hostile: nothing is
//! unpacked to disk, and nothing is read past what a real original needs.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::Path;

use crate::LakeError;

/// What no real original exceeds. The defaults fit the largest there are (all
/// years of BACI in HS 1992) with room to spare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file or archive member, unpacked.
    pub member_bytes: u64,
    /// Members of an archive.
    pub members: usize,
    /// How many times larger than packed a member may grow; text tables reach
    /// about 10.
    pub expansion: u64,
    /// Bytes of one line.
    pub line_bytes: usize,
    /// Bytes of a file that is read whole (everything but trade tables).
    pub whole_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            member_bytes: 64 << 30,
            members: 1000,
            expansion: 200,
            line_bytes: 1 << 20,
            whole_bytes: 256 << 20,
        }
    }
}

/// Small files may expand more than [`Limits::expansion`] allows.
const EXPANSION_FREE_BYTES: u64 = 16 << 20;

impl Limits {
    /// Which limit is broken where so many bytes come out of so many.
    pub(crate) fn check_size(self, packed: u64, unpacked: u64) -> Result<(), String> {
        if unpacked > self.member_bytes {
            return Err(format!("larger than {} bytes unpacked", self.member_bytes));
        }
        if unpacked > EXPANSION_FREE_BYTES && unpacked > packed.saturating_mul(self.expansion) {
            return Err(format!(
                "it grows to more than {} times its packed size, as no table does",
                self.expansion
            ));
        }
        Ok(())
    }
}

/// Calls `each` with the name and a guarded stream of every table in the
/// original: the members of a zip, the inside of a gzip, or the file itself.
/// `consumed` hears how many bytes of the original were read.
pub(crate) fn for_each_member(
    path: &Path,
    limits: Limits,
    wanted: impl Fn(&str) -> bool,
    consumed: &(dyn Fn(u64) + Sync),
    mut each: impl FnMut(&str, &mut dyn Read) -> Result<(), LakeError>,
) -> Result<(), LakeError> {
    let name = file_name(path);
    let mut file = File::open(path).map_err(LakeError::io(path, "open"))?;
    let mut magic = [0; 4];
    let mut head = 0;
    while head < magic.len() {
        match file.read(&mut magic[head..]) {
            Ok(0) => break,
            Ok(count) => head += count,
            Err(error) => return Err(LakeError::io(path, "read")(error)),
        }
    }
    file.rewind().map_err(LakeError::io(path, "read"))?;
    let length = file.metadata().map_err(LakeError::io(path, "read"))?.len();
    if magic.starts_with(b"PK\x03\x04") || magic.starts_with(b"PK\x05\x06") {
        return for_each_zip_member(path, file, limits, wanted, consumed, each);
    }
    let counted = Counted {
        inner: file,
        consumed,
    };
    if magic.starts_with(&[0x1f, 0x8b]) {
        let inner = name.strip_suffix(".gz").unwrap_or(&name).to_owned();
        let decoder = flate2::read::MultiGzDecoder::new(BufReader::with_capacity(1 << 16, counted));
        let mut guarded = Guarded::new(decoder, length, limits);
        return each(&inner, &mut guarded).map_err(|error| refine(error, path, &guarded.broken));
    }
    let mut guarded = Guarded::new(counted, length.max(1), limits);
    each(&name, &mut guarded).map_err(|error| refine(error, path, &guarded.broken))
}

fn for_each_zip_member(
    path: &Path,
    file: File,
    limits: Limits,
    wanted: impl Fn(&str) -> bool,
    consumed: &(dyn Fn(u64) + Sync),
    mut each: impl FnMut(&str, &mut dyn Read) -> Result<(), LakeError>,
) -> Result<(), LakeError> {
    let refused = |reason: String| LakeError::Refused {
        path: path.display().to_string(),
        reason,
    };
    let not_readable = |error: zip::result::ZipError| LakeError::NotReadable {
        path: path.display().to_string(),
        line: None,
        reason: format!("a damaged or unsupported zip archive ({error}); download it again"),
    };
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(not_readable)?;
    if archive.len() > limits.members {
        return Err(refused(format!(
            "the archive has {} members, more than {}",
            archive.len(),
            limits.members
        )));
    }
    let mut names: Vec<(String, usize)> = Vec::new();
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(not_readable)?;
        let name = member.name().map_err(not_readable)?.into_owned();
        // Nothing is written under a member's name, but an archive that tries
        // is not one to trust.
        if member.enclosed_name().is_none() || leads_out(&name) {
            return Err(refused(format!(
                "the member name {name:?} leads out of the archive"
            )));
        }
        if member.is_file() && wanted(&name) {
            names.push((name, index));
        }
    }
    // The order of members must not decide the bytes of the table.
    names.sort();
    for (name, index) in names {
        let member = archive.by_index(index).map_err(not_readable)?;
        let packed = member.compressed_size();
        let shown = format!("{}!{name}", file_name(path));
        let mut guarded = Guarded::new(member, packed, limits);
        each(&shown, &mut guarded)
            .map_err(|error| refine(error, Path::new(&shown), &guarded.broken))?;
        consumed(packed);
    }
    Ok(())
}

/// `enclosed_name` makes an absolute name a relative one instead of refusing
/// it, and knows the separators of one system only.
fn leads_out(name: &str) -> bool {
    name.starts_with(['/', '\\'])
        || name.split(['/', '\\']).any(|part| part == "..")
        || name.get(1..2) == Some(":")
}

/// Puts the broken limit in place of the parser's complaint about the end of
/// its input.
fn refine(error: LakeError, path: &Path, broken: &Option<String>) -> LakeError {
    match broken {
        Some(reason) => LakeError::Refused {
            path: path.display().to_string(),
            reason: reason.clone(),
        },
        None => error,
    }
}

pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

struct Counted<'a, R> {
    inner: R,
    consumed: &'a (dyn Fn(u64) + Sync),
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        (self.consumed)(count as u64);
        Ok(count)
    }
}

/// Stops at the first broken limit and remembers which.
struct Guarded<R> {
    inner: R,
    packed: u64,
    read: u64,
    line: usize,
    limits: Limits,
    broken: Option<String>,
}

impl<R> Guarded<R> {
    fn new(inner: R, packed: u64, limits: Limits) -> Self {
        Self {
            inner,
            packed,
            read: 0,
            line: 0,
            limits,
            broken: None,
        }
    }

    fn check(&mut self, piece: &[u8]) -> Result<(), String> {
        self.read += piece.len() as u64;
        self.limits.check_size(self.packed, self.read)?;
        let mut rest = piece;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            if self.line + end > self.limits.line_bytes {
                return Err(self.long_line());
            }
            self.line = 0;
            rest = &rest[end + 1..];
        }
        self.line += rest.len();
        if self.line > self.limits.line_bytes {
            return Err(self.long_line());
        }
        Ok(())
    }

    fn long_line(&self) -> String {
        format!(
            "a line is longer than {} bytes, as in no table",
            self.limits.line_bytes
        )
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if let Err(reason) = self.check(&buffer[..count]) {
            self.broken = Some(reason.clone());
            return Err(io::Error::other(reason));
        }
        Ok(count)
    }
}
