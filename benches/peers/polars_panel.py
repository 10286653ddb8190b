"""The three figures that narrows' panel shares with any data frame, in Polars'
streaming engine.

polars_panel.py FILE [THREADS]
"""

import os
import sys

if len(sys.argv) > 2:
    os.environ["POLARS_MAX_THREADS"] = str(int(sys.argv[2]))

import polars as pl  # noqa: E402

from meter import Meter  # noqa: E402


def main():
    value = pl.col("value_kusd")
    meter = Meter()
    panel = (
        pl.scan_parquet(sys.argv[1])
        .group_by("year", "hs_code", "importer")
        .agg(
            hhi=(value * value).sum() / (value.sum() * value.sum()),
            top_supplier=pl.col("exporter").max_by("value_kusd"),
            top_share=value.max() / value.sum(),
        )
        .collect(engine="streaming")
    )
    meter.report(
        "Polars",
        rows=panel.height,
        hhi_sum=panel["hhi"].sum(),
        share_sum=panel["top_share"].sum(),
    )


main()
