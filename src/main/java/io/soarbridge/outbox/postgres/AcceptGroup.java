package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.NewEvent;
import io.soarbridge.outbox.Receipt;
import io.soarbridge.outbox.State;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes the events of many callers in, with one statement for all rows of a kind. */
final class AcceptGroup implements GroupWriter.Group<Ticket.Accept> {
    private final long maxBacklog;

    AcceptGroup(long maxBacklog) {
        this.maxBacklog = maxBacklog;
    }

    /** An event under the id that it gets if it turns out to be new. */
    private record Candidate(Ticket.Accept ticket, long id, Incoming incoming) {}

    /** A delivery, likewise. */
    private record Row(long id, long eventId, Incoming.Unit unit) {}

    /** @param open deliveries before this group */
    private record Ids(Iterator<Long> free, long open) {}

    @Override
    public Set<String> write(Connection connection, List<Ticket.Accept> group) throws SQLException {
        Ids ids = ids(connection, group.stream().mapToInt(t -> t.deliveries).sum());
        List<Candidate> candidates = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        Set<ByteBuffer> seen = new HashSet<>();
        for (Ticket.Accept ticket : group) {
            long open = ids.open() + rows.size();
            if (open + ticket.deliveries > maxBacklog) {
                ticket.refuse(PostgresFailures.backlogFull(ticket.deliveries, open, maxBacklog));
                continue;
            }
            ticket.answer(List.of());
            for (Incoming incoming : ticket.events) {
                List<Long> own =
                        incoming.units().stream().map(u -> ids.free().next()).toList();
                candidates.add(new Candidate(ticket, own.get(0), incoming));
                for (int i = 0; i < own.size(); i++) {
                    Incoming.Unit unit = incoming.units().get(i);
                    if (seen.add(unit.digest())) {
                        rows.add(new Row(own.get(i), own.get(0), unit));
                    }
                }
            }
        }
        if (rows.isEmpty()) {
            return Set.of();
        }
        Set<Long> made = insert(connection, candidates, rows);
        rows.removeIf(row -> !made.contains(row.id()));
        answer(connection, candidates, rows);
        return settle(connection, rows);
    }

    /** Ids come from a sequence within the transaction: what is acknowledged has smaller ones than what comes afterwards. */
    private static Ids ids(Connection connection, int deliveries) throws SQLException {
        long[] open = new long[1];
        List<Long> ids = Sql.all(
                connection,
                """
                select nextval('ledger_id'), (select coalesce(sum(rows), 0) from tally where state in (0, 1))
                from generate_series(1, ?)
                """,
                r -> {
                    open[0] = r.getLong(2);
                    return r.getLong(1);
                },
                deliveries);
        return new Ids(ids.iterator(), open[0]);
    }

    /**
     * Writes deliveries whose unit is new, in the order of units, so that two writers with the same ones wait for each other in one
     * direction only; and the events that got a delivery.
     *
     * @return the ids of the deliveries written
     */
    private static Set<Long> insert(Connection connection, List<Candidate> candidates, List<Row> rows)
            throws SQLException {
        List<Row> sorted = rows.stream()
                .sorted(Comparator.comparing(row -> row.unit().digest()))
                .toList();
        List<NewEvent> events =
                candidates.stream().map(c -> c.incoming().event()).toList();
        return new HashSet<>(Sql.all(
                connection,
                """
                with made as (
                  insert into delivery
                    (id, event_id, connection, operation, dedup_key, order_key, unit, lane, received_at)
                  select id, event_id, connection, operation, dedup_key, order_key, unit, lane, NOW
                  from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bigint[])
                    as n (id, event_id, connection, operation, dedup_key, order_key, unit, lane)
                  on conflict (unit) do nothing returning id, event_id),
                stored as (
                  insert into event (id, source, format, trace_id, received_at, payload)
                  select id, source, format, trace_id, NOW, payload
                  from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bytea[])
                    as n (id, source, format, trace_id, payload)
                  where id in (select event_id from made))
                select id from made
                """.replace("NOW", Sql.NOW),
                r -> r.getLong(1),
                sorted.stream().mapToLong(Row::id).toArray(),
                sorted.stream().mapToLong(Row::eventId).toArray(),
                texts(sorted, NewEvent.Target::connection),
                texts(sorted, NewEvent.Target::operation),
                texts(sorted, NewEvent.Target::dedupKey),
                texts(sorted, NewEvent.Target::orderKey),
                sorted.stream().map(row -> row.unit().digest().array()).toArray(byte[][]::new),
                sorted.stream().mapToLong(row -> row.unit().lane()).toArray(),
                candidates.stream().mapToLong(Candidate::id).toArray(),
                events.stream().map(NewEvent::source).toArray(String[]::new),
                events.stream().map(NewEvent::format).toArray(String[]::new),
                events.stream().map(e -> Sql.storable(e.traceId())).toArray(String[]::new),
                events.stream().map(NewEvent::payload).toArray(byte[][]::new)));
    }

