//! The Entity List, the Unverified List and the Military End-User List as they
//! stand in the Code of Federal Regulations: supplements no. 4, 6 and 7 to part
//! 744, in the XML of eCFR.
//!
//! The lists are tables of prose. A cell has the name, other names after
//! `a.k.a.`, and addresses, with nothing but commas between them; where the name
//! ends is told by legal forms and by what an address begins with. The day of
//! the first Federal Register notice is the day of the listing.

use jiff::civil::Date;

use super::builder::{PartyDraft, PartyGatherer, one_line};
use super::error::{ListError, Place};
use super::form::{FormContent, finished};
use super::original::Original;
use super::xml_records::{Content, Element, for_each_record};
use crate::{Listing, NameKind};

struct Supplement {
    code: &'static str,
    citation: &'static str,
    requirement: &'static str,
}

const SUPPLEMENTS: [(&str, Supplement); 3] = [
    (
        "Supplement No. 4 to Part 744",
        Supplement {
            code: "EL",
            citation: "15 CFR 744.11, 744.16 and supplement no. 4 to part 744",
            requirement: "",
        },
    ),
    (
        "Supplement No. 6 to Part 744",
        Supplement {
            code: "UVL",
            citation: "15 CFR 744.15 and supplement no. 6 to part 744",
            requirement: "No licence exceptions; a statement of the party before any export that \
                          needs no licence",
        },
    ),
    (
        "Supplement No. 7 to Part 744",
        Supplement {
            code: "MEU",
            citation: "15 CFR 744.21 and supplement no. 7 to part 744",
            requirement: "A licence for the items of supplement no. 2 to part 744",
        },
    ),
];

pub(crate) fn read(original: &Original) -> Result<FormContent, ListError> {
    let file = &original.name;
    let mut gatherer = PartyGatherer::default();
    let mut found = 0;
    for_each_record(file, &original.text, "DIV5", &["DIV9"], |division| {
        let name = division.attribute("N");
        let Some((_, supplement)) = SUPPLEMENTS.iter().find(|(known, _)| *known == name) else {
            return Ok(());
        };
        found += 1;
        let mut rows = Vec::new();
        division.descendants("TR", &mut rows);
        read_rows(file, &rows, supplement, &mut gatherer)
    })?;
    if found != SUPPLEMENTS.len() {
        return Err(ListError::not_readable(
            Place::file(file),
            format!(
                "{found} of the three lists (supplements no. 4, 6 and 7); give the whole part 744"
            ),
        ));
    }
    finished(gatherer, original, None)
}

fn read_rows(
    file: &str,
    rows: &[&Element],
    supplement: &Supplement,
    gatherer: &mut PartyGatherer,
) -> Result<(), ListError> {
    let mut country = String::new();
    // Entries that are parts of another carry no notice or requirement of their own.
    let mut above: Option<Listing> = None;
    for row in rows {
        let cells: Vec<&Element> = row.children("TD").collect();
        let place = Place::line(file, row.line);
        if cells.len() != 3 && cells.len() != 5 {
            // Headers and footnotes.
            continue;
        }
        let first = one_line(&cells[0].text());
        if !first.is_empty() {
            country = first;
        }
        let text = |column: usize| {
            let text = one_line(&cells[column].text());
            (!text.is_empty()).then_some(text)
        };
        let mut listing = Listing::new("USA", supplement.code);
        listing.citations.push(supplement.citation.to_owned());
        let notices = text(cells.len() - 1).unwrap_or_default();
        if cells.len() == 5 {
            listing.licence_requirement = text(2);
            listing.licence_policy = text(3);
        } else {
            listing.licence_requirement = Some(supplement.requirement.to_owned());
        }
        if notices.is_empty() {
            if let Some(above) = &above {
                listing = above.clone();
            }
        } else {
            listing.effective_from = first_day(&notices);
            listing.citations.push(notices);
            above = Some(listing.clone());
        }
        listing.address = Some("https://www.ecfr.gov/current/title-15/part-744".to_owned());
        for entry in entries(cells[1]) {
            let Some(parsed) = parse(&entry) else {
                continue;
            };
            let mut draft = PartyDraft::new(listing.clone());
            draft.record = place.at.clone();
            draft.name(NameKind::Primary, &parsed.name);
            for alias in &parsed.aliases {
                draft.name(NameKind::Alias, alias);
            }
            for former in &parsed.former {
                draft.name(NameKind::Former, former);
            }
            draft.countries.push(country.clone());
            gatherer.add(&place, draft)?;
        }
    }
    Ok(())
}

