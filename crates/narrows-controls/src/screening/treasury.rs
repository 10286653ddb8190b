//! A score in the manner of the US Treasury's own search, for people who must
//! reconcile with it.
//!
//! OFAC says of its search tool that it uses Jaro-Winkler on the whole name
//! and on its parts, and Soundex; the code is not public. This follows that
//! description: the better of the whole-string score and the mean over the
//! parts of the name asked for, where a part that sounds the same by Soundex
//! counts at least 0.85 times the share of letters its best answer has. It
//! knows Latin letters only, as the original does.

use super::writing::latin;

/// The score, 0 to 100, as Treasury's search shows it.
pub fn treasury_score(query: &str, listed: &str) -> f64 {
    let parts =
        |name: &str| -> Vec<String> { latin::words(name).into_iter().map(|w| w.text).collect() };
    let (asked, other) = (parts(query), parts(listed));
    if asked.is_empty() || other.is_empty() {
        return 0.0;
    }
    let whole = jaro_winkler(&asked.join(" "), &other.join(" "));
    let mut sum = 0.0;
    for part in &asked {
        let best = other
            .iter()
            .map(|o| {
                let letters = jaro_winkler(part, o);
                if soundex(part) == soundex(o) {
                    letters.max(0.85)
                } else {
                    letters
                }
            })
            .fold(0.0, f64::max);
        sum += best;
    }
    let by_part = sum / asked.len() as f64;
    (whole.max(by_part) * 100.0).round()
}

/// Jaro-Winkler likeness, 0 to 1, with the usual prefix of four letters and
/// weight of a tenth.
fn jaro_winkler(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let jaro = jaro(&a, &b);
    let prefix = a.iter().zip(&b).take(4).take_while(|(x, y)| x == y).count();
    jaro + prefix as f64 * 0.1 * (1.0 - jaro)
}

fn jaro(a: &[char], b: &[char]) -> f64 {
    if a == b {
        return 1.0;
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; b.len()];
    let mut matched_a = Vec::new();
    for (i, c) in a.iter().enumerate() {
        let from = i.saturating_sub(reach);
        let to = (i + reach + 1).min(b.len());
        if let Some(j) = (from..to).find(|&j| !taken[j] && b[j] == *c) {
            taken[j] = true;
            matched_a.push(*c);
        }
    }
    if matched_a.is_empty() {
        return 0.0;
    }
    let matched_b = b.iter().zip(&taken).filter(|(_, t)| **t).map(|(c, _)| *c);
    let swapped = matched_a
        .iter()
        .zip(matched_b)
        .filter(|(x, y)| *x != y)
        .count();
    let m = matched_a.len() as f64;
    (m / a.len() as f64 + m / b.len() as f64 + (m - swapped as f64 / 2.0) / m) / 3.0
}

/// American Soundex: a letter and three digits.
fn soundex(word: &str) -> [u8; 4] {
    let mut out = [b'0'; 4];
    let mut length = 0;
    let mut last = b'0';
    for byte in word.bytes().filter(u8::is_ascii_lowercase) {
        let digit = match byte {
            b'b' | b'f' | b'p' | b'v' => b'1',
            b'c' | b'g' | b'j' | b'k' | b'q' | b's' | b'x' | b'z' => b'2',
            b'd' | b't' => b'3',
            b'l' => b'4',
            b'm' | b'n' => b'5',
            b'r' => b'6',
            _ => b'0',
        };
        if length == 0 {
            out[0] = byte;
            length = 1;
            last = digit;
            continue;
        }
        if digit != b'0' && digit != last && length < 4 {
            out[length] = digit;
            length += 1;
        }
        if !matches!(byte, b'h' | b'w') {
            last = digit;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn textbook_values() {
        assert!((jaro_winkler("martha", "marhta") - 0.961).abs() < 0.001);
        assert!((jaro_winkler("dixon", "dicksonx") - 0.813).abs() < 0.001);
        assert_eq!(&soundex("robert"), b"r163");
        assert_eq!(soundex("rupert"), soundex("robert"));
        assert_eq!(&soundex("tymczak"), b"t522");
        assert_eq!(&soundex("pfister"), b"p236");
    }

    #[test]
    fn whole_names() {
        assert_eq!(treasury_score("Joaquin Guzman", "GUZMAN, Joaquin"), 100.0);
        assert_eq!(treasury_score("", "Anything"), 0.0);
        assert_eq!(treasury_score("김", "Kim"), 0.0);
    }
}
