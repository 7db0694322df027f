#!/usr/bin/env python3
"""Values of the normal distribution to 40 digits, rounded to doubles: what normal.json holds.

Usage: normal.py > normal.json   (needs Debian's python3-mpmath)
"""
import json
import sys

import mpmath as mp

mp.mp.dps = 60
SQRT_HALF = 1 / mp.sqrt(2)


def erfcx(x):
    return mp.exp(x * x) * mp.erfc(x)


def cdf(x):
    return mp.erfc(-x * SQRT_HALF) / 2


def mass(a, b):
    return cdf(b) - cdf(a) if b <= 0 else cdf(-a) - cdf(-b) if a >= 0 else 1 - cdf(a) - cdf(-b)


def quantile(p):
    # By bisection and Newton's method, so that nothing is taken on trust.
    low, high = mp.mpf(-40), mp.mpf(40)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if cdf(middle) < p else (low, middle)
    x = (low + high) / 2
    for _ in range(6):
        x -= (cdf(x) - p) / (mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi))
    return x


def rows(function, arguments):
    return [[*row, float(function(*(mp.mpf(v) for v in row)))] for row in arguments]


GRID = [-38.0, -30.5, -20.0, -12.25, -8.0, -6.0, -5.0, -3.3, -2.0, -1.0, -0.75, -0.3, -1e-3, -1e-9, 0.0, 1e-9, 1e-3, 0.2, 0.5, 0.7071, 1.0, 1.5, 2.0, 3.75, 5.0, 6.5, 8.0, 12.0, 20.0, 26.0]
GOLDEN = {
    "erfc": rows(mp.erfc, [[x] for x in GRID if x > -26]),
    "erfcx": rows(erfcx, [[x] for x in GRID + [50.0, 300.0] if x >= 0]),
    "log_cdf": rows(lambda x: mp.log1p(-cdf(-x)) if x > 0 else mp.log(cdf(x)), [[x] for x in GRID + [-100.0, -1000.0]]),
    "log_mass": rows(
        lambda a, b: mp.log(mass(a, b)),
        [[-1.0, 1.0], [-0.01, 0.02], [0.0, 1.0], [-1.0, 0.0], [3.0, 4.0], [-4.0, -3.0], [10.0, 10.5], [-30.25, -30.0], [-100.5, -99.5], [-8.0, 9.0], [1.0, 1.001], [-50.0, 0.5]],
    ),
    "quantile": rows(quantile, [[p] for p in (1e-300, 1e-100, 1e-20, 1e-10, 1e-5, 0.01, 0.05, 0.0749, 0.0751, 0.3, 0.4999, 0.51, 0.7, 0.9249, 0.9251, 0.99, 0.999999)]),
}
# One row a line.
sections = (f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]" for name, rows in GOLDEN.items())
sys.stdout.write("{\n" + ",\n".join(sections) + "\n}\n")
