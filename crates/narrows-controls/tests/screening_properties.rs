//! What must hold of screening whatever the names are.
#![allow(clippy::unwrap_used)]

mod made_up;

use made_up::{asked, party};
use narrows_controls::screening::{
    PartyType, ScreeningIndex, ScreeningQuery, Script, alarm_threshold,
};
use proptest::prelude::*;

fn pair(query: &str, listed: &str) -> f64 {
    ScreeningIndex::score_pair(&asked(query), &party("x", PartyType::Unknown, &[listed]))
        .map_or(0.0, |hit| hit.score)
}

/// Whether the dictionary has the word or its stem ("siri" for Syria).
fn never_matches_alone(word: &str) -> bool {
    let name = format!("Kestrel {word}");
    let index = ScreeningIndex::build(vec![party("1", PartyType::Unknown, &[&name])]);
    index.screen(&asked(word), 1).is_empty()
}

fn small_index() -> ScreeningIndex {
    ScreeningIndex::build(vec![
        party(
            "1",
            PartyType::Person,
            &["PETROV, Sergei Ivanovich", "Petrow"],
        ),
        party(
            "2",
            PartyType::Organisation,
            &["Blue Lantern Trading Corp.", "Голубой фонарь ООО"],
        ),
        party("3", PartyType::Organisation, &["Corp Holdings Limited"]),
        party("4", PartyType::Person, &["KIM Chun-sam", "김춘삼"]),
        party(
            "5",
            PartyType::Organisation,
            &["Shenzhen Haineng Machinery Co., Ltd."],
        ),
    ])
}

#[test]
fn scripts_answer_each_other() {
    let index = small_index();
    for (query, id) in [
        ("Сергей Петров", "1"),
        ("セルゲイ・ペトロフ", "1"),
        ("سرغي بتروف", "1"),
        ("김춘삼", "4"),
        ("深圳海能机械有限公司", "5"),
        ("BLUE LANTERN TRADlNG", "2"),
        ("Ｂｌｕｅ Lan\u{200B}tern", "2"),
    ] {
        let hits = index.screen(&asked(query), 3);
        let first = hits
            .first()
            .unwrap_or_else(|| panic!("{query} finds nothing"));
        assert_eq!(index.parties()[first.party].id, id, "{query}: {hits:?}");
    }
}

#[test]
fn the_alignment_says_why() {
    let index = small_index();
    let hit = index.screen(&asked("Sergei Petrof"), 1).remove(0);
    assert!(
        hit.alignment
            .notes
            .iter()
            .any(|n| n.contains("PETROF = PETROV (one letter)")),
        "{hit:?}"
    );
    assert!(
        hit.alignment
            .notes
            .iter()
            .any(|n| n.contains("an omission is not a contradiction")),
        "{hit:?}"
    );
    let hit = index
        .screen(&asked("Blue Lantern Trading GmbH"), 1)
        .remove(0);
    assert!(
        hit.alignment.pairs.iter().any(|p| p.listed == "lantern"),
        "{hit:?}"
    );
}

#[test]
fn a_legal_form_or_an_industry_never_matches_alone() {
    let index = small_index();
    for query in [
        "CORP",
        "Corp.",
        "Ltd",
        "Limited",
        "有限公司",
        "ООО",
        "Trading",
        "貿易",
        "Machinery",
    ] {
        assert_eq!(index.screen(&asked(query), 5), Vec::new(), "{query}");
    }
}

/// Whether a form of the dictionary is read as one word: not so if it has a
/// space, a hyphen or a digit, is a stem, or mixes two scripts.
fn is_one_word(form: &str) -> bool {
    let script = |c: char| Script::of_char(c);
    let first = form.chars().next().and_then(script);
    first.is_some() && form.chars().all(|c| script(c) == first)
}

