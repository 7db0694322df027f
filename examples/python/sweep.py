"""Helps a training script to speak with Sweep (protocol sweep-trial/1). One file, standard library only: copy it beside your script, or do without.

    import sweep

    parameters = sweep.parameters()                  # {"learning_rate": 0.1, "layers": 3}
    for step in range(sweep.resume_step() + 1, sweep.steps(1000) + 1):
        loss = train_one_step(parameters)
        sweep.report(step, loss=loss)
        if sweep.should_stop():
            break

Started by hand, without Sweep, it reads --name=value from the command line and prints what it would report.
"""

import json
import math
import os
import signal
import sys
import threading

_stopping = threading.Event()
_reports = open(os.environ["SWEEP_REPORT_FILE"], "a", encoding="utf-8") if "SWEEP_REPORT_FILE" in os.environ else None


def parameters():
    """The trial's parameters with their types; started by hand, those of the command line."""
    path = os.environ.get("SWEEP_PARAMETERS_FILE")
    if path:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    return dict(_argument(word) for word in sys.argv[1:] if "=" in word)


def report(step, **metrics):
    """Reports metrics after so many steps. Steps must rise; a step is reported once, with all its metrics."""
    _write({"step": int(step), **{name: _number(value) for name, value in metrics.items()}})


def checkpoint(step, path):
    """Says that the checkpoint at path, in checkpoint_dir(), is complete and holds the state after so many steps."""
    _write({"checkpoint": os.path.relpath(path, checkpoint_dir()), "step": int(step)})


def stop(reason):
    """Says that training ends by itself: stop("diverged")."""
    _write({"stop": reason})


def steps(default):
    """How many steps the trial has, counted from its beginning."""
    return int(os.environ.get("SWEEP_STEPS", default))


def resume_step():
    """From which step to go on; 0 for the beginning."""
    return int(os.environ.get("SWEEP_RESUME_STEP", 0))


def resume_checkpoint():
    """The checkpoint to go on from; None for the beginning."""
    return os.environ.get("SWEEP_RESUME_CHECKPOINT")


def checkpoint_dir():
    """Where checkpoints go, which the next attempt finds."""
    return os.environ.get("SWEEP_CHECKPOINT_DIR", ".")


def output_dir():
    """Where to leave what is to be kept."""
    return os.environ.get("SWEEP_OUTPUT_DIR", ".")


def seeds():
    """Seeds of the data and of the first weights."""
    return int(os.environ.get("SWEEP_DATA_SEED", 1)), int(os.environ.get("SWEEP_INIT_SEED", 2))


def secret(name):
    """The value of a secret that the spec names."""
    with open(os.path.join(os.environ["SWEEP_SECRETS_DIR"], name), encoding="utf-8") as file:
        return file.read()


def should_stop():
    """True once Sweep asks the trial to stop: leave a checkpoint, and end."""
    return _stopping.is_set()


def _argument(word):
    name, _, text = word.lstrip("-").partition("=")
    try:
        return name, json.loads(text)
    except ValueError:
        return name, text


def _number(value):
    value = float(value)
    return value if math.isfinite(value) else str(value).replace("nan", "NaN").replace("inf", "Infinity")


def _write(line):
    text = json.dumps(line, allow_nan=False)
    print(text, file=_reports or sys.stdout, flush=True)


if "SWEEP_STOP_FILE" in os.environ and threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGTERM, lambda *_: _stopping.set())