/// The text of a cell with `\n` for its line breaks, one text an entry: the
/// affiliates of one cell stand one after the other, each name in italics.
fn entries(cell: &Element) -> Vec<String> {
    let mut texts = vec![String::new()];
    let affiliates = one_line(&cell.text()).starts_with("Affiliated entities");
    for content in &cell.content {
        match content {
            Content::Text(text) => {
                if let Some(last) = texts.last_mut() {
                    // Line breaks of the file are spaces; <br/> is the break.
                    last.push_str(&text.replace('\n', " "));
                }
            }
            Content::Element(element) if element.name == "br" => {
                if let Some(last) = texts.last_mut() {
                    last.push('\n');
                }
            }
            Content::Element(element) if element.name == "sup" => {}
            Content::Element(element) => {
                let text = one_line(&element.text());
                if affiliates && text.len() > 8 {
                    texts.push(String::new());
                }
                if let Some(last) = texts.last_mut() {
                    last.push_str(&text);
                    last.push(' ');
                }
            }
        }
    }
    if affiliates {
        texts.remove(0);
    }
    texts
}

struct Parsed {
    name: String,
    aliases: Vec<String>,
    former: Vec<String>,
}

/// Name and other names of an entry; none for a heading.
fn parse(entry: &str) -> Option<Parsed> {
    let mut text = entry.trim().to_owned();
    for heading in [
        "Subordinate institutions",
        "Subordinate institution",
        "Subordinate entity",
    ] {
        if let Some(rest) = text.strip_prefix(heading) {
            text = rest.trim_start_matches([':', ' ', '\n']).to_owned();
        }
    }
    let line = one_line(&text);
    if line.is_empty()
        || line.ends_with(':') && !line.contains("a.k.a")
        || line.starts_with("[Reserved")
        || line.starts_with("The following")
        || line.starts_with("See ")
    {
        return None;
    }
    let mut aliases = Vec::new();
    let mut former = Vec::new();
    // `a.k.a., the following two aliases:` and a list of dashes, up to an empty line.
    let lower = text.to_lowercase();
    let mark = ["a.k.a", "f.k.a"]
        .iter()
        .filter_map(|mark| lower.find(mark))
        .min()
        // Lower case may be longer than what it was made of.
        .filter(|at| text.is_char_boundary(*at));
    let Some(at) = mark else {
        return Some(Parsed {
            name: name_before_address(&line),
            aliases,
            former,
        });
    };
    let name = one_line(text[..at].trim_end_matches([',', ' ', '\n', '(', ';']));
    let tail = &text[at..];
    let is_former = tail.to_lowercase().starts_with("f.k.a");
    let into = if is_former { &mut former } else { &mut aliases };
    if let Some(colon) = tail
        .find(':')
        .filter(|colon| tail[..*colon].contains("following"))
    {
        for part in tail[colon + 1..].split('\n') {
            let part = part.trim();
            let Some(alias) = part.strip_prefix(['—', '–', '-']) else {
                if part.is_empty() {
                    // An empty line ends the aliases, once there are some.
                    if !into.is_empty() {
                        break;
                    }
                    continue;
                }
                break;
            };
            let alias = one_line(alias);
            let alias = alias
                .trim_end_matches([' ', '.'])
                .trim_end_matches(" and")
                .trim_end_matches(" or")
                .trim_end_matches([';', ',', ' ']);
            into.push(with_point(alias));
        }
    } else {
        let rest = tail
            .get(5..)
            .unwrap_or_default()
            .trim_start_matches(['.', ',', ' ', ':']);
        let alias = name_before_address(&one_line(rest));
        into.push(alias.trim_end_matches([')', ';']).to_owned());
    }
    if name.is_empty() {
        return None;
    }
    Some(Parsed {
        name,
        aliases,
        former,
    })
}

/// A legal form keeps the point that ended its line.
fn with_point(name: &str) -> String {
    let abbreviated = ["Ltd", "Co", "Inc", "Corp"];
    match name.rsplit([' ', ',']).next() {
        Some(last) if abbreviated.contains(&last) => format!("{name}."),
        _ => name.to_owned(),
    }
}

/// The name at the beginning of `Name, Ltd., street, town, country`: the first
/// part, and each further one that is a legal form.
fn name_before_address(text: &str) -> String {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let mut parts = text.split(", ");
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // `Ltd. (AETC)` is a form with a short name behind it.
        let (form, short) = match part.split_once(" (") {
            Some((form, short)) if short.ends_with(')') => (form, true),
            _ => (part, false),
        };
        if LEGAL_FORMS.contains(&plain(form).as_str()) {
            name.push_str(", ");
            name.push_str(part);
            if short {
                break;
            }
            continue;
        }
        // `Ltd. Room 5`: the comma before the address was forgotten.
        if let Some((first, _)) = part.split_once(' ')
            && ["ltd", "limited", "inc", "llc", "gmbh"].contains(&plain(first).as_str())
        {
            name.push_str(", ");
            name.push_str(first);
        }
        break;
    }
    name.trim_end_matches([';', ',', ' ']).to_owned()
}

