package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import java.time.Instant;

/**
 * One state of one incident. Never changed once stored; a write makes a new one.
 *
 * @param number the id as a number
 * @param own the fields that differ from {@link IncidentShape}'s unset values
 * @param writtenAt when this state was stored
 * @param previous the state before, kept only while searches may still have to show it, else null
 */
record XsoarIncident(IncidentShape shape, long number, ObjectNode own, Instant writtenAt, XsoarIncident previous) {

    static final int ACTIVE = 1;
    static final int CLOSED = 2;

    String id() {
        return text("id");
    }

    long version() {
        return field("version").longValue();
    }

    int status() {
        return field("status").intValue();
    }

    boolean isClosed() {
        return status() >= CLOSED;
    }

    boolean isOpened() {
        return !text("investigationId").isEmpty();
    }

    String text(String field) {
        return field(field).asText();
    }

    /** A field by its own spelling, unset value included; null when there is no such field. */
    JsonNode field(String canonicalName) {
        JsonNode value = own.get(canonicalName);
        return value == null ? shape.unset(canonicalName) : value;
    }

    ObjectNode full() {
        return shape.full(own);
    }

    /** The whole incident as an answer. */
    Reply reply(int status) {
        return Reply.bytes(status, "application/json; charset=utf-8", shape.fullBytes(own));
    }

    /** The state that a search running at that time sees, or null when it sees none. */
    XsoarIncident visibleAt(Instant seen) {
        XsoarIncident state = this;
        while (state != null && state.writtenAt.isAfter(seen)) {
            state = state.previous;
        }
        return state;
    }
}
