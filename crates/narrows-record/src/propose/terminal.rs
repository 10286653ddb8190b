//! Proposals for a terminal: the findings first, then the text with its spans.

use std::fmt::Write;

use super::mention::MentionType;
use super::proposal::{Evidence, Proposals};
use super::terminal_lines::{fold_lines, set_hanging};

/// Sets proposals as lines; `text` is the decoded file. With `colour`, spans
/// are coloured by type; without, each is set as `[words]TYPE`.
#[must_use]
pub fn to_terminal(proposals: &Proposals, text: &str, colour: bool) -> String {
    let mut out = String::new();
    let document = &proposals.document;
    let title = document
        .title
        .as_deref()
        .map_or_else(|| "Proposals".to_owned(), clean)
        .to_uppercase();
    set_hanging(&mut out, "", 0, &title);
    // Why a day is unknown is told by a notice.
    let day = document.dateline.as_ref().map_or_else(
        || "unknown".to_owned(),
        |day| format!("{day} ({})", clean(&document.dateline_basis)),
    );
    set_hanging(
        &mut out,
        "",
        2,
        &format!(
            "read as {} in {}; dateline {day}",
            document.form.words(),
            document.encoding
        ),
    );
    for notice in &proposals.notices {
        set_hanging(&mut out, "! ", 2, &clean(notice));
    }
    heading(
        &mut out,
        &format!("Contradictions ({})", proposals.inconsistencies.len()),
    );
    for found in &proposals.inconsistencies {
        set_finding(
            &mut out,
            &found.kind,
            &found.severity,
            found.confidence,
            &found.reason,
        );
        for side in &found.evidence {
            set_place(&mut out, side);
        }
    }
    if let Some(findings) = &proposals.against_record {
        heading(
            &mut out,
            &format!("Against the record ({})", findings.len()),
        );
        for found in findings {
            set_finding(
                &mut out,
                &found.kind,
                &found.severity,
                found.confidence,
                &found.reason,
            );
            set_place(&mut out, &found.span);
            for value in &found.record {
                set_hanging(&mut out, "     record  ", 13, &clean(&value.line()));
            }
            if let Some(dispute) = &found.dispute {
                set_hanging(&mut out, "    dispute  ", 13, &clean(&dispute.line()));
            }
        }
    }
    heading(
        &mut out,
        &format!("Commitments ({})", proposals.commitments.len()),
    );
    for commitment in &proposals.commitments {
        let clause = commitment
            .evidence
            .iter()
            .map(shown)
            .collect::<Vec<_>>()
            .join(" … ");
        let label = format!(
            "{:<10} {:<16} {:.2}  ",
            commitment.force,
            commitment.actors.join(","),
            commitment.confidence
        );
        set_hanging(&mut out, &label, 11, &clause);
    }
    if !proposals.unclear.is_empty() {
        heading(
            &mut out,
            &format!("Left open ({})", proposals.unclear.len()),
        );
        for open in &proposals.unclear {
            let label = format!("{:>7}  ", open.span.start);
            set_hanging(&mut out, &label, 9, &clean(&open.reason));
        }
    }
    heading(
        &mut out,
        &format!("Mentions in the text ({})", proposals.mentions.len()),
    );
    let mut source = String::with_capacity(text.len() * 2);
    marked(&mut source, proposals, text, colour);
    out.push_str(&fold_lines(&source));
    out.push('\n');
    set_hanging(
        &mut out,
        "",
        0,
        "Everything here is proposed and nothing is accepted: `narrows record review` decides.",
    );
    out
}

fn heading(out: &mut String, words: &str) {
    let _ = writeln!(out, "\n{words}\n{}", "=".repeat(words.chars().count()));
}

fn set_finding(out: &mut String, kind: &str, severity: &str, confidence: f64, reason: &str) {
    let told = format!("{kind} ({severity}, {confidence:.2}): {}", clean(reason));
    set_hanging(out, "", 4, &told);
}

fn set_place(out: &mut String, evidence: &Evidence) {
    let label = format!("    {:>7}  ", evidence.start);
    set_hanging(out, &label, 13, &shown(evidence));
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
