# Answer of POST /incident/batchClose -> {closed, notClosed}.
need_object("the answer of a batch")
| {closed: (.total // 0), notClosed: (.notUpdated // 0)}
