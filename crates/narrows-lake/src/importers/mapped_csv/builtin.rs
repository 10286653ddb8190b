//! The mappings that are part of the program.

/// Name and text of each; the files stand in `data/mappings`.
const MAPPINGS: [(&str, &str); 5] = [
    (
        "japan-customs",
        include_str!("../../../../../data/mappings/japan-customs.toml"),
    ),
    (
        "us-census",
        include_str!("../../../../../data/mappings/us-census.toml"),
    ),
    (
        "us-dataweb",
        include_str!("../../../../../data/mappings/us-dataweb.toml"),
    ),
    (
        "korea-customs",
        include_str!("../../../../../data/mappings/korea-customs.toml"),
    ),
    (
        "eu-comext",
        include_str!("../../../../../data/mappings/eu-comext.toml"),
    ),
];

pub(super) fn text_of(name: &str) -> Option<&'static str> {
    MAPPINGS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The names, for messages.
pub(super) fn names() -> String {
    MAPPINGS.map(|(name, _)| name).join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::mapping::Mapping;
    use super::*;

    #[test]
    fn every_mapping_is_sound() {
        for (name, text) in MAPPINGS {
            if let Err(error) = Mapping::parse(name, text) {
                panic!("{error}");
            }
        }
    }
}
