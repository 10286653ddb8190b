//! Bytes to text, in any encoding, without losing where each letter stood.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes of a file that are read; what stands behind them is cut, and said.
pub const LONGEST_FILE: usize = 16 * 1024 * 1024;

/// A decoded file: its text, and where each letter stood among the bytes.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text, with U+FFFD for each run of bytes that is no letter.
    pub text: String,
    /// Name of the encoding, as the WHATWG names it.
    pub encoding: &'static str,
    /// Runs of bytes that were replaced.
    pub malformed: usize,
    /// Bytes behind [`LONGEST_FILE`] that were not read.
    pub cut: usize,
    /// Points (byte in the text, byte in the file) from which on both run alike.
    steps: Vec<(usize, usize)>,
    /// Every 256th character's byte offset, to count characters fast.
    marks: Vec<usize>,
}

const MARK_EVERY: usize = 256;

impl Decoded {
    /// Decodes the bytes of a file: a byte order mark decides, then valid
    /// UTF-8, then a charset declared in the first kilobyte, then statistics.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        let cut = bytes.len().saturating_sub(LONGEST_FILE);
        let bytes = &bytes[..bytes.len() - cut];
        let (encoding, skip) = choose(bytes);
        let mut decoded = if encoding == UTF_8 {
            utf8(bytes, skip)
        } else {
            other(bytes, encoding, skip)
        };
        decoded.cut = cut;
        let mut marks = Vec::with_capacity(decoded.text.len() / MARK_EVERY + 1);
        for (number, (offset, _)) in decoded.text.char_indices().enumerate() {
            if number % MARK_EVERY == 0 {
                marks.push(offset);
            }
        }
        decoded.marks = marks;
        decoded
    }

    /// Unicode scalars before this byte of the text.
    #[must_use]
    pub fn scalar_at(&self, text_byte: usize) -> usize {
        let mark = self.marks.partition_point(|start| *start <= text_byte);
        let Some(block) = mark.checked_sub(1) else {
            return 0;
        };
        let from = self.marks[block];
        let until = text_byte.min(self.text.len());
        let inside = self.text.as_bytes()[from..until]
            .iter()
            .filter(|byte| (**byte as i8) >= -0x40)
            .count();
        block * MARK_EVERY + inside
    }

    /// The byte of the file at which the letter of this byte of the text stands.
    #[must_use]
    pub fn file_byte_at(&self, text_byte: usize) -> usize {
        let step = self
            .steps
            .partition_point(|(start, _)| *start <= text_byte)
            .saturating_sub(1);
        match self.steps.get(step) {
            Some((in_text, in_file)) => in_file + text_byte.saturating_sub(*in_text),
            None => text_byte,
        }
    }
}

fn choose(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, length);
    }
    // Before UTF-8: Western text in UTF-16 is valid UTF-8 with zeros in it.
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, 0);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, 0);
    }
    if mostly_utf8(bytes) {
        return (UTF_8, 0);
    }
    if let Some(encoding) = declared(bytes) {
        return (encoding, 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(256 * 1024)], true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    (guess, 0)
}

/// Western text in UTF-16 has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    if head.len() < 16 {
        return None;
    }
    let zeros = |parity: usize| {
        head.iter()
            .skip(parity)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let half = head.len() / 2;
    if odd * 10 > half * 6 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 6 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 with some broken bytes in it: more letters beyond ASCII than faults.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut faults) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk
            .valid()
            .as_bytes()
            .iter()
            .filter(|byte| **byte >= 0xC0)
            .count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    letters > faults
}

/// `<meta charset=…>` or an XML declaration in the first kilobyte.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes[..bytes.len().min(1024)]
        .iter()
        .map(|byte| char::from(*byte).to_ascii_lowercase())
        .collect();
    let place = head
        .find("charset=")
        .map(|at| at + "charset=".len())
        .or_else(|| head.find("encoding=").map(|at| at + "encoding=".len()))?;
    let label: String = head[place..]
        .chars()
        .skip_while(|c| matches!(c, '"' | '\'' | ' '))
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A file that is no UTF-8 but says so: take the legacy encoding of the West.
    Some(if encoding == UTF_8 {
        WINDOWS_1252
    } else {
        encoding
    })
}

