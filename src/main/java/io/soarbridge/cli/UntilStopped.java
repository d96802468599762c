package io.soarbridge.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/** Closes a resource exactly once, whether its work ends by itself or the JVM is told to stop. */
final class UntilStopped {
    private UntilStopped() {}

    interface Work {
        void run() throws InterruptedException;
    }

    static void run(AutoCloseable resource, Work work) throws InterruptedException {
        AtomicBoolean closed = new AtomicBoolean();
        Thread onStop = new Thread(() -> closeOnce(resource, closed), "stop");
        Runtime.getRuntime().addShutdownHook(onStop);
        try {
            work.run();
        } finally {
            closeOnce(resource, closed);
            try {
                Runtime.getRuntime().removeShutdownHook(onStop);
            } catch (IllegalStateException stopping) {
                // The hook is running already and finds the resource closed.
            }
        }
    }

    private static synchronized void closeOnce(AutoCloseable resource, AtomicBoolean closed) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            resource.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("closing " + resource.getClass().getSimpleName() + " failed", e);
        }
    }
}
