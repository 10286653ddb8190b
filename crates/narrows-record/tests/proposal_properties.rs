//! What holds for any bytes: spans lie in the file and say what they quote,
//! hostile files end soon, and dates have bounds.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use narrows_record::propose::{
    Decoded, MentionType, Proposals, ProposeRequest, TextForm, edtf_bounds, propose,
};
use proptest::prelude::*;

fn spans_hold(bytes: &[u8], proposals: &Proposals) {
    let decoded = Decoded::new(bytes);
    let letters: Vec<char> = decoded.text.chars().collect();
    let check = |start: usize, end: usize, start_byte: usize, end_byte: usize, quote: &str| {
        assert!(
            start < end && end <= letters.len(),
            "{start}..{end} of {}",
            letters.len()
        );
        assert_eq!(letters[start..end].iter().collect::<String>(), quote);
        assert!(
            start_byte < end_byte && end_byte <= bytes.len(),
            "bytes {start_byte}..{end_byte} of {}",
            bytes.len()
        );
        // The bytes of the file decode to the quote by themselves.
        if decoded.encoding == "UTF-8" && decoded.malformed == 0 {
            assert_eq!(
                std::str::from_utf8(&bytes[start_byte..end_byte]).unwrap(),
                quote
            );
        }
    };
    for mention in &proposals.mentions {
        let span = &mention.span;
        check(
            span.start,
            span.end,
            span.start_byte,
            span.end_byte,
            &span.quote,
        );
        if mention.kind == MentionType::Date
            && let Some(value) = &mention.value
        {
            let bounds = edtf_bounds(value).unwrap_or_else(|| panic!("{value} is no EDTF"));
            if let (Some(lower), Some(upper)) = (bounds.lower, bounds.upper) {
                assert!(lower <= upper, "{value}");
            }
        }
    }
    let clauses = proposals
        .commitments
        .iter()
        .flat_map(|commitment| &commitment.evidence);
    let sides = proposals
        .inconsistencies
        .iter()
        .flat_map(|found| &found.evidence);
    for span in clauses.chain(sides) {
        check(
            span.start,
            span.end,
            span.start_byte,
            span.end_byte,
            &span.quote,
        );
    }
}

/// Pieces of policy news and of what breaks readers, in any order.
fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            Just("Japan and the U.S. agreed Wednesday to cooperate on gallium. ".to_owned()),
            Just("Minister Ahn Duk-geun met Gina Raimondo in Washington on June 26, 2024".to_owned()),
            Just("rare earths such as graphite and germanium\n".to_owned()),
            Just("the first trilateral meeting since last November".to_owned()),
            Just("**We will** promote [AI](https://x.y/z) and &amp; export controls;\n\n- coordinate\n".to_owned()),
            Just("<p>the <b>G7</b> leaders’ summit</p><nav>Home</nav>".to_owned()),
            Just("two years earlier, that summer, 2024-06-26 – 30, FY2025".to_owned()),
            Just("\u{202E}日米韓 経済産業省 Ｊａｐａｎ e\u{301}́\u{FE0F}\u{1F1EF}\u{1F1F5}\u{AD}".to_owned()),
            "\\PC{0,20}",
            "[ \n\r\t\u{C}]{0,3}",
        ],
        0..12,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn spans_lie_in_any_text(text in pieces(), form in prop::option::of(prop_oneof![Just(TextForm::Html), Just(TextForm::Markdown), Just(TextForm::Plain)])) {
        let request = ProposeRequest { dateline: "2024-06-27".parse().ok(), form };
        spans_hold(text.as_bytes(), &propose(text.as_bytes(), &request));
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        spans_hold(&bytes, &propose(&bytes, &ProposeRequest::default()));
    }

    #[test]
    fn broken_bytes_do_not_move_spans(text in pieces(), at in any::<prop::sample::Index>()) {
        let mut bytes = text.into_bytes();
        let place = at.index(bytes.len() + 1);
        bytes.insert(place, 0xFF);
        spans_hold(&bytes, &propose(&bytes, &ProposeRequest::default()));
    }

    #[test]
    fn every_day_has_bounds(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        let bounds = edtf_bounds(&text).unwrap();
        prop_assert_eq!(bounds.lower, bounds.upper);
        let of_month = edtf_bounds(&text[..7]).unwrap();
        prop_assert!(of_month.lower <= bounds.lower && bounds.upper <= of_month.upper);
        let of_year = edtf_bounds(&text[..4]).unwrap();
        prop_assert!(of_year.lower <= of_month.lower && of_month.upper <= of_year.upper);
    }

    #[test]
    fn relative_dates_lie_on_their_side_of_the_dateline(
        year in 2000i16..2050, month in 1i8..=12, day in 1i8..=28,
        (words, past) in prop_oneof![
            Just(("yesterday", true)), Just(("tomorrow", false)), Just(("last month", true)), Just(("next month", false)),
            Just(("last year", true)), Just(("next year", false)), Just(("last Friday", true)), Just(("next Friday", false)),
            Just(("two weeks ago", true)), Just(("three years ago", true)), Just(("last November", true)), Just(("next summer", false)),
        ]
    ) {
        let dateline = jiff::civil::date(year, month, day);
        let text = format!("The ministers of Japan met {words}.");
        let request = ProposeRequest { dateline: Some(dateline), form: None };
        let proposals = propose(text.as_bytes(), &request);
        let found = proposals.mentions.iter().find(|mention| mention.kind == MentionType::Date).unwrap();
        prop_assert_eq!(&found.span.quote, words);
        let bounds = edtf_bounds(found.value.as_deref().unwrap()).unwrap();
        if past {
            prop_assert!(bounds.lower.unwrap() < dateline, "{} {:?}", words, found.value);
        } else {
            prop_assert!(bounds.upper.unwrap() > dateline, "{} {:?}", words, found.value);
        }
    }
}

