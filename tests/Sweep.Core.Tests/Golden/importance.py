#!/usr/bin/env python3
"""What Optuna's PED-ANOVA says of made-up runs: the numbers that importance.json holds.

Values are Optuna's own: PedAnovaImportanceEvaluator().evaluate(study), with its defaults. A parameter whose values are listed is
suggest_int of the place in the list. Where there is a target, runs are ranked for Optuna by one number: when they reached it, and
behind all of these the loss.

Usage: PYTHONPATH=OPTUNA importance.py > importance.json
(OPTUNA: a checkout of optuna at 1d8ce7bb, 5.0.0.dev; needs Debian's python3-numpy, -scipy, -alembic, -colorlog, -sqlalchemy, -tqdm)
"""
import json
import math
import sys
import warnings

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.importance import PedAnovaImportanceEvaluator
from optuna.samplers import RandomSampler
from optuna.trial import create_trial

LATE = 1e6


def real(name, low, high, log=False, step=None):
    return {"name": name, "kind": "real", "low": low, "high": high, "log": log, "step": step}


def whole(name, low, high, log=False, step=None):
    return {"name": name, "kind": "whole", "low": low, "high": high, "log": log, "step": step}


def listed(name, kind, values):
    return {"name": name, "kind": kind, "values": values}


def distribution(parameter):
    if "values" not in parameter:
        kind = FloatDistribution if parameter["kind"] == "real" else IntDistribution
        step = {} if parameter["step"] is None else {"step": parameter["step"]}
        return kind(parameter["low"], parameter["high"], log=parameter["log"], **step)
    if parameter["kind"] in ("real", "whole"):
        return IntDistribution(0, len(parameter["values"]) - 1)
    return CategoricalDistribution(parameter["values"])


def inner(parameter, value):
    return parameter["values"].index(value) if parameter["kind"] in ("real", "whole") and "values" in parameter else value


def case(name, parameters, runs, goal="minimize"):
    study = optuna.create_study(direction=goal)
    spaces = {parameter["name"]: distribution(parameter) for parameter in parameters}
    for values, objective, reached_at in runs:
        there = {parameter["name"]: inner(parameter, value) for parameter, value in zip(parameters, values) if value is not None}
        score = objective if reached_at is None else reached_at - LATE
        study.add_trial(create_trial(value=score, params=there, distributions={name: spaces[name] for name in there}))
    found = PedAnovaImportanceEvaluator().evaluate(study)
    return {"name": name, "goal": goal, "parameters": parameters, "runs": runs, "importance": {key: found[key] for key in spaces if key in found}}


def own_study(trials):
    """The study of Optuna's tests of evaluators."""
    study = optuna.create_study(sampler=RandomSampler(seed=0))
    study.optimize(lambda trial: trial.suggest_float("x1", 0.1, 3) + trial.suggest_float("x2", 0.1, 3, log=True) * trial.suggest_float("x3", 2, 4, log=True), n_trials=trials)
    runs = [[[trial.params[name] for name in ("x1", "x2", "x3")], trial.value, None] for trial in study.trials]
    return case(f"Optuna's own study of {trials}", [real("x1", 0.1, 3), real("x2", 0.1, 3, log=True), real("x3", 2, 4, log=True)], runs)


def mixed(trials, seed):
    random = np.random.RandomState(seed)
    parameters = [
        listed("optimizer", "text", ["adam", "rmsprop", "sgd"]),
        real("momentum", 0.0, 0.99),
        whole("layers", 1, 9, step=2),
        whole("width", 8, 1024, log=True),
        real("dropout", 0.0, 0.5, step=0.05),
        listed("batch", "whole", [16, 32, 64, 128]),
        listed("bias", "truth", [False, True]),
        whole("noise", 0, 1000),
    ]
    runs = []
    for _ in range(trials):
        optimizer = ["adam", "rmsprop", "sgd"][random.randint(3)]
        momentum = round(random.uniform(0, 0.99), 6) if optimizer == "sgd" else None
        layers, width = int(1 + 2 * random.randint(5)), int(round(math.exp(random.uniform(math.log(8), math.log(1024)))))
        dropout, batch = [i * 0.05 for i in range(11)][random.randint(11)], [16, 32, 64, 128][random.randint(4)]
        bias, noise = bool(random.randint(2)), int(random.randint(1001))
        loss = {"adam": 0.1, "rmsprop": 0.3, "sgd": 0.9 - (momentum or 0)}[optimizer] + 0.02 * abs(layers - 5) + (math.log(width) - 5) ** 2 / 50
        loss += dropout * 0.1 + (0.05 if batch == 128 else 0) + random.normal() * 0.03
        runs.append([[optimizer, momentum, layers, width, dropout, batch, bias, noise], round(loss, 6), None])
    return parameters, runs


def reached(trials, seed):
    parameters = [listed("learning_rate", "real", [float(f"{rate:.6g}") for rate in np.geomspace(3e-4, 1e-2, 60)]), listed("samples", "whole", [100, 500, 1000])]
    random, runs = np.random.RandomState(seed), []
    for _ in range(trials):
        place, samples = random.randint(60), [100, 500, 1000][random.randint(3)]
        steps = int(200 + 12000 / (1 + place) + random.exponential(300)) // 10 * 10
        runs.append([[parameters[0]["values"][place], samples], round(0.2 + steps / 1e4, 4), steps if steps < 900 else None])
    return parameters, runs


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.simplefilter("ignore")
    tied = [[values, round(loss, 1), None] for values, loss, _ in mixed(80, 3)[1]]
    cases = [
        own_study(2), own_study(20), own_study(100),
        case("every kind", *mixed(150, 1)),
        case("greatest is best", *mixed(60, 2), goal="maximize"),
        case("ties", mixed(80, 3)[0], tied),
        case("reached, then censored", *reached(200, 4)),
    ]
    json.dump(cases, sys.stdout, separators=(",", ":"))
    sys.stdout.write("\n")


main()
