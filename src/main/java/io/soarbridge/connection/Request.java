package io.soarbridge.connection;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one call sends.
 *
 * @param target path and query below the connection's URL, encoded
 * @param body as {@code send} wants it; null for none
 * @param writes whether it changes something, so that a failure can have had an effect
 */
record Request(String method, String target, Send send, JsonNode body, boolean writes) {}
