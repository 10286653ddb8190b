//! The script a name is written in.

/// The script of most letters of a name, with Japanese, Korean and Chinese
/// writing told apart where the characters do.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    /// Latin letters, with or without marks.
    Latin,
    /// Cyrillic letters of any language.
    Cyrillic,
    /// Arabic letters, also as Persian, Urdu and Pashto write them.
    Arabic,
    /// Hiragana or katakana, perhaps with Han characters between.
    Kana,
    /// Korean syllables.
    Hangul,
    /// Han characters without kana or Hangul.
    Han,
    /// Any other script, or no letter at all.
    Other,
}

impl Script {
    /// The script of `text`: that of most letters, except that a name with
    /// kana in it is Japanese and one with Han characters is not Latin.
    pub fn of(text: &str) -> Script {
        let mut counts = [0_usize; 7];
        for c in text.chars() {
            if let Some(script) = Script::of_char(c) {
                counts[script as usize] += 1;
            }
        }
        let count = |s: Script| counts[s as usize];
        if count(Script::Kana) > 0 {
            return Script::Kana;
        }
        if count(Script::Han) > 0 {
            return Script::Han;
        }
        let mut best = Script::Other;
        for script in [
            Script::Other,
            Script::Latin,
            Script::Cyrillic,
            Script::Arabic,
            Script::Hangul,
        ] {
            if count(script) > count(best) {
                best = script;
            }
        }
        best
    }

    /// The script of one letter; nothing for digits, marks and punctuation.
    pub fn of_char(c: char) -> Option<Script> {
        let script = match c as u32 {
            0x41..=0x5A | 0x61..=0x7A => Script::Latin,
            0xAA | 0xBA | 0xC0..=0x24F if c.is_alphabetic() => Script::Latin,
            0x250..=0x2AF | 0x1E00..=0x1EFF | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A => Script::Latin,
            0x400..=0x52F | 0x1C80..=0x1C8F => Script::Cyrillic,
            0x600..=0x6FF | 0x750..=0x77F | 0x8A0..=0x8FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC
                if c.is_alphabetic() =>
            {
                Script::Arabic
            }
            0x3041..=0x3096 | 0x30A1..=0x30FA | 0x30FC | 0xFF66..=0xFF9D => Script::Kana,
            0x1100..=0x11FF | 0x3131..=0x318E | 0xAC00..=0xD7A3 => Script::Hangul,
            0x3005 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => {
                Script::Han
            }
            _ if c.is_alphabetic() => Script::Other,
            _ => return None,
        };
        Some(script)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_apart() {
        for (text, script) in [
            ("Müller GmbH", Script::Latin),
            ("Завод", Script::Cyrillic),
            ("محمد رضا", Script::Arabic),
            ("株式会社アラミル", Script::Kana),
            ("김춘삼", Script::Hangul),
            ("深圳科技", Script::Han),
            ("L3哈里斯公司", Script::Han),
            ("123 -", Script::Other),
        ] {
            assert_eq!(Script::of(text), script, "{text}");
        }
    }
}
