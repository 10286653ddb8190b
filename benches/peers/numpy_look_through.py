"""The look-through of benches/src/bin/look_through.rs in numpy, same matrices.

OMP_NUM_THREADS=1 numpy_look_through.py
"""

import numpy as np

from meter import Meter

ECONOMIES, CODES, YEARS = 200, 74, 30


def uniform(place):
    z = (place + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((z ^ (z >> np.uint64(31))) >> np.uint64(11)).astype(float) / 2.0**53


def trade(code):
    size = ECONOMIES * ECONOMIES
    places = np.arange(code * size, (code + 1) * size, dtype=np.uint64)
    flows = (10.0 * uniform(places) ** 3 + 0.001).reshape(ECONOMIES, ECONOMIES)
    np.fill_diagonal(flows, 0.0)
    return flows


def production(year):
    start = 1_000_000_000 + year * ECONOMIES
    produced = 200.0 + 400.0 * uniform(np.arange(start, start + ECONOMIES, dtype=np.uint64))
    produced[np.arange(ECONOMIES) % 3 != 0] = 0.0
    return produced


def main():
    by_code = [trade(code) for code in range(CODES)]
    meter = Meter()
    identity = np.eye(ECONOMIES)
    total, markets = 0.0, 0
    for flows in by_code:
        for year in range(YEARS):
            produced = production(year)
            imports, exports = flows.sum(axis=0), flows.sum(axis=1)
            origin = produced + np.maximum(0.0, exports - produced - imports)
            supply = origin + imports
            shares = flows / supply[:, None]
            # O = diag(G) (I - B)^-1, as the solution of O (I - B) = diag(G).
            origins = np.linalg.solve((identity - shares).T, np.diag(origin)).T
            total += float(np.sum((origins / supply) ** 2))
            markets += 1
    meter.report("numpy", markets=markets, columns=markets * ECONOMIES, hhi_sum=total)


main()
