//! Bars of what each importer gets from whom, one above the other.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{Area, FAINT, SERIES, WIDTH, failed, ink, size};
use crate::terminal::whole_percent;

/// An importer, and its suppliers with their shares.
type SupplierBar = (String, Vec<(String, f64)>);

const BAR: i32 = 44;
const LINE: i32 = 18;
/// Of a letter of the labels, at most.
const LETTER: f64 = 7.0;

fn length() -> f64 {
    f64::from(WIDTH) - 2.0
}

fn label((supplier, share): &(String, f64)) -> String {
    format!("{supplier} {}", whole_percent(*share))
}

fn fits(part: &(String, f64)) -> bool {
    part.1 * length() - 8.0 > LETTER * label(part).chars().count() as f64
}

/// The parts whose name has no room inside, line by line with their place: they
/// are named below the bar, beside a mark in their colour.
fn named_below(parts: &[(String, f64)]) -> Vec<Vec<(usize, i32)>> {
    let mut lines: Vec<Vec<(usize, i32)>> = Vec::new();
    let mut at = length();
    for (rank, part) in parts.iter().enumerate().filter(|(_, part)| !fits(part)) {
        let wide = LETTER * label(part).chars().count() as f64 + 28.0;
        if at + wide > length() {
            lines.push(Vec::new());
            at = 0.0;
        }
        if let Some(line) = lines.last_mut() {
            line.push((rank, at as i32));
        }
        at += wide;
    }
    lines
}

/// Which colour each part of each bar has: a supplier keeps its colour from bar
/// to bar, and no two parts of one bar share one as long as there are enough.
fn colours(bars: &[SupplierBar]) -> Vec<Vec<usize>> {
    let mut known: Vec<(&str, usize)> = Vec::new();
    bars.iter()
        .map(|(_, parts)| {
            let of = |known: &[(&str, usize)], name: &str| {
                known
                    .iter()
                    .find(|(other, _)| *other == name)
                    .map(|(_, colour)| *colour)
            };
            let mut taken: Vec<usize> = parts
                .iter()
                .filter_map(|(name, _)| of(&known, name))
                .collect();
            parts
                .iter()
                .enumerate()
                .map(|(rank, (name, _))| {
                    of(&known, name).unwrap_or_else(|| {
                        let free = |colour: &usize| !taken.contains(colour);
                        let unused =
                            |colour: &usize| known.iter().all(|(_, other)| other != colour);
                        let all = 0..SERIES.len();
                        let colour = (all.clone().find(|colour| free(colour) && unused(colour)))
                            .or_else(|| all.clone().find(free))
                            .unwrap_or(rank % SERIES.len());
                        taken.push(colour);
                        known.push((name, colour));
                        colour
                    })
                })
                .collect()
        })
        .collect()
}

pub(super) fn height(bars: &[SupplierBar]) -> u32 {
    let lines: usize = bars.iter().map(|(_, parts)| named_below(parts).len()).sum();
    40 + 44 * size(bars.len()) + 18 * size(lines)
}

pub(super) fn draw(area: &Area<'_>, bars: &[SupplierBar]) -> Result<(), String> {
    let width = length();
    let mut top = 4;
    for ((importer, parts), colours) in bars.iter().zip(colours(bars)) {
        let style = ink(13).pos(Pos::new(HPos::Left, VPos::Top));
        area.draw(&Text::new(importer.clone(), (0, top), style))
            .map_err(failed)?;
        let (from, until) = (top + 17, top + 37);
        let mut start = 0.0;
        for (rank, part) in parts.iter().enumerate() {
            let end = start + part.1 * width;
            let colour = SERIES[colours[rank]];
            area.draw(&Rectangle::new(
                [(start as i32, from), (end as i32 - 1, until)],
                colour.mix(0.3).filled(),
            ))
            .map_err(failed)?;
            area.draw(&Rectangle::new(
                [(start as i32, from), (start as i32 + 3, until)],
                colour.filled(),
            ))
            .map_err(failed)?;
            if fits(part) {
                let style = ink(12).pos(Pos::new(HPos::Left, VPos::Center));
                area.draw(&Text::new(
                    label(part),
                    (start as i32 + 7, (from + until) / 2),
                    style,
                ))
                .map_err(failed)?;
            }
            start = end;
        }
        area.draw(&Rectangle::new(
            [(0, from), (width as i32, until)],
            FAINT.stroke_width(1),
        ))
        .map_err(failed)?;
        top += BAR;
        for line in named_below(parts) {
            let middle = top - 3 + LINE / 2;
            for (rank, at) in line {
                area.draw(&Rectangle::new(
                    [(at, middle - 5), (at + 9, middle + 5)],
                    SERIES[colours[rank]].filled(),
                ))
                .map_err(failed)?;
                let style = ink(12).pos(Pos::new(HPos::Left, VPos::Center));
                area.draw(&Text::new(label(&parts[rank]), (at + 14, middle), style))
                    .map_err(failed)?;
            }
            top += LINE;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_supplier_keeps_its_colour_from_bar_to_bar() {
        let bar = |name: &str, parts: &[&str]| {
            let parts = parts.iter().map(|one| ((*one).to_owned(), 0.1)).collect();
            (name.to_owned(), parts)
        };
        let bars = [
            bar("direct", &["China", "Madagascar", "Mozambique", "Brazil"]),
            bar(
                "origin",
                &["China", "Tanzania", "Madagascar", "Canada", "Mozambique"],
            ),
        ];
        let found = colours(&bars);
        assert_eq!(found[0], [0, 1, 2, 3]);
        // Canada, the sixth name of five colours, takes that of Brazil, which
        // is not in its bar.
        assert_eq!(found[1], [0, 4, 1, 3, 2]);
    }

    #[test]
    fn every_supplier_is_named_in_the_bar_or_below_it() {
        let part = |name: &str, share| (name.to_owned(), share);
        let parts = [
            part("China", 0.86),
            part("Mozambique", 0.05),
            part("Papua New Guinea", 0.04),
            part("United Arab Emirates", 0.02),
            part("Bosnia and Herzegovina", 0.02),
            part("Democratic Republic of the Congo", 0.01),
        ];
        assert!(fits(&parts[0]));
        let lines = named_below(&parts);
        let ranks: Vec<usize> = lines.iter().flatten().map(|(rank, _)| *rank).collect();
        assert_eq!(ranks, [1, 2, 3, 4, 5]);
        assert!(lines.len() > 1);
        for (rank, at) in lines.iter().flatten() {
            let end = f64::from(*at) + 14.0 + LETTER * label(&parts[*rank]).chars().count() as f64;
            assert!(end <= length(), "{end}");
        }
    }
}
