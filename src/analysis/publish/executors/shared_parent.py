"""One warm parent for all processes of a machine that ask for pages of the same run.

The first begins it, and every one calls it on a socket that has a name and no file. It forks for
each caller a `ForkServer`, which is warm at once and ends with the caller, however that went. When
the last has ended, so has the warm parent. Nothing hangs on the first caller.
"""

import os
import sys
from contextlib import suppress
from errno import EADDRINUSE
from hashlib import sha256
from multiprocessing.connection import Connection, wait
from pathlib import Path
from socket import AF_UNIX, SHUT_RDWR, SO_PEERCRED, SOL_SOCKET, socket
from struct import unpack
from threading import Thread

from analysis.core import paths
from analysis.publish.executors.base import surroundings
from analysis.publish.executors.fork import ForkingExecutor, Server

SHARED_PARENT = "analysis.publish.executors.shared_parent"


class SharingExecutor(ForkingExecutor):
    """Has its pages forked from the warm parent of all who say the same `shared`: the run, and what
    they make its pages from.
    """

    def __init__(self, workers: int, folder: Path, home: Path | None, shared: str) -> None:
        self._name = _name(shared)
        super().__init__(workers, folder, home)

    def _start(self) -> tuple[Server, Connection]:
        """Call the warm parent, begun now where nobody has; where another user listens, our own."""
        call = socket(AF_UNIX)
        while True:
            with socket(AF_UNIX) as listener:
                if _bound(listener, self._name):
                    call.connect(self._name)
                    process = self._begin(SHARED_PARENT, listener)
                    Thread(target=process.wait, daemon=True).start()
                    break
                with suppress(ConnectionRefusedError):  # it has just ended, or does not listen yet
                    call.connect(self._name)
                    break
        if not _is_ours(call):
            call.close()
            return super()._start()
        line = Connection(os.dup(call.fileno()))
        with suppress(OSError):  # else the line is found dead, and we call again
            line.send((self._workers, self._folder, self._home))
        return _Called(call), line


class _Called:
    """The server at the other end of a call: it ends when this end is gone."""

    def __init__(self, call: socket) -> None:
        self._call = call

    def kill(self) -> None:
        """Hang up."""
        with suppress(OSError):  # it has hung up before
            self._call.shutdown(SHUT_RDWR)

    def wait(self) -> None:
        """Keep no end of the line open."""
        self._call.close()


def serve(listener: socket) -> None:
    """Fork a server for each caller of this user, until the last of them has ended."""
    servers: dict[Connection, int] = {}
    begun = False
    while servers or not begun or wait([listener], 0):
        for ready in wait([listener, *servers]):
            if isinstance(ready, Connection):
                ready.close()
                os.waitpid(servers.pop(ready), 0)
            else:
                call, _ = listener.accept()
                with call:
                    ended, pid = _forked(call, listener)
                servers[ended] = pid
                begun = True


def _forked(call: socket, listener: socket) -> tuple[Connection, int]:
    """A server for a caller: a pipe that ends with it, and its id."""
    from analysis.publish.executors.fork_server import ForkServer

    theirs, ours = os.pipe()
    pid = os.fork()
    if pid:
        os.close(ours)
        return Connection(theirs, writable=False), pid
    code = 1
    try:
        listener.close()
        if _is_ours(call):
            line = Connection(call.detach())
            workers, folder, home = line.recv()
            os.environ.update(surroundings(folder, home))
            ForkServer(line, workers, folder).run()
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _is_ours(call: socket) -> bool:
    """Whether the other end is of this user too: either end runs what it hears."""
    _, user, _ = unpack("3i", call.getsockopt(SOL_SOCKET, SO_PEERCRED, 12))
    return bool(user == os.getuid())


def _bound(listener: socket, name: bytes) -> bool:
    """Whether this is the first to take a name, and then listens."""
    try:
        listener.bind(name)
    except OSError as fault:
        if fault.errno != EADDRINUSE:
            raise
        return False
    listener.listen()
    return True


def _name(shared: str) -> bytes:
    """A name for those who see the same files by it, which is gone when nobody listens."""
    files = Path("/proc/self/ns/mnt").readlink()
    seen = f"{shared} {paths.root()} {os.getuid()} {files}"
    return b"\0care-analysis-" + sha256(seen.encode()).hexdigest().encode()


if __name__ == "__main__":
    from analysis.publish.executors import fork_server

    fork_server.be_ready()
    with socket(fileno=int(sys.argv[1])) as ours:
        serve(ours)
