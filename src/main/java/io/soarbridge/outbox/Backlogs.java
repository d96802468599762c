package io.soarbridge.outbox;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every connection's {@link Backlog}, and the statements that keep them on disk. */
final class Backlogs {
    private final Statements sql;
    private final Map<String, Backlog> byConnection = new ConcurrentHashMap<>();
    private final Map<Long, Backlog.Claimed> inFlight = new HashMap<>();

    Backlogs(Statements sql) {
        this.sql = sql;
    }

    private record Pair(String connection, long number) {}

    /** Forgets what memory says and reads it from disk; only leases, which last as long as the process, are known to memory alone. */
    void load() throws SQLException {
        Map<Long, Backlog.Claimed> before = Map.copyOf(inFlight);
        Map<String, Long> cursors = numbers("select connection, id from cursor");
        Map<String, Long> pending = numbers("select connection, rows from tally where state = 0");
        Map<String, Long> held = held();
        inFlight.clear();
        cursors.keySet().forEach(this::of);
        pending.keySet().forEach(this::of);
        for (Backlog backlog : byConnection.values()) {
            String connection = backlog.connection;
            backlog.load(
                    cursors.getOrDefault(connection, 0L),
                    pending.getOrDefault(connection, 0L),
                    held.getOrDefault(connection, 0L));
        }
        for (Backlog.Claimed claim : claims()) {
            Backlog.Claimed same = before.get(claim.id());
            claimed(same != null && same.ticket() == claim.ticket() ? same : claim);
        }
    }

    private Map<String, Long> held() throws SQLException {
        return numbers("select connection, count(*) from delivery where held = 1 group by connection");
    }

    /** Of another process, if not of this: their leases have ended. */
    private List<Backlog.Claimed> claims() throws SQLException {
        return sql.all(
                "select connection, id, lane, ticket from delivery where state = 1 order by id",
                r -> new Backlog.Claimed(of(r.getString(1)), r.getLong(2), r.getLong(3), r.getLong(4), Long.MIN_VALUE));
    }

    /** After another process replayed rows. */
    void countHeld() throws SQLException {
        Map<String, Long> held = held();
        byConnection.values().forEach(b -> b.held(held.getOrDefault(b.connection, 0L)));
    }

    private Map<String, Long> numbers(String query) throws SQLException {
        Map<String, Long> numbers = new HashMap<>();
        for (Pair pair : sql.all(query, r -> new Pair(r.getString(1), r.getLong(2)))) {
            numbers.put(pair.connection(), pair.number());
        }
        return numbers;
    }

    Backlog of(String connection) {
        Backlog known = byConnection.get(connection);
        return known != null ? known : byConnection.computeIfAbsent(connection, Backlog::new);
    }

    void claimed(Backlog.Claimed claim) {
        inFlight.put(claim.id(), claim);
        claim.backlog().claimed(claim);
    }

    void ended(Backlog.Claimed claim) {
        inFlight.remove(claim.id());
        claim.backlog().ended(claim);
    }

    /** Null unless it is in flight with this ticket. */
    Backlog.Claimed inFlight(long deliveryId, long ticket) {
        Backlog.Claimed claim = inFlight.get(deliveryId);
        return claim != null && claim.ticket() == ticket ? claim : null;
    }

    List<Backlog.Claimed> inFlight() {
        return inFlight.values().stream()
                .sorted((a, b) -> Long.compare(a.id(), b.id()))
                .toList();
    }

    /** Before the commit. */
    void write() throws SQLException {
        for (Backlog backlog : byConnection.values()) {
            if (backlog.moved()) {
                sql.update(
                        "insert into cursor (connection, id) values (?, ?) on conflict (connection) do update set id = excluded.id",
                        backlog.connection,
                        backlog.cursor());
                backlog.written();
            }
        }
    }

    /** As {@link Backlog#nextDue}. */
    Optional<Instant> nextDue(String connection) {
        Backlog backlog = byConnection.get(connection);
        return backlog == null ? Optional.empty() : backlog.nextDue();
    }
}
