//! Proposals as one self-contained page: the source on the left, what is
//! proposed on the right.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::mention::MentionType;
use super::proposal::Proposals;

const STYLE: &str = include_str!("page.css");

/// Sets proposals as a page; `text` is the decoded file.
#[must_use]
pub fn to_html(proposals: &Proposals, text: &str) -> String {
    let document = &proposals.document;
    let title = document
        .title
        .clone()
        .unwrap_or_else(|| "Proposals".to_owned());
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#proposals" { "Skip to the proposals" }
                header {
                    h1 { (title) }
                    p {
                        @if let Some(day) = &document.dateline { "Dateline " (day) " (" (document.dateline_basis) "). " }
                        @else { "Dateline unknown. " }
                        "Everything here is proposed; nothing is accepted without a person."
                    }
                    @for notice in &proposals.notices { p.notice { (notice) } }
                    p.key aria-label="Colours" {
                        @for kind in MentionType::ALL { span class={ "m " (kind.name()) } { (kind.name()) } " " }
                    }
                }
                main {
                    section.source aria-label="Source" tabindex="0" { (source(proposals, text)) }
                    section.proposals #proposals aria-label="Proposals" tabindex="0" { (list(proposals)) }
                }
            }
        }
    };
    page.into_string()
}

fn list(proposals: &Proposals) -> Markup {
    html! {
        h2 { "Contradictions (" (proposals.inconsistencies.len()) ")" }
        ol {
            @for (number, found) in proposals.inconsistencies.iter().enumerate() {
                li {
                    strong { (found.kind) } " (" (found.severity) ", " (format!("{:.2}", found.confidence)) "): " (found.reason)
                    ul {
                        @for (side, evidence) in found.evidence.iter().enumerate() {
                            li { a href={ "#i" (number) "-" (side) } { (evidence.quote) } }
                        }
                    }
                }
            }
        }
        @if let Some(findings) = &proposals.against_record {
            h2 { "Against the record (" (findings.len()) ")" }
            ol {
                @for (number, found) in findings.iter().enumerate() {
                    li {
                        strong { (found.kind) } " (" (found.severity) ", " (format!("{:.2}", found.confidence)) "): " (found.reason)
                        ul {
                            li { a href={ "#r" (number) } { (found.span.quote) } }
                            @for value in &found.record { li { "record: " (value.line()) } }
                            @if let Some(dispute) = &found.dispute { li { (dispute.line()) } }
                        }
                    }
                }
            }
        }
        h2 { "Commitments (" (proposals.commitments.len()) ")" }
        ol {
            @for (number, commitment) in proposals.commitments.iter().enumerate() {
                li {
                    strong { (commitment.force) } " " (commitment.actors.join(", ")) " (" (format!("{:.2}", commitment.confidence)) ", " (commitment.reason) "): "
                    @for evidence in &commitment.evidence { a href={ "#c" (number) } { (evidence.quote) } }
                }
            }
        }
        @if !proposals.unclear.is_empty() {
            h2 { "Left open (" (proposals.unclear.len()) ")" }
            ul { @for open in &proposals.unclear { li { (open.reason) } } }
        }
        h2 { "Mentions (" (proposals.mentions.len()) ")" }
        ul.mentions {
            @for (number, mention) in proposals.mentions.iter().enumerate() {
                li {
                    a href={ "#m" (number) } { (mention.span.quote) } " "
                    span class={ "m " (mention.kind.name()) } { (mention.kind.name()) }
                    @if let Some(value) = &mention.value { " " code { (value) } }
                    " " small { (format!("{:.2}", mention.confidence)) ", " (mention.reason) }
                }
            }
        }
    }
}

/// The text with marks that nest, and anchors where clauses begin.
fn source(proposals: &Proposals, text: &str) -> Markup {
    let mut anchors: Vec<(usize, String)> = Vec::new();
    for (number, commitment) in proposals.commitments.iter().enumerate() {
        if let Some(evidence) = commitment.evidence.first() {
            anchors.push((evidence.start, format!("c{number}")));
        }
    }
    for (number, found) in proposals.inconsistencies.iter().enumerate() {
        for (side, evidence) in found.evidence.iter().enumerate() {
            anchors.push((evidence.start, format!("i{number}-{side}")));
        }
    }
    for (number, found) in proposals.against_record.iter().flatten().enumerate() {
        anchors.push((found.span.start, format!("r{number}")));
    }
    anchors.sort();
    let mut anchors = anchors.into_iter().peekable();
    let mut mentions = proposals.mentions.iter().enumerate().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut set = String::with_capacity(text.len() * 2);
    for (scalar, c) in text.chars().enumerate() {
        while open.last().is_some_and(|end| *end <= scalar) {
            set.push_str("</mark>");
            open.pop();
        }
        while let Some((_, id)) = anchors.next_if(|(start, _)| *start <= scalar) {
            set.push_str(&format!("<a id=\"{id}\"></a>"));
        }
        while let Some((number, mention)) =
            mentions.next_if(|(_, mention)| mention.span.start <= scalar)
        {
            let fits =
                mention.span.end > scalar && open.last().is_none_or(|end| mention.span.end <= *end);
            if fits {
                set.push_str(&format!(
                    "<mark id=\"m{number}\" class=\"m {0}\" title=\"{0}\">",
                    mention.kind.name()
                ));
                open.push(mention.span.end);
            }
        }
        match c {
            '&' => set.push_str("&amp;"),
            '<' => set.push_str("&lt;"),
            '>' => set.push_str("&gt;"),
            '"' => set.push_str("&quot;"),
            c if c.is_control() && c != '\n' && c != '\t' => set.push('\u{FFFD}'),
            c => set.push(c),
        }
    }
    for _ in open {
        set.push_str("</mark>");
    }
    html! { div.text { (PreEscaped(set)) } }
}
