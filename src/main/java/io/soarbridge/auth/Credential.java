package io.soarbridge.auth;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The access token of one credential, fetched by one caller at a time; whoever comes meanwhile waits for that one. */
final class Credential {
    /** Gets a token from the server. */
    @FunctionalInterface
    interface Fetch {
        Held get() throws IOException;
    }

    /**
     * @param renewed whether a refresh token came with it
     * @param ends when the server will not take it any more
     * @param stale when it is fetched anew, somewhat earlier
     */
    record Held(String type, String access, boolean renewed, Instant ends, Instant stale) {
        static Held of(TokenReply reply, Instant now) {
            Duration lifetime = reply.lifetime() == null ? UNKNOWN : reply.lifetime();
            Duration tenth = lifetime.dividedBy(10);
            Duration ahead = tenth.compareTo(MOST_AHEAD) < 0 ? tenth : MOST_AHEAD;
            Instant ends = now.plus(lifetime);
            return new Held(reply.type(), reply.access(), reply.refresh() != null, ends, ends.minus(ahead));
        }

        @Override
        public String toString() {
            return "Held until " + ends;
        }
    }

    /** @param cached whether another call has fetched it */
    record Got(Held held, boolean cached) {}

    private static final Logger LOG = LoggerFactory.getLogger(Credential.class);
    private static final Duration UNKNOWN = Duration.ofMinutes(5);
    private static final Duration MOST_AHEAD = Duration.ofSeconds(60);

    private final String id;
    private Held held; // guarded by this, as is flight
    private CompletableFuture<Held> flight;

    Credential(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Forgets the token that a server has refused, unless there is a newer one already. */
    synchronized void drop(String refused) {
        if (held != null && held.access().equals(refused)) {
            held = null;
        }
    }

    Got get(Instant now, Fetch fetch) throws IOException {
        while (true) {
            CompletableFuture<Held> others;
            CompletableFuture<Held> own = new CompletableFuture<>();
            Held before;
            synchronized (this) {
                if (held != null && now.isBefore(held.stale())) {
                    return new Got(held, true);
                }
                before = held;
                others = flight;
                flight = others == null ? own : others;
            }
            if (others == null) {
                return lead(now, before, own, fetch);
            }
            try {
                return new Got(others.get(), true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted while waiting for a token").initCause(e);
            } catch (CancellationException e) {
                continue; // the call that fetched it was ended: this one does it
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
    }

    private Got lead(Instant now, Held before, CompletableFuture<Held> own, Fetch fetch) throws IOException {
        try {
            Held fresh = fetch.get();
            finish(fresh);
            own.complete(fresh);
            return new Got(fresh, false);
        } catch (IOException | RuntimeException | Error e) {
            finish(null);
            if (isEnded(e)) {
                own.cancel(false);
            } else if (stillGood(before, now)) {
                LOG.warn(
                        "A token could not be renewed; the one before is used until {}: {}",
                        before.ends(),
                        e.getMessage());
                own.complete(before);
                return new Got(before, true);
            } else {
                own.completeExceptionally(e);
            }
            throw e;
        }
    }

    private synchronized void finish(Held fresh) {
        flight = null;
        if (fresh != null) {
            held = fresh;
        }
    }

    private static boolean stillGood(Held before, Instant now) {
        return before != null && now.isBefore(before.ends());
    }

    private static boolean isEnded(Throwable e) {
        return Thread.currentThread().isInterrupted()
                || e instanceof ClosedByInterruptException
                || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException));
    }

    /** A new one, as each thread has its own stack. */
    private static IOException failure(Throwable cause) {
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        return new IOException(cause.getMessage(), cause);
    }
}
