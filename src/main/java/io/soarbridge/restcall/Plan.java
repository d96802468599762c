package io.soarbridge.restcall;

import java.util.Set;

/**
 * One call, ready to go but for signing in. Closing it releases its file.
 *
 * @param accepted statuses from 300 on that count as success
 * @param file null for none
 */
record Plan(Hops.Ready ready, Retry retry, Set<Integer> accepted, Attachment file) implements AutoCloseable {
    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
