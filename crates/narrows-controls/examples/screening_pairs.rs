//! Scores labelled pairs: `screening_pairs CASES.csv` with the columns of
//! nomenklatura's cases (schema, name1, name2, is_match from the second on).
//! Prints label, score and features, one pair a line.

use narrows_controls::screening::{
    NameKind, PartyType, ScreenedName, ScreenedParty, ScreeningIndex, ScreeningQuery,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: screening_pairs CASES.csv")?;
    let mut reader = csv::Reader::from_path(path)?;
    let mut spent = std::time::Duration::ZERO;
    let mut pairs = 0;
    for row in reader.records() {
        let row = row?;
        let party_type = match &row[1] {
            "Person" => PartyType::Person,
            "Company" | "Organization" => PartyType::Organisation,
            "Vessel" => PartyType::Vessel,
            _ => PartyType::Unknown,
        };
        let query = ScreeningQuery {
            name: row[2].to_owned(),
            party_type: Some(party_type),
            ..ScreeningQuery::default()
        };
        let listed = ScreenedParty {
            id: String::new(),
            party_type,
            countries: Vec::new(),
            names: vec![ScreenedName {
                text: row[3].to_owned(),
                kind: NameKind::Primary,
            }],
            identifiers: Vec::new(),
            birth_dates: Vec::new(),
        };
        let start = std::time::Instant::now();
        let score = ScreeningIndex::score_pair(&query, &listed).map_or(0.0, |h| h.score);
        spent += start.elapsed();
        pairs += 1;
        let index = ScreeningIndex::build(vec![listed]);
        let features: Vec<String> = index
            .evidence(&query, 1)
            .first()
            .map(|e| e.2.iter().map(ToString::to_string).collect())
            .unwrap_or_default();
        println!(
            "{}\t{score}\t{}\t{}\t{}",
            &row[4],
            &row[2],
            &row[3],
            features.join("\t")
        );
    }
    eprintln!("{pairs} pairs in {:.3} s", spent.as_secs_f64());
    Ok(())
}
