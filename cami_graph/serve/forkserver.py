"""The process that reads the graph once and forks workers that share its memory.

Started by the pool as `python -m cami_graph.serve.forkserver SOCKET GRAPH LIMITS`. It runs no query and has one
thread, so a fork of it is safe and takes milliseconds, however large the graph. It understands `fork`, answered with
the number of the new worker and the pool's end of its socket, and `reap NUMBER`, answered with what ended that
worker. When the pool goes, it goes, and so does each worker at once, also a busy one.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import select
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import BinaryIO, cast

from cami_graph.errors import CamiError
from cami_graph.serve.answer import Answerer, open_answerer
from cami_graph.serve.limits import Limits, Message, read_message

SPARE_BYTES = 16 << 20
OPEN_FILES = 32
SHEET_FILES = 4  # a workbook is put together from a file per sheet


def main(control_number: int, graph: Path | None, limits: Limits) -> None:
    """Read the graph, say so, and fork workers until the pool is gone."""
    control = socket.socket(fileno=control_number)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        answerer = open_answerer(graph, limits)
    except CamiError as error:
        control.sendall(Message({"error": str(error)}).write())
        return
    control.sendall(Message({"quads": answerer.store.quads_count()}).write())
    orders = cast("BinaryIO", control.makefile("rb"))
    gc.freeze()  # else each worker would write to, and so copy, all that it shares with this process
    with contextlib.suppress(ConnectionError):  # the pool may go while a worker is being reaped
        for order in iter(lambda: read_message(orders), None):
            if "reap" in order.head:
                control.sendall(Message({"signal": reap(order.head["reap"])}).write())
            else:
                fork_worker(control, answerer, limits)


def fork_worker(control: socket.socket, answerer: Answerer, limits: Limits) -> None:
    """Fork a worker and hand the pool its end of the socket."""
    ours, theirs = socket.socketpair()
    number = os.fork()
    if number == 0:
        control.close()
        theirs.close()
        status = 1
        with contextlib.suppress(OSError):
            serve(ours, answerer, limits)
            status = 0
        os._exit(status)
    ours.close()
    socket.send_fds(control, [Message({"worker": number}).write()], [theirs.fileno()])
    theirs.close()


def reap(number: int) -> int:
    """Return the signal that ended a worker, or 0 where it left by itself."""
    try:
        _, status = os.waitpid(number, 0)
    except ChildProcessError:
        return 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def serve(connection: socket.socket, answerer: Answerer, limits: Limits) -> None:
    """Answer one question after another; leave when the memory that a question took does not come back."""
    threading.Thread(target=leave_with_pool, args=[connection], daemon=True).start()
    confine(limits)
    start = resident_bytes()
    questions = cast("BinaryIO", connection.makefile("rb"))
    for question in iter(lambda: read_message(questions), None):
        set_alarms(limits.seconds, limits.waited_seconds)
        answer = answerer.answer(question)
        set_alarms(0, 0)
        leaves = resident_bytes() - start > SPARE_BYTES
        connection.sendall(Message(answer.head | {"leaves": leaves}, answer.body).write())
        if leaves:
            return


def set_alarms(seconds: float, waited_seconds: float) -> None:
    """End this process after so many seconds of its processor time, or so many that pass; 0 takes the alarms back."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, waited_seconds)


def leave_with_pool(connection: socket.socket) -> None:
    """Wait until nobody holds the other end, and end this process, whatever it does: the engine lets threads run."""
    watch = select.poll()
    watch.register(connection, select.POLLHUP)
    while not any(event & (select.POLLHUP | select.POLLERR) for _, event in watch.poll()):
        pass
    os._exit(1)


def confine(limits: Limits) -> None:
    """Set the bounds that the kernel keeps: alarms that end the process, memory, hardly a new socket or file."""
    for alarm in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(alarm, signal.SIG_DFL)
    _, ceiling = resource.getrlimit(resource.RLIMIT_AS)
    wanted = virtual_bytes() + limits.memory_bytes
    bound = wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling)
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not limits.allowed_services:
        files = Path("/proc/self/fd")
        bound = max(int(file.name) for file in files.iterdir()) + SHEET_FILES if files.is_dir() else OPEN_FILES
        resource.setrlimit(resource.RLIMIT_NOFILE, (bound, bound))


def virtual_bytes() -> int:
    """Return the address space in use, or 0 where the system does not say."""
    return _statm(0)


def resident_bytes() -> int:
    """Return the memory in use, or 0 where the system does not say."""
    return _statm(1)


def _statm(column: int) -> int:
    try:
        with Path("/proc/self/statm").open(encoding="ascii") as file:
            return int(file.read().split()[column]) * resource.getpagesize()
    except OSError:
        return 0


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None, Limits.read(sys.argv[3]))
    os._exit(0)  # to take a graph out of memory piece by piece takes longer than whoever ends the service waits
