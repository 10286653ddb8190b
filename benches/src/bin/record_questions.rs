//! Questions to an index of a generated record.
//!
//! `record_questions FOLDER` writes an index of more than 100,000 statements
//! into the folder and asks it every sort of question. Each is asked many times
//! with other subjects, and each time the index is opened anew, as a command
//! does. The record is generated, not observed.

use std::path::Path;
use std::time::Instant;

use jiff::civil::{Date, date};
use narrows_benches::{Failure, Meter};
use narrows_core::{Economy, Material};
use narrows_record::{AskRequest, DueRequest, Index, Inquiry, RecordError, RecordSet, validate};

const FORUMS: u64 = 40;
const SERIES: u64 = 3;
const MEETINGS: u64 = 20;
const COMMITMENTS: u64 = 9000;
const SOURCES: u64 = 600;
const POSTS: u64 = 300;
/// Times that each question is asked.
const TIMES: u64 = 40;

const PARTIES: [&str; 8] = ["JPN", "USA", "KOR", "AUS", "IND", "PHL", "DEU", "FRA"];
const FORCES: [&str; 10] = [
    "signed",
    "agreed",
    "announced",
    "intends",
    "seeks",
    "requested",
    "expected",
    "discussed",
    "noted",
    "concerned",
];

/// The mixing step of splitmix64.
fn mixed(place: u64) -> u64 {
    let mut z = place.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn pick<T>(from: &[T], place: u64) -> &T {
    &from[(mixed(place) % from.len() as u64) as usize]
}

fn day(place: u64) -> Date {
    let place = mixed(place);
    date(
        2016 + (place % 10) as i16,
        1 + (place / 10 % 12) as i8,
        1 + (place / 120 % 28) as i8,
    )
}

struct Files(Vec<(String, String)>);

impl Files {
    fn add(&mut self, kind: &str, id: &str, source: Option<u64>, statements: &[(&str, String)]) {
        let mut text = format!(
            "id = \"{id}\"\nkind = \"{kind}\"\nlabel = \"Generated {kind} {id}\"\n\
             review = {{ state = \"accepted\", by = \"nobody\", on = \"2026-01-01\" }}\n"
        );
        if let Some(source) = source {
            let source = source % SOURCES;
            text.push_str(&format!(
                "sources = [{{ source = \"s-{source}\", basis = \"full_text\" }}]\n"
            ));
        }
        for (property, value) in statements {
            text.push_str(&format!(
                "[[statement]]\nproperty = \"{property}\"\nvalue = {value}\n"
            ));
        }
        self.0.push((format!("{kind}/{id}.toml"), text));
    }
}

fn quoted(text: impl std::fmt::Display) -> String {
    format!("\"{text}\"")
}

fn files(materials: &[Material]) -> Vec<(String, String)> {
    let mut files = Files(Vec::new());
    for n in 0..SOURCES {
        files.add(
            "source",
            &format!("s-{n}"),
            None,
            &[
                ("title", quoted(format!("Statement number {n}"))),
                ("publisher", quoted("A ministry")),
                ("tier", (1 + n % 4).to_string()),
                ("published", quoted(day(n))),
                ("language", quoted("en")),
            ],
        );
    }
    for n in 0..POSTS {
        files.add(
            "post",
            &format!("post-{n}"),
            Some(n),
            &[
                ("title", quoted(format!("Minister of Field {n}"))),
                ("economy", quoted(pick(&PARTIES, n))),
                ("level", quoted("ministerial")),
            ],
        );
        for term in 0..4 {
            let (from, until) = (2010 + 4 * term, 2013 + 4 * term);
            files.add("person", &format!("person-{n}-{term}"), Some(n), &[
                ("name", quoted(format!("Person {n} {term}"))),
                (
                    "tenure",
                    format!(
                        "{{ post = \"post-{n}\", from = \"{from}-02-01\", until = \"{until}-12-31\" }}"
                    ),
                ),
            ]);
        }
    }
    for f in 0..FORUMS {
        let mut statements = vec![
            ("name", quoted(format!("Forum number {f}"))),
            ("party", quoted(PARTIES[(f % 8) as usize])),
            ("party", quoted(PARTIES[((f + 1) % 8) as usize])),
        ];
        for s in 0..SERIES {
            let level = ["ministerial", "vice_ministerial", "working"][s as usize];
            statements.push((
                "series",
                format!("{{ id = \"f-{f}-{s}\", level = \"{level}\" }}"),
            ));
        }
        files.add("forum", &format!("forum-{f}"), Some(f), &statements);
        for s in 0..SERIES {
            let mut at = date(2005, 1, 1);
            for m in 0..MEETINGS {
                let gap = 300 + (mixed(f * 1000 + s * 100 + m) % 130) as i64;
                at = at.checked_add(jiff::Span::new().days(gap)).unwrap_or(at);
                let id = format!("meeting-{f}-{s}-{m}");
                files.add(
                    "meeting",
                    &id,
                    Some(f + m),
                    &[
                        ("series", quoted(format!("f-{f}-{s}"))),
                        ("ordinal", (m + 1).to_string()),
                        ("date", quoted(at)),
                        ("status", quoted("held")),
                        (
                            "participant",
                            format!("{{ post = \"post-{}\" }}", (f * 7 + m) % POSTS),
                        ),
                        ("outcome", quoted(format!("text-{f}-{s}-{m}"))),
                    ],
                );
                files.add(
                    "instrument",
                    &format!("text-{f}-{s}-{m}"),
                    Some(f + m),
                    &[
                        (
                            "name",
                            quoted(format!("Text number {m} of series {s} of forum {f}")),
                        ),
                        ("instrument_kind", quoted("joint_statement")),
                        (
                            "status",
                            format!("{{ value = \"announced\", from = \"{at}\" }}"),
                        ),
                        ("meeting", quoted(&id)),
                    ],
                );
            }
        }
    }
    for c in 0..COMMITMENTS {
        let (f, s, m) = (mixed(c) % FORUMS, c % SERIES, c / 7 % MEETINGS);
        let made = day(c + 5000);
        let mut statements = vec![
            ("actor", quoted(format!("forum-{f}"))),
            ("force", quoted(pick(&FORCES, c))),
            (
                "action",
                quoted(format!("cooperate on stockpiles and recycling, item {c}")),
            ),
            ("meeting", quoted(format!("meeting-{f}-{s}-{m}"))),
            ("instrument", quoted(format!("text-{f}-{s}-{m}"))),
            ("made_on", quoted(made)),
            ("material", quoted(pick(materials, c).id())),
            ("unmeasured", quoted("generated")),
        ];
        if c % 2 == 0 {
            statements.push(("due", quoted(format!("{}-12", made.year() + 1))));
        }
        if c % 3 == 0 {
            let kind = pick(&["advanced", "fulfilled", "repeated"], c);
            statements.push((
                "follow_up",
                format!("{{ kind = \"{kind}\", on = \"{}\" }}", made.year() + 1),
            ));
        }
        files.add("commitment", &format!("c-{c}"), Some(c), &statements);
    }
    for d in 0..200 {
        files.add(
            "dispute",
            &format!("d-{d}"),
            Some(d),
            &[
                ("subject", quoted(format!("c-{d}"))),
                ("property", quoted("made_on")),
                (
                    "value",
                    format!("{{ value = \"2020\", source = \"s-{d}\" }}"),
                ),
                (
                    "value",
                    format!("{{ value = \"2021\", source = \"s-{}\" }}", d + 1),
                ),
                ("state", quoted("open")),
            ],
        );
    }
    files.0
}

fn main() -> Result<(), Failure> {
    let folder = std::env::args()
        .nth(1)
        .ok_or("usage: record_questions FOLDER")?;
    let path = Path::new(&folder).join("record-index.sqlite");
    let materials: Vec<Material> = Material::all().collect();
    let meter = Meter::start();
    let started = Instant::now();
    let set = RecordSet::from_files(files(&materials).into_iter())?;
    let read_s = started.elapsed().as_secs_f64();
    if let Some(fault) = validate(&set).first() {
        return Err(fault.to_string().into());
    }
    let started = Instant::now();
    Index::write(&set, &path, "generated")?;
    let index_s = started.elapsed().as_secs_f64();
    let statements = open(&path)?.statements()?;

    let economies: Vec<Economy> = PARTIES
        .iter()
        .filter_map(|code| Economy::from_alpha3(code))
        .collect();
    let as_of = date(2024, 6, 1);
    let ask = |about: &str, between: &[Economy], inquiry: &Inquiry<'_>| {
        inquiry
            .ask(&AskRequest {
                about,
                between,
                forum: None,
                limit: 20,
            })
            .map(|_| ())
    };
    type Question<'a> = Box<dyn Fn(u64, &Inquiry<'_>) -> Result<(), RecordError> + 'a>;
    let questions: Vec<(&str, Question<'_>)> = vec![
        (
            "ask material",
            Box::new(|n, i| ask(pick(&materials, n).id(), &[], i)),
        ),
        (
            "ask material between two",
            Box::new(|n, i| {
                let first = (n % 7) as usize;
                ask(pick(&materials, n).id(), &economies[first..first + 2], i)
            }),
        ),
        (
            "ask a word of every commitment",
            Box::new(|_, i| ask("stockpiles", &[], i)),
        ),
        (
            "ask forum",
            Box::new(|n, i| ask(&format!("Forum number {}", n % FORUMS), &[], i)),
        ),
        (
            "who",
            Box::new(|n, i| {
                i.who(&format!("Minister of Field {}", n % POSTS), day(n))
                    .map(|_| ())
            }),
        ),
        (
            "timeline",
            Box::new(|n, i| i.timeline(&format!("forum-{}", n % FORUMS)).map(|_| ())),
        ),
        (
            "due",
            Box::new(|_, i| {
                i.due(&DueRequest {
                    limit: 50,
                    ..DueRequest::default()
                })
                .map(|_| ())
            }),
        ),
        (
            "due material",
            Box::new(|n, i| {
                let material = Some(*pick(&materials, n));
                i.due(&DueRequest {
                    material,
                    forum: None,
                    limit: 50,
                })
                .map(|_| ())
            }),
        ),
        (
            "next",
            Box::new(|n, i| i.next(&format!("forum-{}", n % FORUMS), None).map(|_| ())),
        ),
        ("disputes", Box::new(|_, i| i.disputes(None).map(|_| ()))),
        (
            "show",
            Box::new(|n, i| i.show(&format!("c-{}", mixed(n) % COMMITMENTS)).map(|_| ())),
        ),
        (
            "progress",
            Box::new(|n, i| {
                i.progress(&format!("c-{}", mixed(n) % COMMITMENTS))
                    .map(|_| ())
            }),
        ),
    ];
    let mut medians = serde_json::Map::new();
    let mut worst: (f64, &str) = (0.0, "");
    for (name, question) in &questions {
        let mut times_ms = Vec::new();
        for n in 0..TIMES {
            let started = Instant::now();
            let index = open(&path)?;
            let answer = question(n, &Inquiry::new(&index, as_of));
            let ms = started.elapsed().as_secs_f64() * 1e3;
            match answer {
                Ok(()) | Err(RecordError::NotDetermined(_)) => {}
                Err(error) => return Err(error.into()),
            }
            times_ms.push(ms);
            if ms > worst.0 {
                worst = (ms, name);
            }
        }
        times_ms.sort_by(f64::total_cmp);
        let median = times_ms[times_ms.len() / 2];
        medians.insert(
            (*name).to_owned(),
            ((median * 100.0).round() / 100.0).into(),
        );
    }
    meter.report(
        "narrows record questions",
        [
            ("records", set.len().into()),
            ("statements", statements.into()),
            ("read_s", read_s.into()),
            ("index_s", index_s.into()),
            ("median_ms", serde_json::Value::Object(medians)),
            ("worst_ms", worst.0.into()),
            ("worst_question", worst.1.into()),
        ],
    )
}

fn open(path: &Path) -> Result<Index, Failure> {
    Index::open(path, "generated").ok_or_else(|| "the index cannot be opened".into())
}
