//! Which columns a row of each table needs.

use super::column::{Column, Place};
use super::field::{Field, Target};

/// Whether the columns say all that a row of the table needs.
pub(super) fn check_complete(columns: &[Column], target: Target) -> Result<(), String> {
    use Field as F;
    let of = |field: F| columns.iter().find(|column| column.field == field);
    let has = |field: F| of(field).is_some();
    let templated = columns.iter().any(|column| match &column.place {
        Place::Header(headers) => headers.iter().any(|header| header.contains("{year}")),
        _ => false,
    });
    let need = |fields: &[F], what: &str| {
        if fields.iter().any(|field| has(*field)) {
            return Ok(());
        }
        Err(format!("columns: {what} is missing"))
    };
    if !templated {
        need(&[F::Period, F::Year], "period or year")?;
    }
    match target {
        Target::Trade | Target::NationalTrade => {
            need(&[F::Code], "code")?;
            if target == Target::NationalTrade {
                need(&[F::Reporter], "reporter")?;
                need(&[F::Flow], "flow")?;
                need(
                    &[F::Value, F::Quantity, F::Weight],
                    "value, quantity or weight",
                )?;
            } else {
                need(&[F::Value], "value")?;
                let sides = has(F::Importer) && has(F::Exporter);
                let flow = has(F::Reporter) && has(F::Partner) && has(F::Flow);
                if !(sides || flow) {
                    return Err(
                        "columns: importer and exporter are missing, or reporter, partner and flow"
                            .to_owned(),
                    );
                }
            }
            if of(F::Value).is_some_and(|value| value.currency.is_none()) && !has(F::Currency) {
                return Err(
                    "columns: the value has no currency: say it in its unit, such as unit = \
                     \"thousand JPY\", or give a column currency"
                        .to_owned(),
                );
            }
            if target == Target::NationalTrade && !has(F::Value) && !has(F::Currency) {
                return Err("columns: currency is missing".to_owned());
            }
        }
        Target::MineralStatistics => {
            for (field, name) in [
                (F::Commodity, "commodity"),
                (F::Statistic, "statistic"),
                (F::Label, "label (the economy or total)"),
                (F::Unit, "unit"),
                (F::Value, "value"),
            ] {
                need(&[field], name)?;
            }
        }
    }
    Ok(())
}
