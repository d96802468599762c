package io.soarbridge.cli;

import java.util.List;

/**
 * How a connection is.
 *
 * @param reachable false when nothing answered
 * @param summary one sentence a person understands, with what to do when not ok
 * @param details further sentences, such as the system's version or the clock's skew
 */
record Verdict(String connection, String type, boolean ok, boolean reachable, String summary, List<String> details) {}
