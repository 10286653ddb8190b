//! An alignment in words that a clerk can file.

use super::name_alignment::{Answer, ListedWord};
use super::name_analysis::Word;
use super::name_words::WordKind;
use super::{AlignedToken, Alignment};

/// Turns the answers of two names into pairs, what is left, and notes.
pub fn explain(
    query: &[Word],
    weights: &[f64],
    listed: &[ListedWord<'_>],
    answers: &[Answer],
) -> Alignment {
    let total: f64 = weights.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let mut alignment = Alignment::default();
    let (mut used_query, mut used_listed) = (0_u32, 0_u32);
    for answer in answers {
        let q = answer.query.0 as usize..(answer.query.0 + answer.query.1) as usize;
        let l = answer.listed.0 as usize..(answer.listed.0 + answer.listed.1) as usize;
        q.clone().for_each(|i| used_query |= 1 << i);
        l.clone().for_each(|i| used_listed |= 1 << i);
        if let Some(note) = note_on_pair(&query[q.clone()], &listed[l.clone()]) {
            alignment.notes.push(note);
        }
        let asked: Vec<&str> = query[q.clone()].iter().map(|w| w.text.as_str()).collect();
        let answered: Vec<&str> = listed[l].iter().map(|w| w.text).collect();
        alignment.pairs.push(AlignedToken {
            query: asked.join(" "),
            listed: answered.join(" "),
            similarity: f64::from(answer.likeness),
            weight: weights[q].iter().sum::<f64>() / total,
        });
    }
    let left_query: Vec<&Word> = (0..query.len().min(32))
        .filter(|i| used_query & (1 << i) == 0)
        .map(|i| &query[i])
        .collect();
    let left_listed: Vec<&ListedWord<'_>> = (0..listed.len().min(32))
        .filter(|i| used_listed & (1 << i) == 0)
        .map(|i| &listed[i])
        .collect();
    alignment
        .notes
        .extend(notes_on_rest(&left_query, &left_listed));
    alignment.unmatched_query = left_query.iter().map(|w| w.text.clone()).collect();
    alignment.unmatched_listed = left_listed.iter().map(|w| w.text.to_owned()).collect();
    alignment
}

/// A word as the asker wrote it, in capitals.
fn shown(word: &Word) -> String {
    word.written.as_deref().unwrap_or(&word.text).to_uppercase()
}

fn note_on_pair(query: &[Word], listed: &[ListedWord<'_>]) -> Option<String> {
    let asked: Vec<String> = query.iter().map(shown).collect();
    let answered: Vec<String> = listed.iter().map(|w| w.text.to_uppercase()).collect();
    let (asked, answered) = (asked.join(" "), answered.join(" "));
    let (first, other) = (query.first()?, listed.first()?);
    let why = if query.len() + listed.len() > 2 {
        "written together in one, apart in the other".to_owned()
    } else if first.text == other.text {
        first.written.as_ref()?;
        "as romanised".to_owned()
    } else if first.kind == WordKind::Initial || other.kind == WordKind::Initial {
        "initial".to_owned()
    } else if first.meaning.is_some() && first.meaning == other.meaning {
        "same meaning".to_owned()
    } else if first.written.is_some() {
        "by sound".to_owned()
    } else {
        match differing_letters(&first.text, other.text) {
            1 => "one letter".to_owned(),
            2 => "two letters".to_owned(),
            _ => "by sound".to_owned(),
        }
    };
    Some(format!("{asked} = {answered} ({why})"))
}

/// Letters to change, add or drop.
fn differing_letters(a: &str, b: &str) -> usize {
    let likeness = super::letter_distance::by_letters(a, b);
    ((1.0 - likeness) * a.len().max(b.len()) as f64).round() as usize
}

fn notes_on_rest(query: &[&Word], listed: &[&ListedWord<'_>]) -> Vec<String> {
    let mut notes = Vec::new();
    for word in query {
        match word.kind {
            WordKind::Legal => notes.push(format!("legal form {} ignored", shown(word))),
            WordKind::Title => notes.push(format!("title {} passed over", shown(word))),
            _ => {}
        }
    }
    for word in listed {
        match word.kind {
            WordKind::Legal => {
                notes.push(format!("legal form {} ignored", word.text.to_uppercase()));
            }
            WordKind::Title => {
                notes.push(format!("title {} passed over", word.text.to_uppercase()));
            }
            _ => {}
        }
    }
    let telling = |k: WordKind| matches!(k, WordKind::Name | WordKind::Number);
    let asked: Vec<String> = query
        .iter()
        .filter(|w| telling(w.kind))
        .map(|w| shown(w))
        .collect();
    let other: Vec<String> = listed
        .iter()
        .filter(|w| telling(w.kind))
        .map(|w| w.text.to_uppercase())
        .collect();
    match (asked.is_empty(), other.is_empty()) {
        (true, true) => {}
        (true, false) => notes.push(format!(
            "{} stands only in the listed name: an omission is not a contradiction",
            other.join(", ")
        )),
        (false, true) => notes.push(format!(
            "{} stands only in the name asked for: an omission is not a contradiction",
            asked.join(", ")
        )),
        (false, false) => notes.push(format!(
            "{} stands against {}: these words contradict each other",
            asked.join(", "),
            other.join(", ")
        )),
    }
    notes
}
