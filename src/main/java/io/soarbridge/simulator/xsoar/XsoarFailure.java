package io.soarbridge.simulator.xsoar;

import io.soarbridge.simulator.Reply;

/** Ends a request with an error answer. */
final class XsoarFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    XsoarFailure(Reply reply) {
        super("HTTP " + reply.status(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
