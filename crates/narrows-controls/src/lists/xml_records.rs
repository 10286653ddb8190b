//! XML lists, one record at a time. Entities are not expanded, document type
//! declarations are refused, and depth, length and number of parts are limited.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::{ListError, Place};

/// Levels of elements; the deepest list at hand has 8.
const DEEPEST: usize = 64;
/// Bytes of one record; the whole Entity List, read as one, has 2 MB.
const MOST_RECORD_BYTES: usize = 32 << 20;

/// A piece of an element's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Text(String),
    Element(Element),
}

/// An element with all that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its name without prefix.
    pub(crate) name: String,
    /// The line on which it begins.
    pub(crate) line: u64,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) content: Vec<Content>,
}

impl Element {
    /// An attribute; empty where there is none.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// The elements of a name right inside this one.
    pub(crate) fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The elements right inside this one.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The text of the first element of a name; empty where there is none.
    pub(crate) fn text_of(&self, name: &str) -> String {
        self.children(name)
            .next()
            .map_or_else(String::new, Element::text)
    }

    /// All text in it, in order.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.gather_text(&mut text);
        text
    }

    fn gather_text(&self, into: &mut String) {
        for content in &self.content {
            match content {
                Content::Text(text) => into.push_str(text),
                Content::Element(element) => element.gather_text(into),
            }
        }
    }

    /// Every element of a name in it, at any depth.
    pub(crate) fn descendants<'a>(&'a self, name: &str, into: &mut Vec<&'a Element>) {
        for element in self.elements() {
            if element.name == name {
                into.push(element);
            }
            element.descendants(name, into);
        }
    }
}

/// Reads the records of an XML file in order: every element whose name is
/// among `wanted`, with all that is in it. The root comes back without its
/// content.
pub(crate) fn for_each_record(
    file: &str,
    text: &str,
    root_name: &str,
    wanted: &[&str],
    mut each: impl FnMut(Element) -> Result<(), ListError>,
) -> Result<Element, ListError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut lines = LineCounter::new(text);
    let mut root: Option<Element> = None;
    // Elements that are open inside a record, the record first.
    let mut open: Vec<Element> = Vec::new();
    let mut depth = 0_usize;
    let mut record_bytes = 0_usize;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let line = lines.at(at);
        let place = || Place::line(file, line);
        let event = reader.read_event().map_err(|error| {
            ListError::not_readable(place(), format!("damaged XML ({error}); download it again"))
        })?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(ListError::refused(
                        place(),
                        format!(
                            "elements inside one another more than {DEEPEST} deep, as in no list"
                        ),
                    ));
                }
                let element = element(&start, line, &place())?;
                if root.is_none() {
                    if element.name != root_name {
                        return Err(not_this_form(&place(), root_name, &element.name));
                    }
                    root = Some(element);
                } else if !open.is_empty() || wanted.contains(&element.name.as_str()) {
                    open.push(element);
                }
            }
            Event::Empty(start) => {
                let element = element(&start, line, &place())?;
                if root.is_none() {
                    if element.name != root_name {
                        return Err(not_this_form(&place(), root_name, &element.name));
                    }
                    root = Some(element);
                } else if let Some(parent) = open.last_mut() {
                    parent.content.push(Content::Element(element));
                } else if wanted.contains(&element.name.as_str()) {
                    each(element)?;
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some(done) = open.pop() {
                    match open.last_mut() {
                        Some(parent) => parent.content.push(Content::Element(done)),
                        None => {
                            record_bytes = 0;
                            each(done)?;
                        }
                    }
                }
            }
            Event::Text(piece) => push_text(&mut open, &piece.xml10_content()),
            Event::CData(piece) => push_text(&mut open, &piece.xml10_content()),
            Event::GeneralRef(reference) => {
                let resolved = reference.resolve_char_ref().map_err(|error| {
                    ListError::not_readable(
                        place(),
                        format!("damaged XML ({error}); download it again"),
                    )
                })?;
                let character = match resolved {
                    Some(character) => character,
                    None => match &*reference.xml10_content() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        other => {
                            return Err(ListError::refused(
                                place(),
                                format!("the entity {other:?}, which XML does not define"),
                            ));
                        }
                    },
                };
                push_text(&mut open, character.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => {
                return Err(ListError::refused(
                    place(),
                    "a document type declaration, as in no list: what it defines may grow without bounds",
                ));
            }
            Event::Eof => {
                return match root {
                    Some(root) if depth == 0 => Ok(root),
                    Some(_) => Err(ListError::not_readable(
                        place(),
                        "it ends before its last element does; download it again",
                    )),
                    None => Err(ListError::not_readable(
                        place(),
                        "no XML; give the file as downloaded",
                    )),
                };
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if !open.is_empty() {
            let now = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            record_bytes += now.saturating_sub(at);
            if record_bytes > MOST_RECORD_BYTES {
                return Err(ListError::refused(
                    Place::line(file, line),
                    format!("a record of more than {MOST_RECORD_BYTES} bytes, as in no list"),
                ));
            }
        }
    }
}

fn not_this_form(place: &Place, root: &str, found: &str) -> ListError {
    ListError::not_readable(
        place.clone(),
        format!("it begins with <{found}> and not with <{root}>; name another form"),
    )
}

fn push_text(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        if let Some(Content::Text(before)) = element.content.last_mut() {
            before.push_str(text);
        } else {
            element.content.push(Content::Text(text.to_owned()));
        }
    }
}

fn element(start: &BytesStart<'_>, line: u64, place: &Place) -> Result<Element, ListError> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let damaged = |error: &dyn std::fmt::Display| {
            ListError::not_readable(
                place.clone(),
                format!("damaged XML ({error}); download it again"),
            )
        };
        let attribute = attribute.map_err(|error| damaged(&error))?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| damaged(&error))?;
        attributes.push((
            attribute.key.local_name().into_inner().to_owned(),
            value.into_owned(),
        ));
    }
    Ok(Element {
        name: start.local_name().into_inner().to_owned(),
        line,
        attributes,
        content: Vec::new(),
    })
}

/// Lines by position, for positions that only grow.
struct LineCounter<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> LineCounter<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    fn at(&mut self, position: usize) -> u64 {
        let position = position.min(self.text.len());
        if position > self.at {
            let breaks = self.text[self.at..position]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count();
            self.line += breaks as u64;
            self.at = position;
        }
        self.line
    }
}
