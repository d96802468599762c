package io.soarbridge.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** The signal that tells a server to read its settings again. Ends the process when nobody handles it. */
final class Hangup {
    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

    private Hangup() {}

    /** @param action runs on a thread of its own for each signal */
    static void handle(Runnable action) {
        try {
            Signal.handle(new Signal("HUP"), signal -> new Thread(action, "hangup").start());
        } catch (IllegalArgumentException e) {
            LOG.debug("This system has no SIGHUP, or Java keeps it to itself: {}", e.getMessage());
        }
    }
}
