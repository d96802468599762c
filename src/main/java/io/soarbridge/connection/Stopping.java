package io.soarbridge.connection;

import io.soarbridge.rest.CallException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets work that waits between two calls end when the bridge stops. Thread-safe. */
final class Stopping {
    private final CountDownLatch stopped = new CountDownLatch(1);

    void stop() {
        stopped.countDown();
    }

    /** @throws CallException {@code connection/interrupted} when the bridge stops meanwhile */
    void pause(String what, Duration time) {
        try {
            if (!stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw CallException.notNow(
                "connection/interrupted", what, "the bridge is stopping, the next call was not made", Duration.ZERO);
    }
}
