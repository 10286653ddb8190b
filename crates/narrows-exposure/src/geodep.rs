//! GeoDep: dependence on few sources in a market of few sources, persisting.

/// The three conditions in one year. Source: CEPII, GeoDep (Lefebvre and Wibaux
/// 2024, after Jaravel and Méjean 2021): import concentration, world-export
/// concentration and net dependence together, in at least two of three years.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GeoDepYear {
    /// Herfindahl–Hirschman index of import sources, by value.
    pub hhi_imports: Option<f64>,
    /// Herfindahl–Hirschman index of world exports, by value.
    pub hhi_exports: Option<f64>,
    /// Imports over exports, by value; `None` without exports.
    pub imports_over_exports: Option<f64>,
    /// Whether there are imports at all.
    pub imports: bool,
}

impl GeoDepYear {
    /// Whether all three conditions hold; `None` where one cannot be told.
    /// Imports without any exports meet the third.
    #[must_use]
    pub fn holds(&self) -> Option<bool> {
        if !self.imports {
            return None;
        }
        let net = self.imports_over_exports.is_none_or(|ratio| ratio > 1.0);
        Some(self.hhi_imports? > 0.4 && self.hhi_exports? > 0.4 && net)
    }
}

/// The conditions over three successive years.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GeoDepConditions {
    /// Oldest first; the year asked about is the last.
    pub years: [Option<GeoDepYear>; 3],
}

impl GeoDepConditions {
    /// Years that can be told, and years in which all conditions hold.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        let told: Vec<bool> = self
            .years
            .iter()
            .filter_map(|year| year.as_ref().and_then(GeoDepYear::holds))
            .collect();
        (told.len(), told.iter().filter(|holds| **holds).count())
    }

    /// Whether the product is dependent: the conditions hold in at least two
    /// of the three years. `None` where the years that cannot be told decide.
    #[must_use]
    pub fn dependent(&self) -> Option<bool> {
        let (told, holding) = self.count();
        if holding >= 2 {
            Some(true)
        } else if holding + (3 - told) < 2 {
            Some(false)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(hhi_imports: f64) -> Option<GeoDepYear> {
        Some(GeoDepYear {
            hhi_imports: Some(hhi_imports),
            hhi_exports: Some(0.5),
            imports_over_exports: None,
            imports: true,
        })
    }

    #[test]
    fn two_of_three_years_decide() {
        let of = |years| GeoDepConditions { years }.dependent();
        assert_eq!(of([year(0.5), year(0.3), year(0.5)]), Some(true));
        assert_eq!(of([year(0.3), year(0.3), year(0.5)]), Some(false));
        assert_eq!(of([None, year(0.3), year(0.5)]), None);
        assert_eq!(of([None, None, year(0.3)]), None);
        assert_eq!(of([None, year(0.3), year(0.3)]), Some(false));
    }
}
