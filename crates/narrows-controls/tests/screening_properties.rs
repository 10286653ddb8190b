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
    fn which_name_was_asked_for_matters_little(a in "[a-z]{4,9}", b in "[a-z]{4,9}") {
        let (there, back) = (pair(&a, &b), pair(&b, &a));
        prop_assert!((there - back).abs() < 0.35, "{} {}: {} {}", a, b, there, back);
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
