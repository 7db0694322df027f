#!/usr/bin/env python3
"""Optuna over Sweep's own table of curves: the best loss against the iterations trained, by eight workers whose clock is virtual.

Usage: table_search.py sweep-table.bin [--seeds N] > table-optuna.csv

The file is what `dotnet run -c Release --project tests/Sweep.Benchmarks -- table` makes. Runs whichever Optuna Python finds: PYTHONPATH may name a checkout of
its sources. A trial is a point; its five replicates train together and it reports their mean. What a step takes is its samples times its hidden units. Values
are numbered 0, 1, ... along each parameter, the pattern is a category. A line is patterns, search, seed, all iterations, best final loss, iterations to the
target (empty: not met), workers at work, and the course: each better loss as iterations:loss. The first line says the versions.
"""
import argparse
import heapq
import math
import sys
import warnings

import numpy as np
import optuna

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)

PATTERNS = ["circle", "diamond", "centered_square", "thick_right_angle", "thin_right_angle"]
RATES, SAMPLES, HIDDEN = 40, [50, 100, 200, 400, 800], [2, 4, 8, 16]
POINTS, REPLICATES, STEPS, EVERY, WORKERS = RATES * len(SAMPLES) * len(HIDDEN), 5, 4860, 10, 8
RUNGS = [60, 180, 540, 1620]
TARGET = 1.1


class Ordered(optuna.samplers.BaseSampler):
    """Points in a given order."""

    def __init__(self, points):
        self._points = points

    def infer_relative_search_space(self, study, trial):
        return {}

    def sample_relative(self, study, trial, search_space):
        return {}

    def sample_independent(self, study, trial, name, distribution):
        return self._points[trial.number][name]


class Search:
    def __init__(self, table, first, points, best):
        self._table, self._first, self._points, self._best = table, first, points, best

    def run(self, sampler, pruner, trials):
        study = optuna.create_study(sampler=sampler, pruner=pruner)
        running, turn, clock, worked, started = [], 0, 0.0, 0.0, 0
        self.iterations, self.least, self.to_target, self.course, self._before = 0, math.inf, None, [], {}
        while True:
            while len(running) < WORKERS and started < trials:
                trial = study.ask()
                stage = (trial, self._place(trial), 0)
                worked += self._begin(running, stage, clock, turn, pruner)
                turn, started = turn + 1, started + 1
            if not running:
                break
            clock, _, (trial, place, at) = heapq.heappop(running)
            self.iterations += REPLICATES * (at - self._before[trial.number])
            loss = self._loss(place, at)
            if not math.isnan(loss) and loss <= TARGET * self._best and self.to_target is None:
                self.to_target = self.iterations
            if at == STEPS:
                study.tell(trial, loss) if not math.isnan(loss) else study.tell(trial, state=optuna.trial.TrialState.FAIL)
                if loss < self.least:
                    self.least = loss
                    self.course.append((self.iterations, loss))
                continue
            trial.report(loss, at)
            if trial.should_prune():
                study.tell(trial, state=optuna.trial.TrialState.PRUNED)
                continue
            worked += self._begin(running, (trial, place, at), clock, turn, pruner)
            turn += 1
        return worked / (clock * WORKERS)

    def _begin(self, running, stage, clock, turn, pruner):
        trial, place, at = stage
        self._before[trial.number] = at
        stop = next((rung for rung in RUNGS if rung > at), STEPS) if pruner is not None else STEPS
        _, _, samples, hidden = place
        took = REPLICATES * (stop - at) * SAMPLES[samples] * HIDDEN[hidden]
        heapq.heappush(running, (clock + took, turn, (trial, place, stop)))
        return took

    def _place(self, trial):
        pattern = trial.suggest_categorical("pattern", PATTERNS) if self._points > POINTS else PATTERNS[0]
        rate = trial.suggest_int("learning_rate", 0, RATES - 1)
        return PATTERNS.index(pattern), rate, trial.suggest_int("samples", 0, len(SAMPLES) - 1), trial.suggest_int("hidden", 0, len(HIDDEN) - 1)

    def _loss(self, place, step):
        pattern, rate, samples, hidden = place
        point = self._first + ((pattern * RATES + rate) * len(SAMPLES) + samples) * len(HIDDEN) + hidden
        return float(self._table[point, :, step // EVERY - 1].mean())


def ordered(points, seed):
    order = np.random.default_rng(seed).permutation(points)
    rows = []
    for point in order:
        rest, hidden = divmod(int(point), len(HIDDEN))
        rest, samples = divmod(rest, len(SAMPLES))
        pattern, rate = divmod(rest, RATES)
        rows.append({"pattern": PATTERNS[pattern], "learning_rate": rate, "samples": samples, "hidden": hidden})
    return Ordered(rows)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--seeds", type=int, default=5)
    arguments = parser.parse_args()
    table = np.fromfile(arguments.file, dtype=np.float32).astype(float).reshape(len(PATTERNS) * POINTS, REPLICATES, STEPS // EVERY)
    print(f"# optuna {optuna.__version__}, numpy {np.__version__}, Python {sys.version.split()[0]}")
    print("patterns,search,seed,iterations,best,to_target,busy,course")
    halving = lambda: optuna.pruners.SuccessiveHalvingPruner(min_resource=RUNGS[0], reduction_factor=3)
    for name, first, points in [("all", 0, len(PATTERNS) * POINTS)] + [(name, k * POINTS, POINTS) for k, name in enumerate(PATTERNS)]:
        best = np.nanmin(table[first : first + points, :, -1].mean(axis=1))
        for search, trials, sampler, pruner in [
            (f"TPE, {points // 8} points", points // 8, lambda seed: optuna.samplers.TPESampler(seed=seed, constant_liar=True), lambda: None),
            ("successive halving over the grid, shuffled", points, lambda seed: ordered(points, seed), halving),
            (
                f"TPE with successive halving, {points // 2} points",
                points // 2,
                lambda seed: optuna.samplers.TPESampler(seed=seed, constant_liar=True),
                halving,
            ),
        ]:
            for seed in range(arguments.seeds):
                one = Search(table, first, points, best)
                busy = one.run(sampler(seed), pruner(), trials)
                course = ";".join(f"{iterations}:{loss!r}" for iterations, loss in one.course)
                target = "" if one.to_target is None else one.to_target
                print(",".join([name, search.replace(",", ""), str(seed), str(one.iterations), repr(one.least), str(target), f"{busy:.3f}", course]), flush=True)


if __name__ == "__main__":
    main()
