package io.soarbridge.outbox;

/**
 * Proof that an event is on disk.
 *
 * @param eventId id of the event; of the earlier one when this is a repeat
 * @param duplicate true when every target already had this unit of work
 */
public record Receipt(long eventId, boolean duplicate) {}
