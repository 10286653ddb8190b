//! The forums that narrows knows, from the files in `data/forums`.

use narrows_core::{Forum, InvalidGroup};

const FILES: [(&str, &str); 5] = [
    ("epcc.toml", include_str!("../../../data/forums/epcc.toml")),
    ("g7.toml", include_str!("../../../data/forums/g7.toml")),
    ("ipef.toml", include_str!("../../../data/forums/ipef.toml")),
    (
        "jucip.toml",
        include_str!("../../../data/forums/jucip.toml"),
    ),
    (
        "trilateral.toml",
        include_str!("../../../data/forums/trilateral.toml"),
    ),
];

/// All forums, by id.
///
/// # Errors
/// If a file inside the program is malformed.
pub fn forums() -> Result<Vec<Forum>, InvalidGroup> {
    FILES
        .iter()
        .map(|(file, text)| Forum::from_toml(file, text))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_forum_file_is_sound() {
        let forums = forums().unwrap();
        assert_eq!(forums.len(), FILES.len());
        let members = |name: &str| {
            Forum::find(&forums, name)
                .unwrap()
                .group
                .members_on(date(2024, 12, 31))
                .len()
        };
        assert_eq!(members("JUCIP"), 2);
        assert_eq!(members("2+2"), 2);
        assert_eq!(members("trilateral"), 3);
        assert_eq!(members("G7"), 7);
        assert_eq!(members("IPEF"), 14);
    }
}
