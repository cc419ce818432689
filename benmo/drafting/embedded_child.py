"""The child process of the embedded model, started with FILE PORT THREADS CONTEXT PARENT as arguments.

Serves until SIGTERM, or until the parent is gone.
"""

from __future__ import annotations

import os
import signal
import sys
import time

from benmo.pool import step_back

#: How far the model steps back where processors are short, as reading does: whoever waits for a page goes first.
NICE = 5


def main(arguments: list[str]) -> None:
    """Start the server and keep watch."""
    import xllamacpp

    file, port, threads, context, parent = arguments[0], *map(int, arguments[1:5])
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    step_back(NICE)
    parameters = xllamacpp.CommonParams()
    parameters.model.path = file
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = port
    parameters.n_ctx = context
    # One slot: with more, the prompt's prefix would not stay cached between the points of a paper.
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = threads
    # Waiting threads sleep instead of spinning: on a machine with other work, spinning is what makes it crawl.
    parameters.cpuparams.poll = 0
    parameters.cpuparams_batch.n_threads = threads
    parameters.cpuparams_batch.poll = 0
    parameters.warmup = False
    parameters.ui = False
    parameters.model_alias = {"local"}
    server = xllamacpp.Server(parameters)
    while os.getppid() == parent:
        time.sleep(0.5)
    del server
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
