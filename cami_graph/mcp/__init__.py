"""The record for assistants: a server of the Model Context Protocol, over a pipe or on loopback.

`tools` is what an assistant may call, `texts` what it may read and the prompts a person may choose. Every call goes to
the workers of `serve`, within the limits of one query (`asking`), and every answer carries the words that it rests on
or says why it has none (`answers`). The SDK of the protocol (https://modelcontextprotocol.io) is imported here alone.
"""

from cami_graph.mcp.asking import Asking
from cami_graph.mcp.server import make_server, serve_http, serve_stdio

__all__ = ["Asking", "make_server", "serve_http", "serve_stdio"]
