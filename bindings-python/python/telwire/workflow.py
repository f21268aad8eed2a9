"""What a careful person would do with the calls, as state machines for drivers of your own.

`telwire.aql.Client` and its like drive them for you. These classes are for whoever has a queue, a durable-execution
engine or an event loop: a workflow never sends anything. It says what it wants by `poll`, one output at a time, and is
told what happened. The program around it, the *driver*, owns the clock, the connection and the journal; this is one:

>>> from telwire import NoAnswer, NotSent, aql, workflow
>>> def drive(work, now_ms, wait, send, save):
...     while True:
...         match work.poll(now_ms()):
...             case workflow.Save(seq, checkpoint) if save(seq, checkpoint):
...                 work.saved(now_ms(), seq)
...             case workflow.Save(seq, _):
...                 work.save_failed(now_ms(), seq, conflict=True)
...             case workflow.Send(id, request):
...                 try:
...                     work.respond(now_ms(), id, send(request))
...                 except NotSent:
...                     work.fail(now_ms(), id, "not_sent")
...                 except NoAnswer:
...                     work.fail(now_ms(), id, "no_answer")
...             case workflow.Wait(seconds):
...                 wait(seconds)
...             case workflow.Done(report):
...                 return report
>>> from telwire.sandbox import Sandbox
>>> sandbox = Sandbox()
>>> order = workflow.AqlOrder(["44-113-3120120"], sandbox.account.aql)
>>> report = drive(order, sandbox.clock.now_ms, sandbox.clock.sleep, sandbox.transport, lambda seq, checkpoint: True)
>>> report.is_complete(), report.items[0].password
(True, SipPassword('[secret]'))

What a driver owes the workflow:

- **After `Save` nothing but `Wait` comes** until the driver says `saved` or `save_failed`. A save is durable before it
  is confirmed, and compare-and-set: the journal takes `seq` only if it holds `seq - 1`, and nothing if `seq` is 1. If
  it holds anything else, another driver has it: `conflict=True`. Orders and releases save; the others are written down
  by `checkpoint()` whenever you like.
- **Every `Send` is answered once**, by `respond` or `fail`, at the latest after `request.timeout`. Several may be in
  flight. `not_sent` is said only where the request certainly never left. Requests are sent once: no retry, no redirect,
  and for a purchase a fresh connection. A body that broke off is a `Response` that is not `complete`.
- **`Wait`** says for how long nothing happens by itself; what the workflow is told may end it sooner, and `Wait(None)`
  lasts until then.
- **`stop`** ends it at the next safe point: at once, or when a purchase in flight is answered.
- **`Done` is the end**, and stays it. An answer to a purchase that comes even later is taken all the same: poll again.

Times are in milliseconds since 1970 by the host's clock; if it is set back, time stands still. The same inputs at the
same times give the same outputs; `seed` (1) alone decides how long retries wait, so give each process one of its own.
`max_in_flight` (2) is how many requests there may be at a time, `max_retries` (2) how often a call that reads or
changes is repeated, and `timeout` (30) how many seconds it waits; purchases are never repeated, and wait 120.

A workflow goes on elsewhere by `resume(checkpoint)` of a new one with the same parameters and account; a foreign or
damaged checkpoint is refused with `InvalidInput`. It holds no account's secret, but an order's holds the SIP passwords
that came: keep it as safe as them. Breaking the contract raises `Misuse` and changes nothing. In a report, `stopped` is
`None`, `"by_caller"`, or the error that no waiting mends: `Misuse` with the code `journal_in_use` means that another
driver has the journal, `journal_failed` that it could not be written: keep the report. Times of reports are in UTC.
"""

from telwire._enums import Fate, LateEmail, Released, Resolution, Stage, Status, Why
from telwire._native.workflow import (
    AculabAttempt,
    AculabInventory,
    AculabOrder,
    AculabOrderItem,
    AculabOrderReport,
    AqlAttempt,
    AqlInventory,
    AqlOrder,
    AqlOrderItem,
    AqlOrderReport,
    AqlRow,
    AqlUser,
    Configure,
    ConfigureReport,
    Difference,
    Done,
    EmailFailed,
    FailedUser,
    InventoryReport,
    Item,
    Progress,
    Release,
    ReleaseItem,
    ReleaseReport,
    Retry,
    RetryReport,
    Save,
    Search,
    SearchReport,
    Send,
    Sent,
    Wait,
    Workflow,
)

__all__ = [
    "AculabAttempt",
    "AculabInventory",
    "AculabOrder",
    "AculabOrderItem",
    "AculabOrderReport",
    "AqlAttempt",
    "AqlInventory",
    "AqlOrder",
    "AqlOrderItem",
    "AqlOrderReport",
    "AqlRow",
    "AqlUser",
    "Configure",
    "ConfigureReport",
    "Difference",
    "Done",
    "EmailFailed",
    "FailedUser",
    "Fate",
    "InventoryReport",
    "Item",
    "LateEmail",
    "Progress",
    "Release",
    "ReleaseItem",
    "ReleaseReport",
    "Released",
    "Resolution",
    "Retry",
    "RetryReport",
    "Save",
    "Search",
    "SearchReport",
    "Send",
    "Sent",
    "Stage",
    "Status",
    "Wait",
    "Why",
    "Workflow",
]
