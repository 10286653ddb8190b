//! Figures over the years as lines, their intervals as bands behind them.

use narrows_core::Unit;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{Area, FAINT, FONT, SERIES, failed, ink};
use crate::document::YearPoint;
use crate::trend_document::at_axis;

/// Years in a row; a year without data breaks the line.
fn runs(points: &[YearPoint]) -> impl Iterator<Item = &[YearPoint]> {
    points.chunk_by(|before, after| before.year + 1 == after.year)
}

pub(super) fn draw(
    area: &Area<'_>,
    unit: Unit,
    top: f64,
    series: &[(String, Vec<YearPoint>)],
) -> Result<(), String> {
    let years = || {
        series
            .iter()
            .flat_map(|(_, points)| points.iter().map(|point| point.year))
    };
    let (Some(from), Some(until)) = (years().min(), years().max()) else {
        return Ok(());
    };
    let mut context = ChartBuilder::on(area)
        .margin_top(10)
        .margin_right(200)
        .x_label_area_size(26)
        .y_label_area_size(46)
        .build_cartesian_2d(from..until.max(from + 1), 0.0..top)
        .map_err(failed)?;
    context
        .configure_mesh()
        .disable_x_mesh()
        .bold_line_style(FAINT)
        .light_line_style(TRANSPARENT)
        .axis_style(FAINT)
        .x_labels(7)
        .y_labels(5)
        .x_label_formatter(&|year| year.to_string())
        .y_label_formatter(&|value| at_axis(*value, unit))
        .label_style(ink(13))
        .draw()
        .map_err(failed)?;
    for ((_, points), colour) in series.iter().zip(SERIES) {
        for run in runs(points) {
            // Bands in pixels: the plot's own coordinates end at its edges.
            let place = |point: &YearPoint, value: f64| {
                context.backend_coord(&(point.year, value.clamp(0.0, top)))
            };
            for known in run.split(|point| point.ends.is_none()) {
                let ends = |pick: fn((f64, f64)) -> f64| {
                    known
                        .iter()
                        .filter_map(move |point| Some(place(point, pick(point.ends?))))
                };
                let mut band: Vec<(i32, i32)> = ends(|ends| ends.1).collect();
                band.extend(ends(|ends| ends.0).collect::<Vec<_>>().into_iter().rev());
                match known {
                    [] => {}
                    [_] => area
                        .draw(&PathElement::new(band, colour.stroke_width(2)))
                        .map_err(failed)?,
                    _ => area
                        .draw(&Polygon::new(band, colour.mix(0.18).filled()))
                        .map_err(failed)?,
                }
            }
        }
    }
    for (index, ((_, points), colour)) in series.iter().zip(SERIES).enumerate() {
        // A line that a later one covers shows at both sides of it.
        let covered = series[index + 1..].iter().any(|(_, other)| {
            other.len() == points.len()
                && other.iter().zip(points).all(|(other, point)| {
                    other.year == point.year && (other.value - point.value).abs() < 1e-9
                })
        });
        let wide = if covered { 6 } else { 2 };
        for run in runs(points) {
            let line = run.iter().map(|point| (point.year, point.value));
            context
                .draw_series(LineSeries::new(line, colour.stroke_width(wide)))
                .map_err(failed)?;
        }
    }
    // Names stand at the ends of their lines, apart from one another.
    let mut ends: Vec<(f64, usize)> = series
        .iter()
        .enumerate()
        .filter_map(|(index, (_, points))| Some((points.last()?.value, index)))
        .collect();
    ends.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let x = context.backend_coord(&(until.max(from + 1), 0.0)).0;
    let mut places: Vec<i32> = Vec::new();
    for (share, _) in &ends {
        let y = context.backend_coord(&(until.max(from + 1), *share)).1;
        let next = places.last().map_or(i32::MIN, |last| last + 16);
        places.push(y.max(next));
    }
    // What would stand below the drawing is moved up again.
    let mut room = i32::try_from(area.dim_in_pixel().1).unwrap_or(i32::MAX) - 8;
    for place in places.iter_mut().rev() {
        *place = (*place).min(room);
        room = *place - 16;
    }
    for ((share, index), y) in ends.into_iter().zip(places) {
        let Some(colour) = SERIES.get(index) else {
            continue;
        };
        let style = (FONT, 13)
            .into_font()
            .color(colour)
            .pos(Pos::new(HPos::Left, VPos::Center));
        let label = format!("{} {}", series[index].0, at_axis(share, unit));
        area.draw(&Text::new(label, (x + 6, y), style))
            .map_err(failed)?;
    }
    Ok(())
}
