package io.soarbridge.simulator.qradar;

import io.soarbridge.simulator.Reply;

/** Ends a request with an error answer. */
final class QradarFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    QradarFailure(Reply reply) {
        super("HTTP " + reply.status(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
