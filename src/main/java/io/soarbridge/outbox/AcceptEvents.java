package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** Takes events in. Digests are made when this is created, by the caller's thread. */
final class AcceptEvents implements Operation<List<Receipt>> {
    private final List<Incoming> events;
    private final Admission admission;
    private final int deliveries;

    AcceptEvents(List<NewEvent> events, Admission admission) {
        this.admission = admission;
        Digest digest = new Digest();
        this.events = events.stream().map(event -> incoming(event, digest)).toList();
        this.deliveries = this.events.stream().mapToInt(e -> e.units().size()).sum();
    }

    /** @param digest of what no other unit of work has; @param lane of what all of its order key have */
    record Unit(NewEvent.Target target, long digest, long lane) {}

    private record Incoming(NewEvent event, int sum, List<Unit> units) {}

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
        long known = 0;
        for (Unit unit : incoming.units()) {
            OptionalLong before = ledger.known.eventOf(unit);
            if (before.isPresent()) {
                known = known == 0 ? before.getAsLong() : known;
                continue;
            }
            long id = eventId + made;
            String connection = unit.target().connection();
            ledger.deliveries.insert(id, eventId, unit, ledger.now());
            ledger.known.add(unit, id);
            ledger.backlogs.of(connection).accepted(id, ledger.now());
            ledger.tally.move(connection, null, State.PENDING);
            ledger.wake(connection);
            made++;
        }
        if (made == 0) {
            return new Receipt(known, true);
        }
        ledger.events.insert(eventId, incoming.event(), incoming.sum(), ledger.now(), made);
        ledger.used(made);
        return new Receipt(eventId, false);
    }

    private static Incoming incoming(NewEvent event, Digest digest) {
        Objects.requireNonNull(event.source(), "source");
        Objects.requireNonNull(event.format(), "format");
        Objects.requireNonNull(event.payload(), "payload");
        if (event.targets().isEmpty()) {
            throw new IllegalArgumentException("Accepting an event of " + event.source() + ": it has no targets.");
        }
        return new Incoming(
                event,
                Checksum.of(event),
                event.targets().stream().map(t -> unit(t, digest)).toList());
    }

    private static Unit unit(NewEvent.Target target, Digest digest) {
        String dedupKey = Objects.requireNonNull(target.dedupKey(), "dedupKey");
        long unit = digest.unit(target.connection(), target.operation(), dedupKey);
        return new Unit(target, unit, digest.lane(target.orderKey()));
    }
}
