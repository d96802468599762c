package io.soarbridge.stomp;

import java.util.List;

/** One message as it came by one connection: who is answered there, and how it is acknowledged. */
record Delivery(Link link, String replyTo, String correlationId, String ack) {
    static Delivery of(Link link, Frame message) {
        String ack = message.header("ack");
        return new Delivery(
                link,
                message.header("reply-to"),
                message.header("correlation-id"),
                ack == null ? message.header("message-id") : ack);
    }

    void progress(Reply reply) {
        link.send(List.of(Frame.send(replyTo, correlationId, reply.text())));
    }

    /** The reply goes first: the bus takes frames in order, so that it never forgets a call without having its reply. */
    boolean answer(Reply reply) {
        return link.send(List.of(Frame.send(replyTo, correlationId, reply.text()), Frame.ack(ack)));
    }

    void acknowledge() {
        if (ack != null) {
            link.send(List.of(Frame.ack(ack)));
        }
    }

    boolean isBroken() {
        return link.isBroken();
    }
}