    private static String[] texts(List<Row> rows, java.util.function.Function<NewEvent.Target, String> field) {
        return rows.stream()
                .map(row -> Sql.storable(field.apply(row.unit().target())))
                .toArray(String[]::new);
    }

    private static void answer(Connection connection, List<Candidate> candidates, List<Row> made) throws SQLException {
        Map<ByteBuffer, Long> eventOfUnit = new HashMap<>();
        made.forEach(row -> eventOfUnit.put(row.unit().digest(), row.eventId()));
        Set<Long> newEvents = new HashSet<>(eventOfUnit.values());
        known(connection, candidates, newEvents, eventOfUnit);
        Map<Ticket.Accept, List<Receipt>> receipts = new HashMap<>();
        for (Candidate candidate : candidates) {
            boolean isNew = newEvents.contains(candidate.id());
            long eventId = isNew ? candidate.id() : eventOfUnit.get(first(candidate));
            receipts.computeIfAbsent(candidate.ticket(), t -> new ArrayList<>()).add(new Receipt(eventId, !isNew));
        }
        receipts.forEach(Ticket::answer);
    }

    private static ByteBuffer first(Candidate candidate) {
        return candidate.incoming().units().get(0).digest();
    }

    /** Adds the earlier events of repeats. */
    private static void known(
            Connection connection, List<Candidate> candidates, Set<Long> newEvents, Map<ByteBuffer, Long> eventOfUnit)
            throws SQLException {
        byte[][] repeats = candidates.stream()
                .filter(c -> !newEvents.contains(c.id()) && !eventOfUnit.containsKey(first(c)))
                .map(c -> first(c).array())
                .toArray(byte[][]::new);
        if (repeats.length == 0) {
            return;
        }
        Sql.all(
                connection,
                "select unit, event_id from delivery where unit = any (?::bytea[])",
                r -> eventOfUnit.put(ByteBuffer.wrap(r.getBytes(1)), r.getLong(2)),
                (Object) repeats);
        for (byte[] unit : repeats) {
            if (!eventOfUnit.containsKey(ByteBuffer.wrap(unit))) {
                throw PostgresFailures.again("a repeat's earlier delivery was removed in the same instant");
            }
        }
    }

    private static Set<String> settle(Connection connection, List<Row> made) throws SQLException {
        Tally tally = new Tally();
        Set<String> connections = new HashSet<>();
        List<Lanes.Member> members = new ArrayList<>();
        for (Row row : made) {
            String name = row.unit().target().connection();
            members.add(new Lanes.Member(name, row.unit().lane(), row.id()));
            tally.move(name, null, State.PENDING);
            connections.add(name);
        }
        if (!members.isEmpty()) {
            Lanes.join(connection, members);
            tally.write(connection);
        }
        return connections;
    }
}
