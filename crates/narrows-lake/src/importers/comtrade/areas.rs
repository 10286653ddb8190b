//! What the area codes of UN Comtrade stand for. They are M49 with the same
//! departures as in BACI: the United States are 842, and Taiwan is 490,
//! "Other Asia, nes".

use std::sync::LazyLock;

use narrows_core::{BaciCode, Economy};

const TABLE: &str = include_str!("../../../data/comtrade_areas.csv");

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Area {
    /// An economy, present or former.
    Economy(Economy),
    /// The world or a group of economies, by name.
    Group(&'static str),
    /// A remainder that is no economy, by name: not specified, bunkers, free
    /// zones.
    Residual(&'static str),
}

static AREAS: LazyLock<Vec<Option<Area>>> = LazyLock::new(|| {
    let mut areas = vec![None; 1000];
    // M49 first: where Comtrade means another area by a number, it is the
    // later that stays.
    for economy in Economy::all() {
        if let Some(slot) = economy
            .m49()
            .and_then(|code| areas.get_mut(usize::from(code)))
        {
            *slot = Some(Area::Economy(economy));
        }
    }
    for code in 0..1000_u16 {
        if let Some(economy) = Economy::from_baci(BaciCode(code)) {
            areas[usize::from(code)] = Some(Area::Economy(economy));
        }
    }
    for line in TABLE.lines().skip(1) {
        let mut parts = line.splitn(3, ',');
        let (Some(code), Some(kind), Some(name)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let name = name.trim_matches('"');
        let area = if kind == "group" {
            Area::Group(name)
        } else {
            Area::Residual(name)
        };
        if let Some(slot) = code
            .parse::<usize>()
            .ok()
            .and_then(|code| areas.get_mut(code))
        {
            *slot = Some(area);
        }
    }
    areas
});

impl Area {
    /// What the code stands for, where it is known.
    pub(super) fn of(code: u16) -> Option<Self> {
        AREAS.get(usize::from(code)).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole() {
        for line in TABLE.lines().skip(1) {
            let (code, _) = line.split_once(',').unwrap();
            let area = Area::of(code.parse().unwrap());
            assert!(
                matches!(area, Some(Area::Group(_) | Area::Residual(_))),
                "{line}"
            );
        }
    }

    #[test]
    fn codes_are_those_of_comtrade() {
        let economy = |code| match Area::of(code) {
            Some(Area::Economy(economy)) => economy.alpha3(),
            other => panic!("{other:?}"),
        };
        for (code, alpha3) in [
            (842, "USA"),
            (490, "TWN"),
            (699, "IND"),
            (251, "FRA"),
            (757, "CHE"),
            (579, "NOR"),
            (58, "BEL"),
            (810, "SUN"),
            // Not in BACI.
            (234, "FRO"),
        ] {
            assert_eq!(economy(code), alpha3);
        }
        // Monaco in M49.
        assert_eq!(Area::of(492), Some(Area::Residual("Europe EU, nes")));
        assert_eq!(Area::of(0), Some(Area::Group("World")));
        assert_eq!(Area::of(999), None);
    }
}
