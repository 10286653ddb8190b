//! Production, imports and exports of economies, each bar starting where the
//! one before it ended, so that what remains is seen and not only told.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::scale::Scale;
use super::{Area, FAINT, FONT, INK, SERIES, WIDTH, failed, ink, size, whisker};
use crate::document::{BalanceBars, BarFigure};

const LEFT: i32 = 250;
const RIGHT: i32 = 150;
const TOP: i32 = 8;
const LINE: i32 = 16;
const BLOCK: i32 = 4 * LINE + 14;

pub(super) fn height(economies: &[BalanceBars]) -> u32 {
    size(economies.len()) * BLOCK.unsigned_abs() + TOP.unsigned_abs() + 28
}

/// One bar: where it starts, where it ends, and the interval of its end.
struct Bar<'a> {
    label: &'static str,
    figure: &'a BarFigure,
    start: f64,
    end: Option<f64>,
    ends: Option<(f64, f64)>,
    colour: RGBColor,
}

/// The four bars of an economy. What is not available has no length; its text
/// says so.
fn bars(economy: &BalanceBars) -> [Bar<'_>; 4] {
    let bar = |label, figure: &'_ BarFigure, start: f64, sign: f64, colour| {
        let moved = |amount: f64| start + sign * amount;
        (
            label,
            start,
            figure.value.map(moved),
            figure
                .ends
                .map(|(low, high)| (moved(low), moved(high)))
                .filter(|(low, high)| low.is_finite() && high.is_finite()),
            colour,
        )
    };
    let of = |amount: &BarFigure| amount.value.unwrap_or(0.0);
    let produced = of(&economy.production);
    let supply = produced + of(&economy.imports);
    let below = economy.remainder.value.is_some_and(|value| value < 0.0);
    let parts = [
        bar("production", &economy.production, 0.0, 1.0, SERIES[1]),
        bar("imports", &economy.imports, produced, 1.0, SERIES[3]),
        bar("exports", &economy.exports, supply, -1.0, SERIES[2]),
        bar(
            "remainder",
            &economy.remainder,
            0.0,
            1.0,
            if below { SERIES[0] } else { SERIES[4] },
        ),
    ];
    let figures = [
        &economy.production,
        &economy.imports,
        &economy.exports,
        &economy.remainder,
    ];
    let mut figures = figures.into_iter();
    parts.map(|(label, start, end, ends, colour)| Bar {
        label,
        // As many figures as parts.
        figure: figures.next().unwrap_or(&economy.remainder),
        start,
        end,
        ends,
        colour,
    })
}

