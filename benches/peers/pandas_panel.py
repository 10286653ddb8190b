"""The three figures that narrows' panel shares with any data frame, in pandas.

pandas_panel.py FILE
"""

import sys

import pandas as pd

from meter import Meter

KEYS = ["year", "hs_code", "importer"]


def main():
    meter = Meter()
    frame = pd.read_parquet(sys.argv[1], columns=[*KEYS, "exporter", "value_kusd"])
    frame["squares"] = frame["value_kusd"] * frame["value_kusd"]
    # Codes are categories already: the file stores them as dictionaries.
    groups = frame.groupby(KEYS, observed=True, sort=False)
    sums = groups[["value_kusd", "squares"]].sum()
    top = groups["value_kusd"].idxmax()
    largest = frame["value_kusd"].to_numpy()[top.to_numpy()]
    panel = pd.DataFrame(
        {
            "hhi": sums["squares"] / (sums["value_kusd"] * sums["value_kusd"]),
            "top_supplier": frame["exporter"].array[top.to_numpy()],
            "top_share": largest / sums["value_kusd"],
        }
    )
    meter.report(
        "pandas",
        rows=len(panel),
        hhi_sum=float(panel["hhi"].sum()),
        share_sum=float(panel["top_share"].sum()),
    )


main()
