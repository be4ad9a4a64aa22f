"""HTTP servers for a folder on 127.0.0.1 and a free port: Python's, or nginx with deploy/nginx.conf."""

import functools
import getpass
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn

import pytest

from trees import ROOT

MIME_TYPES = Path("/etc/nginx/mime.types")
MAIN = """
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
    include {types};
    access_log off;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    include {folder}/site.conf;
}}
"""


def tool(*names: str, package: str) -> str:
    """The path of the first of these programs that there is; without any the test ends, see `missing`."""
    folders = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"  # where nginx is, and not every user looks
    found = [path for name in names if (path := shutil.which(name, path=folders))]
    return found[0] if found else missing(f"no {names[0]}: install {package}")


def missing(reason: str) -> NoReturn:
    """Skips the test, or where all tools are required fails it."""
    if os.environ.get("REQUIRE_TOOLS"):
        pytest.fail(reason)
    pytest.skip(reason)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def files(folder: Path) -> Iterator[str]:
    """The address of a folder, without a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def nginx(site: Path, folder: Path, negotiates: bool = False) -> Iterator[str]:
    """The address of `site` as deploy/nginx.conf serves it; `negotiates` turns on its option.

    `folder` takes what nginx writes.
    """
    program = tool("nginx", package="nginx")
    port = free_port()
    (folder / "site.conf").write_text(_settings(site, port, negotiates), encoding="utf-8")
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    main = MAIN.format(folder=folder, user=user, types=MIME_TYPES)
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    process = subprocess.Popen(command)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _settings(site: Path, port: int, negotiates: bool) -> str:
    """deploy/nginx.conf with the place of the test in the lines that name a place, and nothing else changed."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    changes = {r"listen 80;": f"listen 127.0.0.1:{port};", r"listen \[::\]:80;": "", r"/var/www/cco-guide": f"{site}"}
    if negotiates:
        changes[r'#(   "~\^/\(\?:\\\?\|\$\)" yes;)'] = r"\1"
    for old, new in changes.items():
        text, times = re.subn(old, new, text)
        assert times == 1, f"deploy/nginx.conf says {old!r} {times} times"
    return text


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < end, "nginx does not answer"
            time.sleep(0.05)
