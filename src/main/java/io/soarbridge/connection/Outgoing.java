package io.soarbridge.connection;

import org.apache.hc.core5.http.HttpEntity;

/**
 * One request as it goes on the wire.
 *
 * @param target path and query below the connection's URL, encoded
 * @param entity null for none
 * @param owner whose end removes the file that the answer is kept in; null when the answer is no file
 */
record Outgoing(String method, String target, HttpEntity entity, Caller owner) {}
