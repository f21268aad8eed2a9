"""Clients: what sends the requests, keeps the journal and waits, around workflows that only say what they want.

```
aql.py, aculab.py     what a client of the carrier can do, each call and workflow once
plan.py               a workflow to be driven: where it begins, its journal, whom to tell
session.py            what every driver does, without sending or waiting
sync.py               the driver that blocks, with threads;  Client's base class
asynchronous.py       the driver of asyncio, with tasks;     AsyncClient's base class
observer.py           the log and the hooks around each request
interrupt.py          Ctrl-C
```
"""