/// Legal forms that stand behind a comma.
const LEGAL_FORMS: [&str; 37] = [
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "co",
    "coltd",
    "colimited",
    "corp",
    "corporation",
    "company",
    "companyltd",
    "companylimited",
    "llc",
    "llp",
    "lp",
    "lc",
    "plc",
    "gmbh",
    "ag",
    "sa",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "oy",
    "ab",
    "as",
    "ooo",
    "oao",
    "zao",
    "ao",
    "jsc",
    "pjsc",
    "fze",
    "fzc",
    "pteltd",
];

/// The day of the first notice: `77 FR 25057, 4/27/12` or `85 FR 64017, October
/// 9, 2020`.
fn first_day(notices: &str) -> Option<Date> {
    let (_, rest) = notices.split_once(',')?;
    let rest = rest.trim();
    let numeric: String = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '/')
        .collect();
    if let [month, day, year] = numeric.split('/').collect::<Vec<_>>()[..] {
        let year: i16 = year.parse().ok()?;
        let year = if year < 100 { year + 2000 } else { year };
        return Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
    }
    let words: Vec<&str> = rest.split_whitespace().take(3).collect();
    let text = words.join(" ");
    let text = text.trim_end_matches(['.', ';', ',']);
    ["%B %d, %Y", "%b %d, %Y", "%b. %d, %Y"]
        .iter()
        .find_map(|form| Date::strptime(form, text).ok())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_end_where_addresses_begin() {
        for (text, name) in [
            (
                "FOC (HK) Technology Co., Ltd., Room 8, Shun On Building",
                "FOC (HK) Technology Co., Ltd.",
            ),
            (
                "Atlas Sanatgaran, Komitas 26/114, Yerevan",
                "Atlas Sanatgaran",
            ),
            ("Rizma, Inc., 1403-8 McKee Avenue", "Rizma, Inc."),
            (
                "Avin Electronics Co., Ltd. (AETC), Room 401",
                "Avin Electronics Co., Ltd. (AETC)",
            ),
            (
                "ECOM International (HK) Co., Ltd. Flat 7022, Tsun wen Road",
                "ECOM International (HK) Co., Ltd.",
            ),
        ] {
            assert_eq!(name_before_address(text), name);
        }
    }

    #[test]
    fn aliases_follow_dashes_or_a_k_a() {
        let parsed = parse(
            "Meteor Plant JSC, a.k.a., the following two aliases:\n—AO Zavod Meteor; and \n—Meteor Co., Ltd.\n\n 1 Gorkogo Street",
        )
        .unwrap();
        assert_eq!(parsed.name, "Meteor Plant JSC");
        assert_eq!(parsed.aliases, ["AO Zavod Meteor", "Meteor Co., Ltd."]);
        let parsed = parse("Thomas McGuinn a.k.a. Tom McGuinn, Cloonmull House, Ireland.").unwrap();
        assert_eq!(
            (parsed.name.as_str(), parsed.aliases[0].as_str()),
            ("Thomas McGuinn", "Tom McGuinn")
        );
        assert!(parse("The following eight subordinate institutions of X:").is_none());
        assert!(parse("[Reserved]").is_none());
    }

    #[test]
    fn the_first_notice_dates_the_listing() {
        for (text, day) in [
            ("77 FR 25057, 4/27/12. 85 FR 83769, 12/23/20.", "2012-04-27"),
            ("85 FR 64017, October 9, 2020.", "2020-10-09"),
            ("85 FR 83799, 12/23/2020.", "2020-12-23"),
        ] {
            assert_eq!(first_day(text).unwrap().to_string(), day, "{text}");
        }
        assert_eq!(first_day("[Reserved]"), None);
    }

    #[test]
    fn a_file_without_the_lists_is_refused() {
        let original = Original::from_bytes(
            "e.xml",
            b"<DIV5><DIV9 N=\"Supplement No. 4 to Part 744\"/></DIV5>",
            None,
        )
        .unwrap();
        assert_eq!(
            read(&original).err().unwrap().to_string(),
            "e.xml: 1 of the three lists (supplements no. 4, 6 and 7); give the whole part 744"
        );
    }
}