/// Every legal form and every industry word that the dictionary knows, asked
/// for alone, against parties that have it in their names.
#[test]
fn no_word_of_the_dictionary_matches_alone() {
    let table = include_str!("../data/screening/name_words.tsv");
    let mut checked = 0;
    let mut alone: Vec<&str> = Vec::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (kind, forms) = (fields[0], fields[2]);
        if !matches!(kind, "legal" | "word") {
            continue;
        }
        let forms: Vec<&str> = forms.split('|').filter(|f| is_one_word(f)).collect();
        let names: Vec<String> = forms.iter().map(|f| format!("Kestrel {f}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let index = ScreeningIndex::build(vec![
            party("1", PartyType::Organisation, &names),
            party("2", PartyType::Organisation, &["Blue Lantern"]),
        ]);
        for form in forms {
            checked += 1;
            if !index.screen(&asked(form), 5).is_empty() {
                alone.push(form);
            }
        }
    }
    assert!(checked > 1_000, "{checked}");
    assert_eq!(alone, Vec::<&str>::new());
}

#[test]
fn identifiers_dates_and_countries_refine() {
    let mut listed = party("1", PartyType::Person, &["PETROV, Sergei"]);
    listed.identifiers = vec!["Passport 12-345678".into()];
    listed.birth_dates = vec!["1960-05-01".into()];
    listed.countries = vec!["RU".into()];
    let index = ScreeningIndex::build(vec![listed]);
    let score = |change: &dyn Fn(&mut ScreeningQuery)| {
        let mut query = asked("Sergey Petrov");
        change(&mut query);
        index.screen(&query, 1).first().map_or(0.0, |h| h.score)
    };
    let plain = score(&|_| {});
    assert!(score(&|q| q.birth_date = Some("1960-05-01".into())) >= plain);
    assert!(score(&|q| q.birth_date = Some("1985".into())) < plain);
    assert!(score(&|q| q.countries = vec!["BR".into()]) < plain);
    let mut other = asked("Somebody Else");
    other.identifiers = vec!["passport 12345678".into()];
    let hit = index.screen(&other, 1).remove(0);
    assert!(hit.score >= 0.99);
    assert!(hit.alignment.notes.iter().any(|n| n.contains("identifier")));
}

#[test]
fn thresholds_fall_with_the_rate() {
    for script in [
        Script::Latin,
        Script::Kana,
        Script::Hangul,
        Script::Han,
        Script::Other,
    ] {
        for party_type in [None, Some(PartyType::Person), Some(PartyType::Organisation)] {
            let values = [0.001, 0.01, 0.05, 0.1].map(|r| alarm_threshold(r, script, party_type));
            assert!(
                values.windows(2).all(|w| w[0] >= w[1]),
                "{script:?} {values:?}"
            );
            assert!(values.iter().all(|v| (0.0..=1.0).contains(v)));
        }
    }
}

