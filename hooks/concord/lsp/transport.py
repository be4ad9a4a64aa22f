"""Standard input and output ⇄ the messages of a server; what has come at once is handled before anything else is done.

pygls reads line by line, each in a thread, so that much can happen between two messages that came together.
"""

import asyncio
import sys
from threading import Event, Thread
from typing import BinaryIO

from pygls.io_ import StdoutWriter, run_async
from pygls.protocol import JsonRPCProtocol

_AT_ONCE = 1 << 16  # bytes that a pipe holds
_LONGEST = 1 << 26  # bytes of a message


def serve(protocol: JsonRPCProtocol, stop: Event) -> None:
    """Handles messages until the input ends or `stop` is set."""
    protocol.set_writer(StdoutWriter(sys.stdout.buffer))
    try:
        asyncio.run(_serve(protocol, stop))
    except (BrokenPipeError, KeyboardInterrupt):
        return


async def _serve(protocol: JsonRPCProtocol, stop: Event) -> None:
    stream = asyncio.StreamReader(limit=_LONGEST)
    loop = asyncio.get_running_loop()
    Thread(target=_feed, args=(sys.stdin.buffer, stream, loop), daemon=True).start()
    await run_async(stop, stream, protocol)


def _feed(source: BinaryIO, stream: asyncio.StreamReader, loop: asyncio.AbstractEventLoop) -> None:
    """Passes on what comes, as much at a time as there is."""
    while content := source.read1(_AT_ONCE):  # type: ignore[attr-defined]
        loop.call_soon_threadsafe(stream.feed_data, content)
    loop.call_soon_threadsafe(stream.feed_eof)
