//! Dates of measures, agreements, forums and offices, told twice in one text.

use narrows_record::propose::{ProposeRequest, propose};

fn dates_that_clash(text: &str) -> Vec<String> {
    let text = format!("# Economic security\n\nTOKYO, Nov. 20, 2025 (Agency) - {text}\n");
    propose(text.as_bytes(), &ProposeRequest::default())
        .inconsistencies
        .into_iter()
        .filter(|found| found.kind == "date_conflict")
        .map(|found| found.reason)
        .collect()
}

#[track_caller]
fn clash(texts: &[&str]) {
    for text in texts {
        assert_eq!(dates_that_clash(text).len(), 1, "{text}");
    }
}

#[track_caller]
fn fit(texts: &[&str]) {
    for text in texts {
        assert_eq!(dates_that_clash(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_measure_takes_effect_once_whatever_the_verb() {
    clash(&[
        "South Korea's revised law on resources came into force on Feb. 7. Firms are unprepared. \
         Only three have filed reports since the law took effect on Feb. 17.",
        "A tariff on cars kicked in on April 3. Mazda lost most. In the month since the tariff \
         was enforced on March 24 its sales fell.",
        "China placed tungsten under licence on Feb. 4. Nobody has received a permit since \
         Beijing imposed the curbs on Feb. 14.",
        "The truce with Beijing took effect on May 14. Freight rates have doubled since the \
         truce began on May 8.",
    ]);
    fit(&[
        "The controls on gallium took effect on Aug. 1, 2023. The controls on graphite took \
         effect on Dec. 1, 2023.",
        "Japan's order entered into force on Feb. 3. Washington's order took effect on Feb. 24.",
        "The act was to take effect on June 1 but was postponed. It took effect on Sept. 1.",
        "The American controls were announced on Oct. 7 and took effect on Oct. 12. An earlier \
         revision had taken effect on Oct. 1.",
    ]);
}

#[test]
fn papers_bodies_and_offices_have_one_day() {
    clash(&[
        "Japan and Canada signed a memorandum on batteries on Sept. 21. Ottawa was pleased. The \
         memorandum, signed on Sept. 25, is not binding.",
        "Rapidus was founded in August 2022 by eight firms. It builds a plant. Rapidus was set \
         up in November 2021.",
        "Ryosei Akazawa, who took office on Oct. 21, will go to Washington. Akazawa was \
         appointed on Oct. 14.",
        "Kim Hee-sang, who became deputy minister for trade in July 2024, spoke. Kim was appointed \
         deputy minister in February 2024.",
        "A panel released its report on leaks on Nov. 3. Since the report's publication on \
         Oct. 27 five schools have acted.",
        "Firms have until Dec. 30 to report their stocks of graphite. Those that miss the Dec. \
         15 deadline face no fines.",
    ]);
    fit(&[
        "Japan and Canada signed a memorandum on batteries on Sept. 21. A second memorandum was \
         signed on Sept. 25.",
        "The supply chain agreement was signed in November 2023. The clean economy agreement was \
         signed on June 6, 2024.",
        "Ryosei Akazawa became industry minister on Oct. 21. Akazawa had been appointed \
         revitalization minister on Oct. 1, 2024.",
        "Ryosei Akazawa took office on Oct. 21. Sanae Takaichi took office on Oct. 20.",
    ]);
}

#[test]
fn days_that_are_reckoned() {
    clash(&[
        "The loan agreement was signed on Nov. 5. The first rails arrived on Nov. 10, two weeks \
         after the agreement was signed.",
        "The ordinance was published on May 23. The controls took effect on July 23. The \
         controls took effect a month after their publication, an official said.",
        "China announced the permits on Sept. 15. They were announced, a trader said, two days \
         before the first cargo was stopped. In the ten days since the announcement prices rose.",
    ]);
    fit(&[
        "The loan agreement was signed on Oct. 27. The first rails arrived on Nov. 10, two weeks \
         after the agreement was signed.",
        "The ordinance was published on May 23. The controls took effect on July 23, two months \
         after their publication.",
    ]);
}

#[test]
fn nothing_takes_effect_before_it_is_announced() {
    clash(&[
        "The graphite rules took effect on Oct. 1. Eleven permits were given. The rules had been \
         announced on Oct. 20.",
    ]);
    fit(&[
        "The graphite rules had been announced on Sept. 20. Eleven permits were given. The rules \
         took effect on Oct. 1.",
    ]);
}
