//! Figures of one unit under two vintages: two points with their intervals,
//! and the line from the one to the other.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::scale::Scale;
use super::{Area, FAINT, FONT, SERIES, WIDTH, failed, ink, size, whisker};
use crate::document::VintagePair;

const LEFT: i32 = 300;
const RIGHT: i32 = 150;
const TOP: i32 = 8;
const LINE: i32 = 18;
const BLOCK: i32 = 2 * LINE + 10;

pub(super) fn height(pairs: &[VintagePair]) -> u32 {
    size(pairs.len()) * BLOCK.unsigned_abs() + TOP.unsigned_abs() + 28
}

pub(super) fn draw(
    area: &Area<'_>,
    axis: narrows_core::Unit,
    names: &[String; 2],
    pairs: &[VintagePair],
) -> Result<(), String> {
    let points: Vec<f64> = pairs
        .iter()
        .flat_map(|pair| [&pair.first, &pair.second])
        .flat_map(|figure| {
            [
                figure.value,
                figure.ends.map(|ends| ends.0),
                figure.ends.map(|ends| ends.1),
            ]
        })
        .flatten()
        .collect();
    let scale = Scale::over(&points, axis, (LEFT, WIDTH as i32 - RIGHT));
    let bottom = TOP + BLOCK * pairs.len() as i32 - 6;
    scale.draw_grid(area, TOP, bottom)?;
    for (row, pair) in pairs.iter().enumerate() {
        let head = TOP + BLOCK * row as i32;
        let lines = [head + LINE / 2, head + LINE + LINE / 2];
        let name = ink(13).pos(Pos::new(HPos::Left, VPos::Center));
        area.draw(&Text::new(pair.label.clone(), (0, lines[0]), name))
            .map_err(failed)?;
        if let (Some(before), Some(after)) = (pair.first.value, pair.second.value) {
            area.draw(&PathElement::new(
                vec![(scale.x(before), lines[0]), (scale.x(after), lines[1])],
                FAINT.stroke_width(2),
            ))
            .map_err(failed)?;
        }
        let both = [
            (&pair.first, lines[0], SERIES[1], false),
            (&pair.second, lines[1], SERIES[0], true),
        ];
        for ((figure, y, colour, filled), vintage) in both.into_iter().zip(names) {
            let style = (FONT, 12)
                .into_font()
                .color(&colour)
                .pos(Pos::new(HPos::Right, VPos::Center));
            area.draw(&Text::new(vintage.clone(), (LEFT - 8, y), style))
                .map_err(failed)?;
            if let Some((low, high)) = figure.ends {
                whisker(area, y, (scale.x(low), scale.x(high)), 4, colour)?;
            }
            if let Some(value) = figure.value {
                let style = if filled {
                    colour.filled()
                } else {
                    colour.stroke_width(2)
                };
                area.draw(&Circle::new((scale.x(value), y), 4, style))
                    .map_err(failed)?;
            }
            let style = ink(12).pos(Pos::new(HPos::Left, VPos::Center));
            let at = WIDTH as i32 - RIGHT + 10;
            area.draw(&Text::new(figure.text.clone(), (at, y), style))
                .map_err(failed)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::chart::chart_svg;
    use crate::document::{BarFigure, Chart, VintagePair};
    use narrows_core::Unit;

    fn svg(second: Option<f64>) -> String {
        let figure = |value: Option<f64>| BarFigure {
            text: value.map_or("not available".to_owned(), |value| value.to_string()),
            value,
            ends: value.map(|value| (value - 0.1, value + 0.1)),
        };
        let chart = Chart::Vintages {
            caption: "Indicators".to_owned(),
            axis: Unit::Index01,
            names: ["MCS2025".to_owned(), "MCS2026".to_owned()],
            pairs: vec![VintagePair {
                label: "HHI of world production".to_owned(),
                first: figure(Some(0.3)),
                second: figure(second),
            }],
        };
        chart_svg(&chart).unwrap()
    }

    #[test]
    fn both_points_their_intervals_and_the_line_between_them() {
        let (both, one) = (svg(Some(0.6)), svg(None));
        assert_eq!(both.matches("<circle").count(), 2);
        assert_eq!(one.matches("<circle").count(), 1);
        // An interval of three strokes, and the line from point to point.
        let lines = |svg: &str| svg.matches("<polyline").count();
        assert_eq!(lines(&both), lines(&one) + 4);
        assert!(one.contains("not available") && both.contains("MCS2025"));
    }
}
