# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers on loopback for the measurements, each in a process of its own."""

import asyncio
import contextlib
import json
import multiprocessing
import re
import time

DOCUMENT = """{{"token_endpoint":"https://login.microsoftonline.com/{id}/oauth2/v2.0/token",\
"token_endpoint_auth_methods_supported":["client_secret_post","private_key_jwt"],\
"issuer":"https://login.microsoftonline.com/{id}/v2.0",\
"userinfo_endpoint":"https://graph.microsoft.com/oidc/userinfo",\
"authorization_endpoint":"https://login.microsoftonline.com/{id}/oauth2/v2.0/authorize",\
"tenant_region_scope":"EU","cloud_instance_name":"microsoftonline.com"}}"""


class Discovery(asyncio.Protocol):
    """Knows N.example for any number N, and each has a tenant of its own."""

    TARGET = re.compile(rb"GET /(?:(\d+)\.example|([^/]+))/v2\.0/")

    def connection_made(self, transport):
        self.transport = transport
        self.received = b""

    def data_received(self, data):
        self.received += data
        while b"\r\n\r\n" in self.received:
            request, self.received = self.received.split(b"\r\n\r\n", 1)
            number, name = self.TARGET.match(request).groups()
            tenant = "%08x-0000-4000-8000-000000000000" % int(number or 0)
            if name and name != b"contoso.com":
                tenant = name.decode()
            body = DOCUMENT.format(id=tenant).encode()
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                 b"Content-Length: %d\r\n\r\n%s" % (len(body), body))


async def read_message(reader):
    """Returns the head and the body of one HTTP message with a Content-Length."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    return head, await reader.readexactly(int(length[1])) if length else b""


def rename(message, old, new):
    """Puts one port in the place of another wherever an address has it."""
    head, body = (part.replace(b":%d" % old, b":%d" % new) for part in message)
    return re.sub(rb"(?i)(\r\ncontent-length: *)\d+", rb"\g<1>%d" % len(body), head) + body


class Delay:
    """Passes requests on to a server and keeps each answer back for a while; writes down both."""

    def __init__(self, port, seconds, log):
        self._port = port
        self._seconds = seconds
        self._log = log
        self._connections = 0

    async def serve(self, reader, writer):
        self._connections += 1
        connection = self._connections
        port = writer.get_extra_info("sockname")[1]
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._port)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                request = await read_message(reader)
                start = time.monotonic()
                up_writer.write(rename(request, port, self._port))
                answer = await read_message(up_reader)
                await asyncio.sleep(self._seconds)
                writer.write(rename(answer, self._port, port))
                line = request[0].split(b"\r\n", 1)[0].decode()
                entry = {"line": line, "start": start, "end": time.monotonic(),
                         "connection": connection, "sent": sum(map(len, request)),
                         "received": sum(map(len, answer))}
                with open(self._log, "a", encoding="utf-8") as log:
                    log.write(json.dumps(entry) + "\n")
        up_writer.close()
        writer.close()


def _run(pipe, start):
    async def main():
        server = await start()
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()
    asyncio.run(main())


@contextlib.contextmanager
def running(start):
    """Runs a server and gives its port."""
    mine, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_run, args=(theirs, start), daemon=True)
    process.start()
    try:
        yield mine.recv()
    finally:
        process.terminate()
        process.join()


def discovery():
    async def start():
        return await asyncio.get_running_loop().create_server(Discovery, "127.0.0.1", 0)
    return running(start)


def delay(port, seconds, log):
    async def start():
        return await asyncio.start_server(Delay(port, seconds, log).serve, "127.0.0.1", 0)
    return running(start)