fn utf8(bytes: &[u8], skip: usize) -> Decoded {
    let mut decoded = Decoded {
        text: String::with_capacity(bytes.len()),
        encoding: UTF_8.name(),
        malformed: 0,
        cut: 0,
        steps: vec![(0, skip)],
        marks: Vec::new(),
    };
    let mut at = skip;
    for chunk in bytes[skip..].utf8_chunks() {
        decoded.text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            decoded.malformed += 1;
            decoded.steps.push((decoded.text.len(), at));
            decoded.text.push('\u{FFFD}');
            at += chunk.invalid().len();
            decoded.steps.push((decoded.text.len(), at));
        }
    }
    decoded
}

/// Feeds byte after byte, so that each letter is known to end at its byte.
fn other(bytes: &[u8], encoding: &'static Encoding, skip: usize) -> Decoded {
    let mut decoded = Decoded {
        text: String::with_capacity(bytes.len() * 2),
        encoding: encoding.name(),
        malformed: 0,
        cut: 0,
        steps: vec![(0, skip)],
        marks: Vec::new(),
    };
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0u8; 64];
    let mut letter_from = skip;
    for at in skip..bytes.len() {
        let (result, _, written, replaced) =
            decoder.decode_to_utf8(&bytes[at..=at], &mut buffer, at + 1 == bytes.len());
        debug_assert!(matches!(result, CoderResult::InputEmpty));
        if written == 0 {
            continue;
        }
        decoded.malformed += usize::from(replaced);
        let step = (decoded.text.len(), letter_from);
        let same_course = decoded.steps.last().is_some_and(|(in_text, in_file)| {
            step.0 >= *in_text && step.1 >= *in_file && step.0 - in_text == step.1 - in_file
        });
        if !same_course {
            decoded.steps.push(step);
        }
        if let Ok(letters) = std::str::from_utf8(&buffer[..written]) {
            decoded.text.push_str(letters);
        }
        letter_from = at + 1;
    }
    decoded.steps.push((decoded.text.len(), bytes.len()));
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes_of(decoded: &Decoded, bytes: &[u8], quote: &str) -> Vec<u8> {
        let at = decoded.text.find(quote).unwrap();
        bytes[decoded.file_byte_at(at)..decoded.file_byte_at(at + quote.len())].to_vec()
    }

    #[test]
    fn utf8_with_broken_bytes_keeps_its_places() {
        let bytes = b"Tokyo \xFF\xFE met S\xC3\xA9oul today \xC3";
        let decoded = Decoded::new(bytes);
        // More faults than letters: read as a legacy encoding, every byte a letter.
        assert_eq!(bytes_of(&decoded, bytes, "today"), b"today");
        let bytes = "Tōkyō – Séoul \u{2013} “met”".as_bytes();
        let mut broken = bytes.to_vec();
        broken.insert(3, 0xFF);
        let decoded = Decoded::new(&broken);
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.malformed, 1);
        assert_eq!(bytes_of(&decoded, &broken, "met"), b"met");
    }

    #[test]
    fn legacy_and_wide_encodings_keep_their_places() {
        let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(
            "経済産業省の齋藤健大臣は、六月にワシントンで商務長官と会談し、半導体の供給網について意見を交わした。",
        );
        let decoded = Decoded::new(&sjis);
        assert_eq!(decoded.encoding, "Shift_JIS");
        let (word, _, _) = encoding_rs::SHIFT_JIS.encode("半導体");
        assert_eq!(bytes_of(&decoded, &sjis, "半導体"), word.as_ref());

        let wide: Vec<u8> = "The ministers met – in Seoul."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let decoded = Decoded::new(&wide);
        assert_eq!(decoded.encoding, "UTF-16LE");
        assert_eq!(bytes_of(&decoded, &wide, "Seoul").len(), 10);
    }

    #[test]
    fn scalars_are_counted_across_marks() {
        let text = "é".repeat(1000);
        let decoded = Decoded::new(text.as_bytes());
        for scalar in [0, 1, 255, 256, 257, 999, 1000] {
            assert_eq!(decoded.scalar_at(scalar * 2), scalar);
        }
    }
}
