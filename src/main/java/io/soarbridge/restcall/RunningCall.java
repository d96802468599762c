package io.soarbridge.restcall;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A call under way, as others see it: what it does, and how it is ended. Thread-safe. */
public final class RunningCall {
    private final String id;
    private final Instant since;
    private final long begun = System.nanoTime();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile String to = "";
    private volatile String doing = "starting";
    private volatile int tries;
    private volatile String why;
    private volatile CallFailure failure;
    private Runnable cut;

    RunningCall(String id, Instant since) {
        this.id = id;
        this.since = since;
    }

    public String id() {
        return id;
    }

    public Instant since() {
        return since;
    }

    /** Method and host, without path and query; empty before they are known. */
    public String to() {
        return to;
    }

    public String doing() {
        return doing;
    }

    /** How many requests were begun. */
    public int tries() {
        return tries;
    }

    /** Whether the call has failed for the connection, so that no answer came. */
    public boolean isUnreachable() {
        return failure != null && failure.isBroken();
    }

    /** Whether the call has failed for its inputs, before anything was sent. */
    public boolean isMisused() {
        return failure != null && tries == 0 && failure.isOfInputs();
    }

    void failed(CallFailure why) {
        failure = why;
    }

    void now(String what) {
        doing = what;
    }

    void to(String methodAndHost) {
        to = methodAndHost;
    }

    void nextTry() {
        tries++;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Ends the call as soon as can be; its reason will be {@code why}. */
    public void stop(String why) {
        Runnable now;
        synchronized (this) {
            if (this.why != null) {
                return;
            }
            this.why = why;
            now = cut;
        }
        stopped.countDown();
        if (now != null) {
            now.run();
        }
    }

    /** Null while it goes on. */
    String stopReason() {
        return why;
    }

    /** Waits; returns at once when the call is stopped. */
    void pause(Duration time) throws InterruptedException {
        stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Registers what ends the request that is under way. */
    Cut cutBy(Runnable abort) {
        synchronized (this) {
            if (why == null) {
                cut = abort;
                return this::uncut;
            }
        }
        abort.run();
        return this::uncut;
    }

    private synchronized void uncut() {
        cut = null;
    }

    /** Closed when the request has ended. */
    interface Cut extends AutoCloseable {
        @Override
        void close();
    }
}
