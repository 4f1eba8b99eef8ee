"""A PostgreSQL for one run: a cluster in a temporary folder, reachable by socket alone, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests.machine import postgres_programs

PORT = 5432  # no port is opened; it only names the socket
# Nothing here outlives the run, so nothing has to survive a crash.
FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "listen_addresses": "",
    "port": str(PORT),
    "timezone": "UTC",
}
SECONDS_TO_START = 30


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """Yield the URL of a fresh, empty cluster; stop and remove it on leaving, whatever the reason.

    Raises RuntimeError with the server's own words when it does not start.
    """
    programs = postgres_programs()
    if programs is None:
        raise RuntimeError("initdb and postgres were not found")
    # The system's own folder: a socket's path is short, and another user must be able to reach it.
    folder = Path(tempfile.mkdtemp(prefix="ledger-pg-", dir="/tmp"))
    try:
        create(programs, folder)
        with serving(programs, folder):
            with connected(folder) as connection:
                connection.execute("CREATE DATABASE ledger")
            yield f"postgresql://ledger@{quote(str(folder), safe='')}:{PORT}/ledger"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create(programs: Path, folder: Path):
    """Make the cluster below `folder`, owned by a user the server accepts."""
    if os.getuid() == 0:
        account = unprivileged()
        os.chown(folder, account.pw_uid, account.pw_gid)
    command = [programs / "initdb", "-D", folder / "data", "-U", "ledger", "-A", "trust", "-E", "UTF8"]
    command += ["--no-locale", "--no-sync", "--no-instructions"]
    done = subprocess.run(command, **as_owner(folder), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr or done.stdout}")


@contextmanager
def serving(programs: Path, folder: Path) -> Iterator[None]:
    """Run the server while the block runs; its own session keeps a terminal's Ctrl-C away from it."""
    options = [word for name, value in FORGETFUL.items() for word in ("-c", f"{name}={value}")]
    command = [programs / "postgres", "-D", folder / "data", "-k", folder, *options]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command,
            **as_owner(folder),
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        wait_until_ready(server, folder)
        yield
    finally:
        server.send_signal(signal.SIGQUIT)  # immediate: the folder is removed next
        server.wait()


def wait_until_ready(server: subprocess.Popen, folder: Path):
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and server.poll() is None:
        try:
            connected(folder).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")


def connected(folder: Path) -> psycopg.Connection:
    """Return a connection to the cluster's own database; named in full, so that no PG… variable decides."""
    return psycopg.connect(host=str(folder), port=PORT, user="ledger", dbname="postgres", autocommit=True)


def unprivileged() -> pwd.struct_passwd:
    """Return the account to serve as: the server refuses root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL refuses root, and there is neither an account postgres nor nobody")


def as_owner(folder: Path) -> dict:
    """Return what makes a subprocess run as the owner of `folder`, in it, with a plain environment."""
    plain = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "HOME": str(folder)}
    if os.getuid():
        return {"cwd": folder, "env": plain}
    owner = folder.stat()
    return {"cwd": folder, "env": plain, "user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
