//! Charts as inline SVG. The plotting library draws with marker colours that
//! are then replaced by the page's own, so that light, dark and print need no
//! second drawing.

mod balances;
mod over_time;
mod scale;
mod suppliers;
mod vintages;

use std::fmt::Display;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use narrows_core::Unit;

use crate::BriefError;
use crate::document::{Chart, IntervalPoint, RankedBar};

/// Marker colours and the page's variables in their place.
const INK: RGBColor = RGBColor(1, 2, 3);
const FAINT: RGBColor = RGBColor(4, 5, 6);
const SERIES: [RGBColor; 5] = [
    RGBColor(11, 1, 1),
    RGBColor(12, 1, 1),
    RGBColor(13, 1, 1),
    RGBColor(14, 1, 1),
    RGBColor(15, 1, 1),
];
const VARIABLES: [(&str, &str); 7] = [
    ("#010203", "var(--ink)"),
    ("#040506", "var(--rule)"),
    ("#0B0101", "var(--series-1)"),
    ("#0C0101", "var(--series-2)"),
    ("#0D0101", "var(--series-3)"),
    ("#0E0101", "var(--series-4)"),
    ("#0F0101", "var(--series-5)"),
];

pub(crate) const WIDTH: u32 = 720;
const FONT: &str = "sans-serif";

/// Draws a chart as an `<svg>` element inside a page, which lends it its colours.
///
/// # Errors
/// If the plotting library fails.
pub(crate) fn chart_svg(chart: &Chart) -> Result<String, BriefError> {
    let height = height_of(chart);
    // Scales to the column and is described by the figure's caption and table.
    Ok(drawn(chart, height)?.replacen(
        &size_attributes(height),
        "aria-hidden=\"true\" focusable=\"false\"",
        1,
    ))
}

/// The size as the plotting library writes it.
pub(crate) fn size_attributes(height: u32) -> String {
    format!("width=\"{WIDTH}\" height=\"{height}\"")
}

/// The height of a chart at its width of [`WIDTH`].
pub(crate) fn height_of(chart: &Chart) -> u32 {
    match chart {
        Chart::SharesOverTime { .. } | Chart::Lines { .. } => 260,
        Chart::Intervals { points, .. } => {
            46 + 24 * size(labels_of(points).len() * groups_of(points).len())
                + 8 * size(labels_of(points).len())
        }
        Chart::WhoSuppliesWhom { bars, .. } => suppliers::height(bars),
        Chart::RankedBars { bars, .. } => 56 + 26 * size(bars.len()),
        Chart::Balances { economies, .. } => balances::height(economies),
        Chart::Vintages { pairs, .. } => vintages::height(pairs),
    }
}

/// An `<svg>` element of this size, its colours the variables of `colours.css`.
pub(crate) fn drawn(chart: &Chart, height: u32) -> Result<String, BriefError> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
        match chart {
            Chart::SharesOverTime { series, .. } => {
                over_time::draw(&area, Unit::Share, 1.0, series)
            }
            Chart::Intervals { points, .. } => intervals(&area, points),
            Chart::WhoSuppliesWhom { bars, .. } => suppliers::draw(&area, bars),
            Chart::Lines { axis, series, .. } => {
                let most = series
                    .iter()
                    .flat_map(|(_, points)| points)
                    .map(|point| {
                        point
                            .ends
                            .map_or(point.value, |ends| ends.1.max(point.value))
                    })
                    .filter(|value| value.is_finite())
                    .fold(0.0, f64::max);
                let top = match axis {
                    Unit::Share | Unit::Index01 if most <= 1.0 => 1.0,
                    _ if most > 0.0 => most * 1.05,
                    _ => 1.0,
                };
                over_time::draw(&area, *axis, top, series)
            }
            Chart::RankedBars { axis, bars, .. } => ranked_bars(&area, axis, bars),
            Chart::Balances {
                axis, economies, ..
            } => balances::draw(&area, *axis, economies),
            Chart::Vintages {
                axis, names, pairs, ..
            } => vintages::draw(&area, *axis, names, pairs),
        }
        .map_err(|reason| BriefError::Chart {
            name: chart.caption().to_owned(),
            reason,
        })?;
        area.present().map_err(|error| BriefError::Chart {
            name: chart.caption().to_owned(),
            reason: error.to_string(),
        })?;
    }
    for (marker, variable) in VARIABLES {
        svg = svg.replace(marker, variable);
    }
    Ok(svg)
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX / 100)
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

fn failed(error: impl Display) -> String {
    error.to_string()
}

fn ink(points: u32) -> TextStyle<'static> {
    (FONT, points).into_font().color(&INK)
}

/// An interval: a line with a mark at either end.
fn whisker(
    area: &Area<'_>,
    y: i32,
    (low, high): (i32, i32),
    half_mark: i32,
    colour: RGBColor,
) -> Result<(), String> {
    let line = |points, width| {
        area.draw(&PathElement::new(points, colour.stroke_width(width)))
            .map_err(failed)
    };
    line(vec![(low, y), (high, y)], 2)?;
    for end in [low, high] {
        line(vec![(end, y - half_mark), (end, y + half_mark)], 2)?;
    }
    Ok(())
}

fn labels_of(points: &[IntervalPoint]) -> Vec<&str> {
    let mut labels: Vec<&str> = Vec::new();
    for point in points {
        if !labels.contains(&point.label.as_str()) {
            labels.push(&point.label);
        }
    }
    labels
}