pub(super) fn draw(
    area: &Area<'_>,
    axis: narrows_core::Unit,
    economies: &[BalanceBars],
) -> Result<(), String> {
    let points: Vec<f64> = economies
        .iter()
        .flat_map(bars)
        .flat_map(|bar| {
            [
                Some(bar.start),
                bar.end,
                bar.ends.map(|ends| ends.0),
                bar.ends.map(|ends| ends.1),
            ]
        })
        .flatten()
        .collect();
    let scale = Scale::over(&points, axis, (LEFT, WIDTH as i32 - RIGHT));
    let bottom = TOP + BLOCK * economies.len() as i32 - 8;
    scale.draw_grid(area, TOP, bottom)?;
    for (row, economy) in economies.iter().enumerate() {
        let head = TOP + BLOCK * row as i32;
        let name = ink(13).pos(Pos::new(HPos::Left, VPos::Center));
        area.draw(&Text::new(economy.name.clone(), (0, head + LINE / 2), name))
            .map_err(failed)?;
        for (line, remark) in economy.remarks.iter().enumerate() {
            let style = (FONT, 12)
                .into_font()
                .color(&SERIES[0])
                .pos(Pos::new(HPos::Left, VPos::Center));
            let y = head + LINE * (line as i32 + 1) + LINE / 2;
            area.draw(&Text::new(remark.clone(), (0, y), style))
                .map_err(failed)?;
        }
        for (line, bar) in bars(economy).into_iter().enumerate() {
            let y = head + LINE * line as i32 + LINE / 2;
            let style = ink(12).pos(Pos::new(HPos::Right, VPos::Center));
            area.draw(&Text::new(bar.label, (LEFT - 8, y), style))
                .map_err(failed)?;
            if let Some(end) = bar.end {
                let (from, until) = (scale.x(bar.start.min(end)), scale.x(bar.start.max(end)));
                area.draw(&Rectangle::new(
                    [(from, y - 5), (until.max(from + 1), y + 5)],
                    bar.colour.mix(0.4).filled(),
                ))
                .map_err(failed)?;
                if line < 2 {
                    // The next bar starts here.
                    let at = scale.x(end);
                    area.draw(&PathElement::new(
                        vec![(at, y + 5), (at, y + LINE - 5)],
                        FAINT,
                    ))
                    .map_err(failed)?;
                }
            }
            if let Some((low, high)) = bar.ends {
                whisker(area, y, (scale.x(low), scale.x(high)), 4, bar.colour)?;
            }
            let style = ink(12).pos(Pos::new(HPos::Left, VPos::Center));
            let at = WIDTH as i32 - RIGHT + 10;
            area.draw(&Text::new(bar.figure.text.clone(), (at, y), style))
                .map_err(failed)?;
        }
    }
    let zero = scale.x(0.0);
    area.draw(&PathElement::new(vec![(zero, TOP), (zero, bottom)], INK))
        .map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::chart_svg;
    use crate::document::Chart;
    use narrows_core::Unit;

    fn figure(value: Option<f64>, ends: Option<(f64, f64)>) -> BarFigure {
        BarFigure {
            text: value.map_or("not available".to_owned(), |value| format!("{value} t")),
            value,
            ends,
        }
    }

    fn economy(production: Option<f64>, remainder: BarFigure) -> BalanceBars {
        BalanceBars {
            name: "Norway".to_owned(),
            remarks: vec!["unexplained: 0.3 %".to_owned()],
            production: figure(
                production,
                production.map(|tonnes| (tonnes - 1.0, tonnes + 1.0)),
            ),
            imports: figure(Some(5.0), None),
            exports: figure(Some(20.0), Some((19.0, 21.0))),
            remainder,
        }
    }

    #[test]
    fn each_bar_starts_where_the_one_before_ended() {
        let short = economy(Some(10.0), figure(Some(-5.0), Some((-6.0, -4.0))));
        let [production, imports, exports, remainder] = bars(&short);
        assert_eq!((production.start, production.end), (0.0, Some(10.0)));
        assert_eq!((imports.start, imports.end), (10.0, Some(15.0)));
        assert_eq!((exports.start, exports.end), (15.0, Some(-5.0)));
        assert_eq!(exports.ends, Some((-4.0, -6.0)));
        assert_eq!((remainder.start, remainder.end), (0.0, Some(-5.0)));
        assert_eq!(production.ends, Some((9.0, 11.0)));
        assert_ne!(
            remainder.colour,
            bars(&economy(Some(30.0), figure(Some(15.0), None)))[3].colour
        );
    }

    #[test]
    fn what_is_not_available_is_said_and_has_no_bar() {
        let svg = |one: BalanceBars| {
            let chart = Chart::Balances {
                caption: "Production + imports − exports".to_owned(),
                axis: Unit::Tonne,
                economies: vec![one],
            };
            chart_svg(&chart).unwrap()
        };
        let open = svg(economy(None, figure(None, Some((-15.0, 2.0)))));
        assert!(open.contains("not available") && open.contains("unexplained: 0.3 %"));
        let known = svg(economy(Some(10.0), figure(Some(-5.0), None)));
        // Production and remainder.
        let count = |svg: &str| svg.matches("<rect").count();
        assert_eq!(count(&known), count(&open) + 2);
        assert!(known.contains("var(--series-1)") && !known.contains("#0B0101"));
    }
}
