"""The three figures that narrows' panel shares with any SQL engine, in DuckDB.

duckdb_panel.py FILE [THREADS]
"""

import sys

import duckdb
import pyarrow.compute as pc

from meter import Meter

QUERY = """
    SELECT year, hs_code, importer,
           sum(value_kusd * value_kusd) / (sum(value_kusd) * sum(value_kusd)) AS hhi,
           arg_max(exporter, value_kusd) AS top_supplier,
           max(value_kusd) / sum(value_kusd) AS top_share
    FROM read_parquet(?)
    GROUP BY year, hs_code, importer
"""


def main():
    file = sys.argv[1]
    connection = duckdb.connect()
    if len(sys.argv) > 2:
        connection.execute(f"SET threads = {int(sys.argv[2])}")
    # The order of groups is free, which spares DuckDB work.
    connection.execute("SET preserve_insertion_order = false")
    meter = Meter()
    rows, hhi_sum, share_sum = 0, 0.0, 0.0
    for batch in connection.sql(QUERY, params=[file]).to_arrow_reader(32768):
        rows += batch.num_rows
        hhi_sum += pc.sum(batch.column("hhi")).as_py()
        share_sum += pc.sum(batch.column("top_share")).as_py()
    meter.report("DuckDB", rows=rows, hhi_sum=hhi_sum, share_sum=share_sum)


main()
