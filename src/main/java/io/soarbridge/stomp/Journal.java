package io.soarbridge.stomp;

import io.soarbridge.outbox.OutboxStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is known of each call, in the ledger, so that no crash and no other bridge makes it twice. It begins before the call and is
 * done, with the reply, after it; only one attempt can begin. Thread-safe. Whatever the ledger throws is passed on.
 */
final class Journal {
    private static final String BEGUN = "begun ";
    private static final String DONE = "done ";
    /** The rest of what a watermark can hold is for the first line. */
    private static final int LONGEST_REPLY = OutboxStore.LONGEST_WATERMARK - 256;

    private final OutboxStore store;
    private final InstantSource clock;
    private final String bridge = UUID.randomUUID().toString();
    private final AtomicLong attempts = new AtomicLong();

    Journal(OutboxStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param ours whether this very attempt has begun, and may make the call */
    record Entry(String key, String value, boolean ours) {
        /** Empty while it is under way, or was broken off. */
        Optional<Reply> reply() {
            return value.startsWith(DONE)
                    ? Optional.of(new Reply(value.substring(value.indexOf('\n') + 1)))
                    : Optional.empty();
        }
    }

    static boolean canKeep(Reply reply) {
        return reply.text().length() <= LONGEST_REPLY;
    }

    /** Begins, unless there is an entry already: then that one. */
    Entry begin(String key) {
        return replace(key, null, begun());
    }

    /** Begins in place of an attempt that was broken off, unless that has changed: then what it is now. */
    Entry beginAgain(Entry dead) {
        return replace(dead.key(), dead.value(), begun());
    }

    /** Notes the reply, unless another bridge has changed the entry: then what it is now. */
    Entry done(Entry begun, Reply reply) {
        return replace(begun.key(), begun.value(), DONE + clock.instant() + " " + bridge + "\n" + reply.text());
    }

    private String begun() {
        return BEGUN + clock.instant() + " " + bridge + " " + attempts.incrementAndGet();
    }

    private Entry replace(String key, String expected, String value) {
        String before = expected;
        while (true) {
            if (store.saveWatermark(key, before, value).join()) {
                return new Entry(key, value, true);
            }
            Optional<String> now = store.watermark(key);
            if (now.isPresent()) {
                return new Entry(key, now.get(), false);
            }
            before = null; // forgotten between the two
        }
    }
}
