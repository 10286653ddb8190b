//! The six dimensions of governance and how the World Bank writes them.

/// A dimension of the Worldwide Governance Indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dimension {
    VoiceAndAccountability,
    PoliticalStability,
    GovernmentEffectiveness,
    RegulatoryQuality,
    RuleOfLaw,
    ControlOfCorruption,
}

impl Dimension {
    pub(super) const ALL: [Self; 6] = [
        Self::VoiceAndAccountability,
        Self::PoliticalStability,
        Self::GovernmentEffectiveness,
        Self::RegulatoryQuality,
        Self::RuleOfLaw,
        Self::ControlOfCorruption,
    ];

    /// As in the tables of the lake.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::VoiceAndAccountability => "voice-and-accountability-estimate",
            Self::PoliticalStability => "political-stability-estimate",
            Self::GovernmentEffectiveness => "government-effectiveness-estimate",
            Self::RegulatoryQuality => "regulatory-quality-estimate",
            Self::RuleOfLaw => "rule-of-law-estimate",
            Self::ControlOfCorruption => "control-of-corruption-estimate",
        }
    }

    /// The two letters of the World Bank.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::VoiceAndAccountability => "va",
            Self::PoliticalStability => "pv",
            Self::GovernmentEffectiveness => "ge",
            Self::RegulatoryQuality => "rq",
            Self::RuleOfLaw => "rl",
            Self::ControlOfCorruption => "cc",
        }
    }

    /// By its two letters, or by its name as sheets and columns have it, with
    /// or without spaces: `Political StabilityNoViolence`, `RuleofLaw`.
    pub(super) fn find(text: &str) -> Option<Self> {
        let letters: String = text
            .chars()
            .filter(char::is_ascii_alphabetic)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        Self::ALL.into_iter().find(|dimension| {
            let name: String = dimension
                .name()
                .trim_end_matches("-estimate")
                .split('-')
                .collect();
            letters == dimension.code() || letters.starts_with(&name)
        })
    }

    /// By the code of the series of its estimate: `VA.EST`, since 2025
    /// `GOV_WGI_VA.EST`. Other series, such as ranks, are none.
    pub(super) fn of_series(code: &str) -> Option<Self> {
        let code = code.trim().to_ascii_uppercase();
        let letters = code
            .strip_prefix("GOV_WGI_")
            .unwrap_or(&code)
            .strip_suffix(".EST")?;
        Self::ALL
            .into_iter()
            .find(|dimension| dimension.code().eq_ignore_ascii_case(letters))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_editions_are_known() {
        for (text, dimension) in [
            (
                "VoiceandAccountability",
                Some(Dimension::VoiceAndAccountability),
            ),
            (
                "Political StabilityNoViolence",
                Some(Dimension::PoliticalStability),
            ),
            (
                "Political Stability and Absence of Violence/Terrorism",
                Some(Dimension::PoliticalStability),
            ),
            ("RuleofLaw", Some(Dimension::RuleOfLaw)),
            (
                "Control of Corruption",
                Some(Dimension::ControlOfCorruption),
            ),
            ("pv", Some(Dimension::PoliticalStability)),
            ("RQ", Some(Dimension::RegulatoryQuality)),
            ("Introduction", None),
            ("Sheet1", None),
            ("", None),
        ] {
            assert_eq!(Dimension::find(text), dimension, "{text}");
        }
    }

    #[test]
    fn series_are_those_of_the_estimate() {
        let found = |code| Dimension::of_series(code).map(Dimension::code);
        assert_eq!(found("VA.EST"), Some("va"));
        assert_eq!(found("GOV_WGI_CC.EST"), Some("cc"));
        for other in ["VA.PER.RNK", "VA.STD.ERR", "GOV_WGI_VA.SC", "XX.EST", ""] {
            assert_eq!(found(other), None, "{other}");
        }
    }
}
