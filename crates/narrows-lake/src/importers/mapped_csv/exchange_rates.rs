//! Rates of exchange that a mapping brings along.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::trade_period::TradePeriod;

/// Rates of exchange, as the mapping says them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRates {
    currency: String,
    source: String,
    per_usd: BTreeMap<String, f64>,
}

/// Rates of exchange of one currency.
#[derive(Debug)]
pub(super) struct Rates {
    pub(super) currency: String,
    pub(super) source: String,
    /// Units of the currency that one US dollar costs.
    per_usd: BTreeMap<TradePeriod, f64>,
}

impl Rates {
    /// The rate of the month, else of its year.
    pub(super) fn per_usd(&self, period: TradePeriod) -> Option<f64> {
        let year = TradePeriod::year_of(period.year())?;
        let rate = self.per_usd.get(&period);
        rate.or_else(|| self.per_usd.get(&year)).copied()
    }
}

/// The rates of all currencies, each of which stands once.
pub(super) fn checked_rates(raw: Vec<RawRates>) -> Result<Vec<Rates>, String> {
    let rates = raw
        .into_iter()
        .map(of_one_currency)
        .collect::<Result<Vec<Rates>, _>>()?;
    for (position, one) in rates.iter().enumerate() {
        if rates[..position]
            .iter()
            .any(|other| other.currency == one.currency)
        {
            return Err(format!(
                "rates: {} stands twice; put all its periods into one table",
                one.currency
            ));
        }
    }
    Ok(rates)
}

fn of_one_currency(raw: RawRates) -> Result<Rates, String> {
    if !is_currency(&raw.currency) || raw.currency == "USD" {
        return Err(format!(
            "rates.currency: {:?} is no currency code such as JPY, other than USD",
            raw.currency
        ));
    }
    if raw.source.trim().is_empty() {
        return Err("rates.source is empty: say whose rates they are".to_owned());
    }
    let per_usd = raw
        .per_usd
        .into_iter()
        .map(|(period, rate)| {
            let period: TradePeriod = period
                .parse()
                .map_err(|reason| format!("rates.per_usd: {reason}"))?;
            if rate.is_finite() && rate > 0.0 {
                Ok((period, rate))
            } else {
                Err(format!(
                    "rates.per_usd: the rate of {period} is no number above 0"
                ))
            }
        })
        .collect::<Result<_, String>>()?;
    Ok(Rates {
        currency: raw.currency,
        source: raw.source,
        per_usd,
    })
}

/// Three capital letters, as in ISO 4217.
pub(super) fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
