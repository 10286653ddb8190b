//! How the index grows: `screening_growth PARTIES` generates so many parties
//! from syllables of several scripts, indexes them, screens 1,000 names on one
//! thread, and prints what was measured as one line of JSON. The same number
//! gives the same parties; none is a real name.

#[path = "screening_meter/mod.rs"]
mod screening_meter;

use std::time::Instant;

use narrows_controls::screening::{
    NameKind, PartyType, ScreenedName, ScreenedParty, ScreeningIndex, ScreeningQuery,
};
use screening_meter::{cpu_seconds, peak_mb, percentile, resident_mb};

const LATIN: [&str; 40] = [
    "ba", "bel", "bor", "dan", "der", "dom", "fen", "fir", "gal", "gor", "hal", "hem", "ish",
    "jar", "kal", "ken", "kor", "lan", "lem", "lor", "mar", "mel", "mon", "nar", "nim", "nol",
    "or", "pal", "per", "rad", "ren", "sal", "sem", "tar", "tel", "tor", "vel", "vin", "yar",
    "zan",
];
const CYRILLIC: [&str; 20] = [
    "ба", "бел", "вар", "гор", "дан", "зем", "кал", "ков", "лен", "мар", "мил", "нов", "пет",
    "рад", "сем", "тар", "тих", "фом", "чер", "яр",
];
const KANA: [&str; 24] = [
    "ア", "イ", "カ", "キ", "ク", "コ", "サ", "シ", "ス", "タ", "ト", "ナ", "ニ", "ハ", "マ", "ミ",
    "モ", "ヤ", "ラ", "リ", "ル", "レ", "ロ", "ワ",
];
const HANGUL: [&str; 20] = [
    "가", "나", "다", "라", "마", "바", "사", "아", "자", "차", "한", "민", "성", "영", "진", "철",
    "호", "현", "수", "동",
];
const FORMS: [&str; 6] = ["Ltd", "LLC", "GmbH", "Trading Co", "Industries", "Holding"];

/// Pseudo-random numbers (SplitMix64): the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap_or(0)
    }

    /// Small numbers more often than large ones, as words of names are: a few
    /// common, many rare.
    fn skewed(&mut self, most: usize) -> usize {
        let (a, b) = (self.below(most), self.below(most));
        a * b / most.max(1)
    }

    fn word(&mut self, syllables: &[&str], count: usize) -> String {
        (0..count)
            .map(|_| syllables[self.skewed(syllables.len())])
            .collect()
    }

    fn latin(&mut self) -> String {
        let count = 2 + self.below(2);
        let word = self.word(&LATIN, count);
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default()
    }

    fn name(&mut self) -> (PartyType, String) {
        match self.below(10) {
            0..=3 => {
                let name = format!("{} {} {}", self.latin(), self.latin(), self.latin());
                (PartyType::Person, name)
            }
            4..=6 => {
                let form = FORMS[self.below(FORMS.len())];
                let name = format!("{} {} {form}", self.latin(), self.latin());
                (PartyType::Organisation, name)
            }
            7 => {
                let count = 2 + self.below(2);
                let name = format!(
                    "{} {}",
                    self.word(&CYRILLIC, 2),
                    self.word(&CYRILLIC, count)
                );
                (PartyType::Person, name)
            }
            8 => {
                let name = format!("{}・{}", self.word(&KANA, 4), self.word(&KANA, 4));
                (PartyType::Person, name)
            }
            _ => (PartyType::Person, self.word(&HANGUL, 3)),
        }
    }
}

fn party(numbers: &mut Numbers, number: usize) -> ScreenedParty {
    let (party_type, text) = numbers.name();
    ScreenedParty {
        id: number.to_string(),
        party_type,
        countries: Vec::new(),
        names: vec![ScreenedName {
            text,
            kind: NameKind::Primary,
        }],
        identifiers: Vec::new(),
        birth_dates: Vec::new(),
    }
}

/// A listed name with one letter left out.
fn misspelt(name: &str, numbers: &mut Numbers) -> String {
    let out = numbers.below(name.chars().count());
    name.chars()
        .enumerate()
        .filter(|(at, _)| *at != out)
        .map(|(_, letter)| letter)
        .collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = std::env::args()
        .nth(1)
        .ok_or("usage: screening_growth PARTIES")?
        .parse()?;
    let mut numbers = Numbers(1);
    let parties: Vec<ScreenedParty> = (0..count).map(|at| party(&mut numbers, at)).collect();
    let parties_mb = resident_mb()?;
    // Half of the names are listed, a letter left out; half are not.
    let queries: Vec<(Option<usize>, ScreeningQuery)> = (0..1000)
        .map(|at| {
            let listed = (at % 2 == 0 && count > 0).then(|| numbers.below(count));
            let name = match listed {
                Some(party) => misspelt(&parties[party].names[0].text, &mut numbers),
                None => numbers.name().1,
            };
            let query = ScreeningQuery {
                name,
                ..ScreeningQuery::default()
            };
            (listed, query)
        })
        .collect();
    let (start, cpu) = (Instant::now(), cpu_seconds()?);
    let index = ScreeningIndex::build(parties);
    let (build, build_cpu) = (start.elapsed().as_secs_f64(), cpu_seconds()? - cpu);
    let resident = resident_mb()?;
    let peak = peak_mb()?;
    let mut times = Vec::with_capacity(queries.len());
    let (mut found, mut asked, mut compared) = (0_u32, 0_u32, 0);
    for (listed, query) in &queries {
        let start = Instant::now();
        let hits = index.screen(query, 10);
        times.push(start.elapsed().as_secs_f64() * 1e6);
        if let Some(party) = listed {
            asked += 1;
            found += u32::from(hits.iter().any(|hit| hit.party == *party));
        }
    }
    for (_, query) in queries.iter().take(100) {
        compared += index.evidence(query, usize::MAX).len();
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{}",
        serde_json::json!({
            "parties": count, "build_s": build, "build_cpu_s": build_cpu,
            "parties_mb": parties_mb, "resident_mb": resident, "build_peak_mb": peak,
            "p50_us": percentile(&times, 0.5), "p99_us": percentile(&times, 0.99),
            "compared": compared as f64 / queries.len().clamp(1, 100) as f64,
            "found_in_ten": f64::from(found) / f64::from(asked.max(1_u32)),
        })
    );
    Ok(())
}
