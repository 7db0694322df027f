#!/usr/bin/env python3
"""Optuna on three test functions: the best value after 50, 100 and 200 trials, 30 seeds a sampler.

Usage: search.py [--seeds N] [--samplers random,tpe,tpe_lag_8,cma_es,gp] > search-optuna.csv

Runs whichever Optuna Python finds: PYTHONPATH may name a checkout of its sources. "lag 8" asks eight trials before any is told. A line is
function, sampler, seed, regret after 50, 100 and 200 trials; the first line says the versions.
"""
import argparse
import math
import sys
import time
import warnings

import numpy as np
import optuna

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)

TRIALS = 200
A = np.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
P = 1e-4 * np.array(
    [[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991], [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]]
)
ALPHA = np.array([1, 1.2, 3, 3.2])


def branin(x):
    a, b = x
    return (b - 5.1 / (4 * math.pi**2) * a * a + 5 / math.pi * a - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(a) + 10


def hartmann6(x):
    return -float(ALPHA @ np.exp(-(A * (np.array(x) - P) ** 2).sum(1)))


def rosenbrock4(x):
    return sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(3))


FUNCTIONS = {
    "branin": (branin, [(-5, 10), (0, 15)], 0.39788735772973816),
    "hartmann6": (hartmann6, [(0, 1)] * 6, -3.322368011415515),
    "rosenbrock4": (rosenbrock4, [(-5, 10)] * 4, 0.0),
}
SAMPLERS = {
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
    "tpe": lambda seed: optuna.samplers.TPESampler(seed=seed),
    "tpe_lag_8": lambda seed: optuna.samplers.TPESampler(seed=seed),
    "cma_es": lambda seed: optuna.samplers.CmaEsSampler(seed=seed),
    "gp": lambda seed: optuna.samplers.GPSampler(seed=seed),
}


def regrets(function, ranges, optimum, sampler, lag):
    study = optuna.create_study(sampler=sampler)
    space = {f"x{k}": optuna.distributions.FloatDistribution(*ends) for k, ends in enumerate(ranges)}
    best, course = math.inf, []
    while len(course) < TRIALS:
        for trial in [study.ask(space) for _ in range(min(lag, TRIALS - len(course)))]:
            value = function([trial.params[f"x{k}"] for k in range(len(ranges))])
            study.tell(trial, value)
            best = min(best, value)
            course.append(best - optimum)
    return [course[n - 1] for n in (50, 100, 200)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--samplers", default="random,tpe,tpe_lag_8,cma_es")
    arguments = parser.parse_args()
    print(f"# optuna {optuna.__version__}, numpy {np.__version__}, Python {sys.version.split()[0]}")
    print("function,sampler,seed,after_50,after_100,after_200,milliseconds_a_trial")
    for name, (function, ranges, optimum) in FUNCTIONS.items():
        for sampler in arguments.samplers.split(","):
            for seed in range(arguments.seeds):
                start = time.perf_counter()
                row = regrets(function, ranges, optimum, SAMPLERS[sampler](seed), 8 if sampler.endswith("lag_8") else 1)
                cost = (time.perf_counter() - start) * 1000 / TRIALS
                print(",".join([name, sampler, str(seed), *(repr(float(value)) for value in row), f"{cost:.2f}"]), flush=True)


if __name__ == "__main__":
    main()
