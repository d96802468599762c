package io.soarbridge.app;

import java.util.List;

/**
 * How a connection is.
 *
 * @param reachable false when nothing answered
 * @param summary one sentence that a person understands
 * @param details further sentences: what to do, the clock's skew
 */
public record Verdict(
        String connection, String type, boolean ok, boolean reachable, String summary, List<String> details) {}
