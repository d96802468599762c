package io.soarbridge.cli;

/** A bridge that takes events, until closed. */
interface RunningBridge extends AutoCloseable {
    /** The port that senders post to. */
    int port();

    void awaitStop() throws InterruptedException;

    /** Stops taking events, finishes what is in flight, and returns when all is on disk. */
    @Override
    void close();
}
