//! What the area codes of UN Comtrade stand for. They are M49 with the same
//! departures as in BACI: the United States are 842, and Taiwan is 490,
//! "Other Asia, nes".
//!
//! What is no economy here stands in `data/comtrade_areas.csv`, by the code and
//! name of UN Comtrade's own lists of reporters and partners: groups,
//! remainders, and former areas that narrows has no economy for. Former areas
//! that it has, such as 200, 278, 280, 810 and 891, are economies. Nothing says
//! how the trade of a former area is to be divided among its successors, so it
//! is counted and not divided.

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
    /// An area that is no more and that is no economy here, by name.
    Former(&'static str),
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
        let area = match kind {
            "group" => Area::Group(name),
            "former" => Area::Former(name),
            _ => Area::Residual(name),
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
            let mut parts = line.split(',');
            let code = parts.next().unwrap().parse().unwrap();
            let as_said = match (Area::of(code), parts.next().unwrap()) {
                (Some(Area::Group(_)), kind) => kind == "group",
                (Some(Area::Residual(_)), kind) => kind == "residual",
                (Some(Area::Former(_)), kind) => kind == "former",
                _ => false,
            };
            assert!(as_said, "{line}");
        }
    }

    /// A former area must never hide an economy.
    #[test]
    fn no_former_area_has_the_code_of_an_economy() {
        for line in TABLE.lines().filter(|line| line.contains(",former,")) {
            let code: u16 = line.split(',').next().unwrap().parse().unwrap();
            assert_eq!(Economy::from_baci(BaciCode(code)), None, "{line}");
            assert!(Economy::all().all(|one| one.m49() != Some(code)), "{line}");
        }
        assert_eq!(Area::of(886), Some(Area::Former("Fmr Arab Rep. of Yemen")));
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
            (200, "CSK"),
            (278, "DDR"),
            (280, "DEU"),
            (891, "SCG"),
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
