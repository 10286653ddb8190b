//! A chart as a picture of pixels, for slides and mail that take no SVG.
//!
//! Words are set with a font that is part of the program and never with one of
//! the system: the same document gives the same bytes.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Group, Node, Options, Tree, fontdb};

use crate::BriefError;
use crate::chart_file::{ChartColours, whole_file};
use crate::document::{Chart, Document};

/// Pixels for each unit of the SVG, so that small text stays sharp on dense
/// screens and in print.
const SCALE: u32 = 2;
/// The family name inside both font files.
const FAMILY: &str = "Roboto";
/// Characters named in a refusal before the rest is counted.
const NAMED: usize = 8;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(include_bytes!("../data/fonts/roboto-regular.ttf").to_vec());
    fonts.load_font_data(include_bytes!("../data/fonts/roboto-bold.ttf").to_vec());
    fonts.set_sans_serif_family(FAMILY);
    fonts.set_serif_family(FAMILY);
    Arc::new(fonts)
});

/// Draws one chart of a document as a PNG file in light colours, with the same
/// title, caption and sources as the SVG file. It is twice as many pixels wide
/// and high as the SVG has units.
///
/// # Errors
/// If the chart cannot be drawn, or if its words hold characters that the
/// built-in font does not have (it has Latin, Greek and Cyrillic).
pub fn chart_picture(document: &Document, chart: &Chart) -> Result<Vec<u8>, BriefError> {
    let failed = |reason: String| BriefError::Chart {
        name: chart.caption().to_owned(),
        reason,
    };
    let svg = whole_file(document, chart, ChartColours::Light)?;
    let options = Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    };
    let tree = Tree::from_str(&svg, &options).map_err(|error| failed(error.to_string()))?;
    let mut missing = Vec::new();
    characters_without_glyph(tree.root(), &mut missing);
    if !missing.is_empty() {
        let named: String = missing.iter().take(NAMED).cloned().collect();
        let more = match missing.len().saturating_sub(NAMED) {
            0 => String::new(),
            rest => format!(" and {rest} more"),
        };
        return Err(failed(format!(
            "the built-in font of pictures has no {named:?}{more}; an SVG takes the reader's \
             fonts: choose svg instead of png"
        )));
    }
    let size = tree.size().to_int_size();
    let (width, height) = (size.width() * SCALE, size.height() * SCALE);
    let mut pixels = Pixmap::new(width, height)
        .ok_or_else(|| failed(format!("{width} by {height} pixels are too many")))?;
    let scale = SCALE as f32;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .map_err(|error| failed(error.to_string()))
}

/// Each piece of text that was set with the glyph for "missing", once.
fn characters_without_glyph(group: &Group, missing: &mut Vec<String>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => characters_without_glyph(inner, missing),
            Node::Text(text) => {
                for glyph in text
                    .layouted()
                    .iter()
                    .flat_map(|span| &span.positioned_glyphs)
                {
                    if glyph.id.0 == 0 && !missing.contains(&glyph.text) {
                        missing.push(glyph.text.clone());
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BarFigure, RankedBar};

    fn chart(label: &str) -> Chart {
        Chart::RankedBars {
            caption: "Exports beyond production and imports".to_owned(),
            axis: "t".to_owned(),
            bars: vec![RankedBar {
                label: label.to_owned(),
                figure: BarFigure {
                    text: "12 t".to_owned(),
                    value: Some(12.0),
                    ends: Some((10.0, 13.0)),
                },
            }],
        }
    }

    fn document(title: &str) -> Document {
        Document {
            title: title.to_owned(),
            subtitle: String::new(),
            sections: Vec::new(),
            credits: Vec::new(),
        }
    }

    fn pixels(png: &[u8]) -> Pixmap {
        Pixmap::decode_png(png).expect("a PNG")
    }

    #[test]
    fn a_picture_has_twice_the_size_and_the_same_bytes_twice() {
        let (document, chart) = (document("Graphite"), chart("China"));
        let png = chart_picture(&document, &chart).expect("a picture");
        assert_eq!(png, chart_picture(&document, &chart).expect("a picture"));
        let svg = crate::chart_file(&document, &chart).expect("a file");
        let picture = pixels(&png);
        assert!(svg.contains(&format!(
            "width=\"{}\" height=\"{}\"",
            picture.width() / SCALE,
            picture.height() / SCALE
        )));
    }

    /// Dark pixels in the band of the title.
    fn dark_in_title(title: &str) -> usize {
        let picture = pixels(&chart_picture(&document(title), &chart("China")).expect("drawn"));
        let (from, until) = (20 * SCALE, 46 * SCALE);
        picture
            .pixels()
            .chunks(picture.width() as usize)
            .skip(from as usize)
            .take((until - from) as usize)
            .flatten()
            .filter(|pixel| pixel.red() < 100 && pixel.green() < 100 && pixel.blue() < 100)
            .count()
    }

    #[test]
    fn both_weights_are_there() {
        assert_eq!(FONTS.len(), 2);
    }

    #[test]
    fn words_are_visible_and_the_paper_is_white() {
        assert_eq!(dark_in_title(" "), 0);
        let short = dark_in_title("Graphite");
        let long = dark_in_title("Graphite, Côte d’Ivoire − ≥ 0.4");
        assert!(short > 300 && long > short, "{short} {long}");
        let picture = pixels(&chart_picture(&document("A"), &chart("China")).expect("drawn"));
        let corner = picture.pixel(0, 0).expect("a corner");
        assert_eq!(
            (corner.red(), corner.green(), corner.blue(), corner.alpha()),
            (255, 255, 255, 255)
        );
    }

    #[test]
    fn characters_that_the_font_lacks_are_named() {
        let error = chart_picture(&document("黒鉛"), &chart("China")).expect_err("no such glyphs");
        let said = error.to_string();
        assert!(said.contains('黒') && said.contains("svg"), "{said}");
    }
}
