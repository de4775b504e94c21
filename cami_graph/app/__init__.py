"""One address for everything: the pages of `explore`, the endpoint and the API of `serve`, briefs, things by address.

`server` puts them together as a Starlette app and runs it on loopback. Here alone pages and processes meet.
"""