fn groups_of(points: &[IntervalPoint]) -> Vec<&str> {
    let mut groups: Vec<&str> = Vec::new();
    for point in points {
        if !groups.contains(&point.group.as_str()) {
            groups.push(&point.group);
        }
    }
    groups
}

fn intervals(area: &Area<'_>, points: &[IntervalPoint]) -> Result<(), String> {
    let (left, right, top) = (250, 20, 12);
    let width = WIDTH as i32 - left - right;
    let labels = labels_of(points);
    let groups = groups_of(points);
    let x = |value: f64| left + (value.clamp(0.0, 1.0) * f64::from(width)).round() as i32;
    let step = 24;
    let block = step * groups.len() as i32 + 8;
    let bottom = top + block * labels.len() as i32;
    for tick in 0..=4 {
        let at = x(f64::from(tick) / 4.0);
        area.draw(&PathElement::new(vec![(at, top), (at, bottom)], FAINT))
            .map_err(failed)?;
        let style = ink(13).pos(Pos::new(HPos::Center, VPos::Top));
        let text = format!("{:.2}", f64::from(tick) / 4.0);
        area.draw(&Text::new(text, (at, bottom + 6), style))
            .map_err(failed)?;
    }
    for (row, label) in labels.iter().enumerate() {
        let head = top + block * row as i32;
        for (line, group) in groups.iter().enumerate() {
            let y = head + step * line as i32 + step / 2;
            let name = if line == 0 {
                (*label).to_owned()
            } else {
                String::new()
            };
            let style = ink(13).pos(Pos::new(HPos::Left, VPos::Center));
            area.draw(&Text::new(name, (0, y), style)).map_err(failed)?;
            let colour = SERIES[line % SERIES.len()];
            let tag = (*group).to_owned();
            let style = (FONT, 12)
                .into_font()
                .color(&colour)
                .pos(Pos::new(HPos::Right, VPos::Center));
            area.draw(&Text::new(tag, (left - 8, y), style))
                .map_err(failed)?;
            let Some(point) = points
                .iter()
                .find(|point| point.label == *label && point.group == *group)
            else {
                let style = ink(12).pos(Pos::new(HPos::Left, VPos::Center));
                area.draw(&Text::new("not available", (left + 4, y), style))
                    .map_err(failed)?;
                continue;
            };
            if let Some((low, high)) = point.ends {
                area.draw(&PathElement::new(
                    vec![(x(low), y), (x(high), y)],
                    colour.stroke_width(3),
                ))
                .map_err(failed)?;
                for end in [low, high] {
                    area.draw(&PathElement::new(
                        vec![(x(end), y - 5), (x(end), y + 5)],
                        colour.stroke_width(2),
                    ))
                    .map_err(failed)?;
                }
            }
            if let Some(value) = point.value {
                area.draw(&Circle::new((x(value), y), 5, colour.filled()))
                    .map_err(failed)?;
            }
        }
    }
    Ok(())
}

/// Three significant digits, as at the end of an axis.
fn round_number(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let places = (2 - value.abs().log10().floor() as i32).clamp(0, 12);
    scale::grouped(value, places.unsigned_abs() as usize)
}

fn ranked_bars(area: &Area<'_>, axis: &str, bars: &[RankedBar]) -> Result<(), String> {
    let (left, right, top) = (250, 120, 8);
    let width = WIDTH as i32 - left - right;
    let most = bars
        .iter()
        .flat_map(|bar| [bar.figure.value, bar.figure.ends.map(|ends| ends.1)])
        .flatten()
        .fold(0.0, f64::max);
    let scale = if most > 0.0 { most } else { 1.0 };
    let x = |value: f64| left + ((value / scale).clamp(0.0, 1.0) * f64::from(width)).round() as i32;
    let step = 26;
    let bottom = top + step * bars.len() as i32;
    for (row, bar) in bars.iter().enumerate() {
        let y = top + step * row as i32 + step / 2;
        let style = ink(13).pos(Pos::new(HPos::Left, VPos::Center));
        area.draw(&Text::new(bar.label.clone(), (0, y), style))
            .map_err(failed)?;
        if let Some(value) = bar.figure.value {
            area.draw(&Rectangle::new(
                [(left, y - 8), (x(value), y + 8)],
                SERIES[0].mix(0.3).filled(),
            ))
            .map_err(failed)?;
        }
        if let Some((low, high)) = bar.figure.ends {
            whisker(area, y, (x(low), x(high)), 5, SERIES[0])?;
        }
        let style = ink(12).pos(Pos::new(HPos::Left, VPos::Center));
        let at = WIDTH as i32 - right + 10;
        area.draw(&Text::new(bar.figure.text.clone(), (at, y), style))
            .map_err(failed)?;
    }
    area.draw(&PathElement::new(vec![(left, top), (left, bottom)], FAINT))
        .map_err(failed)?;
    let style = ink(13).pos(Pos::new(HPos::Left, VPos::Top));
    area.draw(&Text::new(
        format!(
            "0 to {} {axis}",
            round_number(if axis == "%" { 100.0 * scale } else { scale })
        ),
        (left, bottom + 8),
        style,
    ))
    .map_err(failed)?;
    Ok(())
}
