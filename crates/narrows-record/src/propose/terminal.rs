//! Proposals for a terminal: the findings first, then the text with its spans.

use std::fmt::Write;

use super::mention::MentionType;
use super::proposal::{Evidence, Proposals};

/// Sets proposals as lines; `text` is the decoded file. With `colour`, spans
/// are coloured by type; without, each is set as `[words]TYPE`.
#[must_use]
pub fn to_terminal(proposals: &Proposals, text: &str, colour: bool) -> String {
    let mut out = String::new();
    let document = &proposals.document;
    let _ = writeln!(
        out,
        "{}",
        document
            .title
            .as_deref()
            .map_or_else(|| "Proposals".to_owned(), clean)
            .to_uppercase()
    );
    let _ = writeln!(
        out,
        "read as {:?} in {}; dateline {} ({})",
        document.form,
        document.encoding,
        document.dateline.as_deref().unwrap_or("unknown"),
        clean(&document.dateline_basis)
    );
    for notice in &proposals.notices {
        let _ = writeln!(out, "! {}", clean(notice));
    }
    heading(
        &mut out,
        &format!("Contradictions ({})", proposals.inconsistencies.len()),
    );
    for found in &proposals.inconsistencies {
        let _ = writeln!(
            out,
            "{} ({}, {:.2}): {}",
            found.kind,
            found.severity,
            found.confidence,
            clean(&found.reason)
        );
        for side in &found.evidence {
            let _ = writeln!(out, "    {:>7}  {}", side.start, shown(side));
        }
    }
    if let Some(findings) = &proposals.against_record {
        heading(
            &mut out,
            &format!("Against the record ({})", findings.len()),
        );
        for found in findings {
            let _ = writeln!(
                out,
                "{} ({}, {:.2}): {}",
                found.kind,
                found.severity,
                found.confidence,
                clean(&found.reason)
            );
            let _ = writeln!(out, "    {:>7}  {}", found.span.start, shown(&found.span));
            for value in &found.record {
                let _ = writeln!(out, "     record  {}", clean(&value.line()));
            }
            if let Some(dispute) = &found.dispute {
                let _ = writeln!(out, "    dispute  {}", clean(&dispute.line()));
            }
        }
    }
    heading(
        &mut out,
        &format!("Commitments ({})", proposals.commitments.len()),
    );
    for commitment in &proposals.commitments {
        let _ = writeln!(
            out,
            "{:<10} {:<16} {:.2}  {}",
            commitment.force,
            commitment.actors.join(","),
            commitment.confidence,
            commitment
                .evidence
                .iter()
                .map(shown)
                .collect::<Vec<_>>()
                .join(" … ")
        );
    }
    if !proposals.unclear.is_empty() {
        heading(
            &mut out,
            &format!("Left open ({})", proposals.unclear.len()),
        );
        for open in &proposals.unclear {
            let _ = writeln!(out, "{:>7}  {}", open.span.start, clean(&open.reason));
        }
    }
    heading(
        &mut out,
        &format!("Mentions in the text ({})", proposals.mentions.len()),
    );
    marked(&mut out, proposals, text, colour);
    out.push_str(
        "\nEverything here is proposed and nothing is accepted: `narrows record review` decides.\n",
    );
    out
}

fn heading(out: &mut String, words: &str) {
    let _ = writeln!(out, "\n{words}\n{}", "=".repeat(words.chars().count()));
}

fn shown(evidence: &Evidence) -> String {
    let words = clean(&evidence.quote);
    if words.chars().count() <= 160 {
        return words;
    }
    let head: String = words.chars().take(157).collect();
    format!("{head}…")
}

/// One line, without control characters that would reach the terminal.
fn clean(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .collect()
}

fn colour_of(kind: MentionType) -> &'static str {
    match kind {
        MentionType::Per => "\u{1b}[35m",
        MentionType::Role => "\u{1b}[95m",
        MentionType::Org => "\u{1b}[34m",
        MentionType::Forum => "\u{1b}[94m",
        MentionType::Meeting => "\u{1b}[96m",
        MentionType::Instr => "\u{1b}[36m",
        MentionType::Good => "\u{1b}[32m",
        MentionType::Tech => "\u{1b}[92m",
        MentionType::Place => "\u{1b}[33m",
        MentionType::Norp => "\u{1b}[93m",
        MentionType::Date => "\u{1b}[31m",
    }
}

/// The text with its outermost spans marked.
fn marked(out: &mut String, proposals: &Proposals, text: &str, colour: bool) {
    let mut at = 0;
    let mut scalar = 0;
    let mut letters = text.chars();
    let mut take = |out: &mut String, until: usize, scalar: &mut usize| {
        while *scalar < until {
            let Some(c) = letters.next() else {
                break;
            };
            *scalar += 1;
            if c == '\n' || c == '\t' || !c.is_control() {
                out.push(c);
            }
        }
    };
    for mention in &proposals.mentions {
        if mention.span.start < at || mention.span.end <= mention.span.start {
            continue;
        }
        take(out, mention.span.start, &mut scalar);
        if colour {
            out.push_str(colour_of(mention.kind));
        } else {
            out.push('[');
        }
        take(out, mention.span.end, &mut scalar);
        if colour {
            out.push_str("\u{1b}[0m");
        } else {
            let _ = write!(out, "]{}", mention.kind);
        }
        at = mention.span.end;
    }
    take(out, usize::MAX, &mut scalar);
}
