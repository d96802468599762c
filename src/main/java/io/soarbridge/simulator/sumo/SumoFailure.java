package io.soarbridge.simulator.sumo;

import io.soarbridge.simulator.Reply;

/** Ends a request with an error answer. */
final class SumoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    SumoFailure(Reply reply) {
        super("HTTP " + reply.status(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
