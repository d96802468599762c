package io.soarbridge.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Takes events in. Digests are made when this is created, by the caller's thread. */
final class AcceptEvents implements Operation<List<Receipt>> {
    private final List<Incoming> events;
    private final Admission admission;
    private final int deliveries;

    AcceptEvents(List<NewEvent> events, Admission admission) {
        this.admission = admission;
        MessageDigest sha256 = sha256();
        this.events = events.stream().map(event -> incoming(event, sha256)).toList();
        this.deliveries = this.events.stream().mapToInt(e -> e.units().size()).sum();
    }

    /** @param digest what no other unit of work has; @param lane what all of its order key have */
    record Unit(NewEvent.Target target, byte[] digest, long lane) {}

    private record Incoming(NewEvent event, List<Unit> units) {}

    /** Payload bytes, to bound what waits in memory. */
    long bytes() {
        return events.stream().mapToLong(e -> e.event().payload().length).sum();
    }

    @Override
    public List<Receipt> run(Ledger ledger) throws SQLException {
        admission.requireRoom(ledger.tally.openNow(), deliveries);
        List<Receipt> receipts = new ArrayList<>(events.size());
        for (Incoming event : events) {
            receipts.add(accept(event, ledger));
        }
        return receipts;
    }

    private static Receipt accept(Incoming incoming, Ledger ledger) throws SQLException {
        long eventId = ledger.nextId();
        int made = 0;
        for (Unit unit : incoming.units()) {
            if (ledger.deliveries.insertIfNew(eventId + made, eventId, unit, ledger.now())) {
                String connection = unit.target().connection();
                ledger.lanes.join(connection, unit.lane(), eventId + made, ledger.now());
                ledger.tally.move(connection, null, State.PENDING);
                ledger.wake(connection);
                made++;
            }
        }
        if (made == 0) {
            byte[] known = incoming.units().get(0).digest();
            return new Receipt(ledger.deliveries.eventOf(known).orElseThrow(), true);
        }
        ledger.events.insert(eventId, incoming.event(), ledger.now(), made);
        ledger.used(made);
        return new Receipt(eventId, false);
    }

    private static Incoming incoming(NewEvent event, MessageDigest sha256) {
        Objects.requireNonNull(event.source(), "source");
        Objects.requireNonNull(event.format(), "format");
        Objects.requireNonNull(event.payload(), "payload");
        if (event.targets().isEmpty()) {
            throw new IllegalArgumentException("Accepting an event of " + event.source() + ": it has no targets.");
        }
        return new Incoming(
                event, event.targets().stream().map(t -> unit(t, sha256)).toList());
    }

    private static Unit unit(NewEvent.Target target, MessageDigest sha256) {
        String dedupKey = Objects.requireNonNull(target.dedupKey(), "dedupKey");
        byte[] unit = unit(target.connection(), target.operation(), dedupKey, sha256);
        return new Unit(target, unit, lane(target.orderKey(), sha256));
    }

    /** What no other unit of work has. */
    static byte[] unit(String connection, String operation, String dedupKey) {
        return unit(connection, operation, dedupKey, sha256());
    }

    private static byte[] unit(String connection, String operation, String dedupKey, MessageDigest sha256) {
        return Arrays.copyOf(digest(connection + '\0' + operation + '\0' + dedupKey, sha256), 16);
    }

    /** The lane of an order key. Two keys in one lane do no harm but wait for each other. */
    static long lane(String orderKey) {
        return lane(orderKey, sha256());
    }

    private static long lane(String orderKey, MessageDigest sha256) {
        return ByteBuffer.wrap(digest(orderKey, sha256)).getLong();
    }

    private static byte[] digest(String text, MessageDigest sha256) {
        return sha256.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