#[test]
fn hostile_files_end_soon_and_say_what_was_cut() {
    let line = "Japan and the United States agreed to share warnings ";
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("one line of a megabyte", line.repeat(20_000).into_bytes()),
        (
            "nested elements",
            format!("<html>{}Japan", "<div>".repeat(100_000)).into_bytes(),
        ),
        ("tags without an end", "<a ".repeat(100_000).into_bytes()),
        ("quotes in tags", "<a '\">".repeat(60_000).into_bytes()),
        ("links without an end", "](".repeat(100_000).into_bytes()),
        ("brackets", "[".repeat(300_000).into_bytes()),
        (
            "capitals",
            "Framework Agreement ".repeat(15_000).into_bytes(),
        ),
        ("one word", "a".repeat(500_000).into_bytes()),
        ("and", "and ".repeat(80_000).into_bytes()),
        (
            "broken UTF-8",
            [b"Japan \xFF\xC3 agreed. ".as_slice(); 10_000].concat(),
        ),
        ("zeros", vec![0; 300_000]),
        ("dates", "June ".repeat(40_000).into_bytes()),
        (
            "meetings",
            "the first meeting in June. ".repeat(8_000).into_bytes(),
        ),
        (
            "names",
            "Ken Saito said. Kim Yong-beom said. "
                .repeat(5_000)
                .into_bytes(),
        ),
    ];
    for (name, bytes) in cases {
        let start = Instant::now();
        let proposals = propose(&bytes, &ProposeRequest::default());
        // Far above what is needed, even without optimisation: against hanging.
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "{name}: {:?}",
            start.elapsed()
        );
        if name == "one line of a megabyte" || name == "nested elements" || name == "broken UTF-8" {
            assert!(!proposals.notices.is_empty(), "{name}");
        }
    }
}

#[test]
fn ten_pages_take_less_than_a_second() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts");
    let article = std::fs::read_to_string(folder.join("article1.md")).unwrap();
    // About 3,000 letters a page.
    let pages: String = article.chars().cycle().take(30_000).collect();
    let _ = propose(b"warm", &ProposeRequest::default());
    let start = Instant::now();
    let proposals = propose(pages.as_bytes(), &ProposeRequest::default());
    let took = start.elapsed();
    assert!(proposals.mentions.len() > 100);
    assert!(took < Duration::from_secs(1), "{took:?}");
}