#[test]
fn an_empty_index_and_an_empty_name_find_nothing() {
    assert!(
        ScreeningIndex::build(Vec::new())
            .screen(&asked("Anything"), 5)
            .is_empty()
    );
    assert!(small_index().screen(&asked(" -- "), 5).is_empty());
    let nameless = ScreeningIndex::build(vec![party("1", PartyType::Unknown, &[])]);
    assert!(nameless.screen(&asked("Anything"), 5).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_screened_and_scores_stay_in_bounds(name in "\\PC{0,60}", other in "\\PC{0,40}") {
        let score = pair(&name, &other);
        prop_assert!((0.0..=1.0).contains(&score));
        let index = small_index();
        let first = index.screen(&asked(&name), 5);
        prop_assert_eq!(&first, &index.screen(&asked(&name), 5));
        prop_assert!(first.windows(2).all(|w| w[0].score >= w[1].score));
    }

    #[test]
    fn a_name_is_itself(a in "[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z][aeiou]{1,3}[k-n]", b in "[A-Z][aeiou][k-t][aeiou][l-n]{1,2}") {
        let name = format!("{a} {b}");
        prop_assert_eq!(pair(&name, &name), 1.0);
        prop_assert_eq!(pair(&format!("{b}, {a}"), &name), 1.0);
    }

    #[test]
    fn a_listed_name_asked_for_scores_one_in_every_script(
        name in prop_oneof![
            "[BDFGKLMRSTV][aeiou][bdfgklmstvz]{1,2}[aeiou][kln]( [BDFGKLMRSTV][aeiou][kmnst][aeiou]{1,2}[kln]){1,3}",
            "[БВГДКЛМНПРСТ][аеиоу][бвгдклмнпрст][аеиоу][нкл]( [БВГДКЛМНПРСТ][аеиоу][бвгдклмнпрст]){1,2}",
            "[가-힣]{2,4}",
            "[カキクケコサスセタテトナニノ]{3,6}・[マミムメモラリルレロ]{3,6}",
            "[بتدرزسكلمن]{3,6} [بتدرزسكلمن]{3,6}",
        ],
    ) {
        let index = ScreeningIndex::build(vec![
            party("other", PartyType::Organisation, &["Blue Lantern Trading Corp."]),
            party("own", PartyType::Unknown, &["Kestrel", &name]),
        ]);
        let hits = index.screen(&asked(&name), 2);
        prop_assert_eq!(hits.first().map(|h| (h.party, h.score)), Some((1, 1.0)), "{}", name);
    }

    #[test]
    fn two_single_words_are_as_alike_from_either_side(
        word in "([bdfgklmprstvz][aeiou]){2,4}",
        at in 0_usize..8,
        letter in "[bdfgklmprstvzaeiou]",
    ) {
        let at = at.min(word.len() - 1);
        let mut other = word.clone();
        other.replace_range(at..=at, &letter);
        prop_assume!(!never_matches_alone(&word) && !never_matches_alone(&other));
        let (there, back) = (pair(&word, &other), pair(&other, &word));
        prop_assert!((there - back).abs() < 1e-6, "{} {}: {} {}", word, other, there, back);
    }

    #[test]
    fn which_name_was_asked_for_matters_little(a in "[a-z]{4,9}", b in "[a-z]{4,9}") {
        let (there, back) = (pair(&a, &b), pair(&b, &a));
        prop_assert!((there - back).abs() < 0.35, "{} {}: {} {}", a, b, there, back);
    }

    #[test]
    fn an_unrelated_alias_never_lowers_a_calibrated_score(
        alias in "[gkxz][oau][gkxz][oau][gkxz]{1,3} [gkxz][oau][gkxz][oau][gkxz]",
        query in prop::sample::select(vec![
            "Sergei Petrov", "Sergey Petroff", "Сергей Петров", "セルゲイ・ペトロフ", "Blue Lantern Ltd",
            "Petrov Ivanovich", "Lantern", "Brown Lantern", "Sergei Petrov Junior",
        ]),
    ) {
        let score = |names: &[&str]| {
            let index = ScreeningIndex::build(vec![
                party("1", PartyType::Unknown, names),
                party("2", PartyType::Organisation, &["Corp Holdings Limited"]),
            ]);
            index.screen(&asked(query), 2).iter().find(|h| h.party == 0).map_or(0.0, |h| h.score)
        };
        let before = score(&["Sergei Petrov", "Blue Lantern"]);
        let after = score(&["Sergei Petrov", "Blue Lantern", &alias]);
        prop_assert!(after >= before - 1e-9, "{} {}: {} {}", query, alias, before, after);
    }

    #[test]
    fn an_unrelated_alias_never_lowers_a_score(alias in "[а-я]{3,8} [а-я]{3,8}", query in "[A-Z][a-z]{3,8} [A-Z][a-z]{3,8}") {
        let listed = ["Sergei Petrov", "Blue Lantern"];
        let before = ScreeningIndex::score_pair(&asked(&query), &party("x", PartyType::Unknown, &listed));
        let with: Vec<&str> = listed.iter().copied().chain([alias.as_str()]).collect();
        let after = ScreeningIndex::score_pair(&asked(&query), &party("x", PartyType::Unknown, &with));
        let (before, after) = (before.map_or(0.0, |h| h.score), after.map_or(0.0, |h| h.score));
        prop_assert!(after >= before - 1e-12, "{} {}", before, after);
    }
}
