"""A read-only SPARQL endpoint that strangers may ask: each query runs in a process of its own, within limits.

Oxigraph cannot stop a query that it has begun. So `forkserver` reads the graph once and forks workers that share its
memory, `pool` hands them questions and ends those that go beyond their `limits`, `guard` refuses what would change the
graph or call another machine, and `results` writes answers of bounded size. `protocol` and `sparql` speak the SPARQL
1.1 Protocol over Starlette; `api` gives the library of questions to programs; `answer` is what a worker does.

The routes find a pool, its limits and a library in the state of the app that they are put into (`app.state.pool`,
`.limits`, `.library`).
"""
