//! Originals as they were downloaded: size limits, gzip, encodings.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};

use super::error::{ListError, Place};

/// Bytes of an original, unpacked; the largest official list has about 120 MB.
const MOST_BYTES: u64 = 256 << 20;
/// How many times larger than packed it may be.
const MOST_EXPANSION: u64 = 200;
/// Small files may expand more than that.
const EXPANSION_FREE_BYTES: u64 = 16 << 20;

/// The text of an original, and what tells it from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its file name.
    pub name: String,
    /// Its bytes as given, packed or not.
    pub bytes: u64,
    /// SHA-256 of these, in hexadecimal.
    pub sha256: String,
    /// Its text.
    pub text: String,
}

impl Original {
    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read, is larger than any list, or is not in the encoding.
    pub fn read(path: &Path, encoding: Option<&str>) -> Result<Self, ListError> {
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        );
        let file = File::open(path).map_err(ListError::io(path, "open"))?;
        let mut bytes = Vec::new();
        file.take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(ListError::io(path, "read"))?;
        Self::from_bytes(&name, &bytes, encoding)
    }

    /// Reads bytes that are already in memory.
    ///
    /// # Errors
    /// If they are more than any list has, or are not in the encoding.
    pub fn from_bytes(name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<Self, ListError> {
        let too_large = |what: &str| {
            ListError::refused(
                Place::file(name),
                format!("{what} than {MOST_BYTES} bytes, as no list is"),
            )
        };
        if bytes.len() as u64 > MOST_BYTES {
            return Err(too_large("larger"));
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Err(ListError::not_readable(
                Place::file(name),
                "a zip archive; unpack it and name the file that is meant",
            ));
        }
        let text = if bytes.starts_with(&[0x1f, 0x8b]) {
            let packed = bytes.len() as u64;
            let most = MOST_BYTES.min(EXPANSION_FREE_BYTES.max(packed * MOST_EXPANSION));
            let mut plain = Vec::new();
            flate2::read::MultiGzDecoder::new(bytes)
                .take(most + 1)
                .read_to_end(&mut plain)
                .map_err(|error| {
                    ListError::not_readable(
                        Place::file(name),
                        format!("cannot be unpacked to its end ({error}); download it again"),
                    )
                })?;
            if plain.len() as u64 > most {
                return Err(too_large("larger unpacked"));
            }
            decode(name, &plain, encoding)?
        } else {
            decode(name, bytes, encoding)?
        };
        Ok(Self {
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
            text,
        })
    }
}

/// UTF-8 and UTF-16 are told by their marks; anything else must be named, since
/// a list read in a wrong encoding has wrong names and no error.
fn decode(name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<String, ListError> {
    let text = if let Some(label) = encoding {
        let encoding = Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| {
            ListError::not_readable(
                Place::file(name),
                format!(
                    "{label:?} is no known encoding; try windows-1252, shift_jis, euc-kr or gb18030"
                ),
            )
        })?;
        let (text, _, broken) = encoding.decode(bytes);
        if broken {
            return Err(ListError::not_readable(
                Place::file(name),
                format!(
                    "it is not {}; name its encoding with --encoding",
                    encoding.name()
                ),
            ));
        }
        text.into_owned()
    } else if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let encoding = if bytes[0] == 0xFF { UTF_16LE } else { UTF_16BE };
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[2..]);
        if broken {
            return Err(ListError::not_readable(
                Place::file(name),
                format!(
                    "it says that it is {} and is not; download it again",
                    encoding.name()
                ),
            ));
        }
        text.into_owned()
    } else {
        let bare = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
        match std::str::from_utf8(bare) {
            Ok(text) => text.to_owned(),
            Err(error) => {
                let at = error.valid_up_to() + (bytes.len() - bare.len());
                return Err(ListError::not_readable(
                    Place::byte(name, at + 1),
                    "it is no UTF-8 from here on; name its encoding with --encoding, such as \
                     windows-1252, shift_jis, euc-kr or gb18030",
                ));
            }
        }
    };
    if let Some(at) = text.find('\0') {
        return Err(ListError::not_readable(
            Place::byte(name, at + 1),
            "a zero byte, so it is no text; give the file as downloaded",
        ));
    }
    Ok(text)
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
