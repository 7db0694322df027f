#!/usr/bin/env python3
"""Parzen estimators of Optuna 5 on seeded observations: the numbers that tpe.json holds.

Usage: PYTHONPATH=CHECKOUT_OF_OPTUNA_5 tpe.py > tpe.json   (needs Debian's python3-optuna for what Optuna imports)
"""
import json
import sys

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers._tpe import parzen_estimator
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator, _ParzenEstimatorParameters
from optuna.samplers._tpe.sampler import default_weights

assert optuna.__version__.startswith("5."), optuna.__version__


class Stable:
    """NumPy with the one sort that says which of equal observations comes first: the older. Optuna leaves it open."""

    def __getattr__(self, name):
        return getattr(np, name)

    def argsort(self, values):
        return np.argsort(values, kind="stable")


parzen_estimator.np = Stable()
SPACES = {
    "reals": {"x": FloatDistribution(-5, 10), "y": FloatDistribution(0, 15)},
    "logarithm": {"rate": FloatDistribution(1e-5, 1e-1, log=True)},
    "steps": {"x": FloatDistribution(0, 1, step=0.25), "n": IntDistribution(-3, 12)},
    "log_whole": {"n": IntDistribution(1, 64, log=True)},
    "choices": {"c": CategoricalDistribution(["a", "b", "c"])},
    "mixed": {"rate": FloatDistribution(1e-4, 1, log=True), "c": CategoricalDistribution(["a", "b"]), "n": IntDistribution(2, 9), "x": FloatDistribution(-1, 1)},
}


def draw(distribution, rng):
    if isinstance(distribution, CategoricalDistribution):
        return float(rng.randint(len(distribution.choices)))
    if distribution.log and isinstance(distribution, FloatDistribution):
        return float(np.exp(rng.uniform(np.log(distribution.low), np.log(distribution.high))))
    if isinstance(distribution, IntDistribution):
        return float(rng.randint(distribution.low, distribution.high + 1))
    if distribution.step is not None:
        return float(distribution.low + distribution.step * rng.randint(round((distribution.high - distribution.low) / distribution.step) + 1))
    return float(rng.uniform(distribution.low, distribution.high))


def numbers(values):
    return [float(value) for value in values]


def case(name, count, seed):
    space, rng = SPACES[name], np.random.RandomState(seed)
    observations = {key: np.array([draw(distribution, rng) for _ in range(count)]) for key, distribution in space.items()}
    points = {key: np.array([draw(distribution, rng) for _ in range(6)]) for key, distribution in space.items()}
    parameters = _ParzenEstimatorParameters(1.0, True, False, default_weights, True)
    estimator = _ParzenEstimator(observations, space, parameters)
    mixture = estimator._mixture_distribution
    return {
        "space": name,
        "observations": {key: numbers(values) for key, values in observations.items()},
        "points": {key: numbers(values) for key, values in points.items()},
        "weights": numbers(mixture.weights),
        "mus": [numbers(getattr(d, "mu", [])) for d in mixture.distributions],
        "sigmas": [numbers(getattr(d, "sigma", [])) for d in mixture.distributions],
        "log_density": numbers(estimator.log_pdf(points)),
    }


cases = [case(name, count, 17 * count + position) for position, name in enumerate(SPACES) for count in (0, 1, 2, 9, 26, 120)]
# One case a line.
sys.stdout.write("[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]\n")
