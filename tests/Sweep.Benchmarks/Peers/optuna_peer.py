"""Optuna with two worker processes on one PostgreSQL study.

Usage: optuna_peer.py TRIALS POINTS WORKERS

Runs TRIALS trials, shared evenly among WORKERS processes; each reports POINTS losses (0: the objective returns at once).
The server is named by libpq's environment (PGHOST, ...). Prints one JSON object; the seconds run from the moment when
all workers have loaded the study until the last of them is done. Sampler and pruner are Optuna's cheapest.
"""
import json
import multiprocessing
import sys
import time
import uuid

import optuna

URL = "postgresql+psycopg2://"


def work(study_name, trials, points, ready, times):
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.load_study(
        study_name=study_name, storage=URL, sampler=optuna.samplers.RandomSampler(), pruner=optuna.pruners.NopPruner()
    )

    def objective(trial):
        for step in range(points):
            trial.report(1.0 / (step + 1), step)
        return 0.0

    ready.wait()
    start = time.time()
    study.optimize(objective, n_trials=trials)
    times.put((start, time.time()))


def main(trials, points, workers):
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    name = f"peer-{uuid.uuid4()}"
    optuna.create_study(study_name=name, storage=URL)
    context = multiprocessing.get_context("spawn")
    ready, times = context.Barrier(workers), context.Queue()
    shares = [trials // workers + (worker < trials % workers) for worker in range(workers)]
    processes = [context.Process(target=work, args=(name, share, points, ready, times)) for share in shares]
    for process in processes:
        process.start()
    spans = [times.get() for _ in processes]
    for process in processes:
        process.join()
    seconds = max(end for _, end in spans) - min(start for start, _ in spans)
    stored = sum(t.state == optuna.trial.TrialState.COMPLETE for t in optuna.load_study(study_name=name, storage=URL).trials)
    if stored != trials:
        raise SystemExit(f"{stored} of {trials} trials were stored")
    print(json.dumps({"trials": trials, "points": trials * points, "seconds": seconds}))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
