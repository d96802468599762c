package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.LedgerColumns;
import io.soarbridge.outbox.Result;
import io.soarbridge.outbox.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records results and hands out claims. Results first: they wait for lanes, in order; claims pass over lanes that others hold. */
final class WorkGroup implements GroupWriter.Group<Ticket<?>> {
    private final String owner;
    private final InstantSource clock;

    WorkGroup(String owner, InstantSource clock) {
        this.owner = owner;
        this.clock = clock;
    }

    @Override
    public Set<String> write(Connection connection, List<Ticket<?>> group) throws SQLException {
        Tally tally = new Tally();
        List<Ticket.Recording> results = of(Ticket.Recording.class, group);
        List<Ticket.Claiming> claims = of(Ticket.Claiming.class, group);
        Set<String> woken = results.isEmpty() ? Set.of() : new Results(connection, clock).record(results, tally);
        if (!claims.isEmpty()) {
            claim(connection, claims, tally);
        }
        tally.write(connection);
        return woken;
    }

    private static <T> List<T> of(Class<T> type, List<Ticket<?>> group) {
        return group.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * A lane that this bridge holds now.
     *
     * @param since when its former worker took it, for one that was abandoned
     * @param until when the lease ends at the latest, by our own clock
     */
    private record Taken(
            long deliveryId, long ticket, long key, boolean abandoned, long since, long claimedAt, Instant until) {}

    private void claim(Connection connection, List<Ticket.Claiming> claims, Tally tally) throws SQLException {
        Map<Ticket.Claiming, List<Taken>> taken = new HashMap<>();
        for (Ticket.Claiming claim : claims) {
            taken.put(claim, take(connection, claim));
        }
        List<Taken> all = taken.values().stream().flatMap(List::stream).toList();
        List<Taken> abandoned = all.stream().filter(Taken::abandoned).toList();
        Lanes.doubt(
                connection,
                abandoned.stream().mapToLong(Taken::deliveryId).toArray(),
                abandoned.stream().mapToLong(Taken::since).toArray());
        Map<Long, Claim> read = read(connection, all);
        for (Ticket.Claiming claim : claims) {
            List<Claim> answer = new ArrayList<>();
            for (Taken lane : taken.get(claim)) {
                if (!read.containsKey(lane.deliveryId())) {
                    Lanes.repair(connection, claim.connection, lane.key());
                    continue;
                }
                answer.add(read.get(lane.deliveryId()));
                if (!lane.abandoned()) {
                    tally.move(claim.connection, State.PENDING, State.IN_FLIGHT);
                }
            }
            claim.answer(answer);
        }
    }

    /** Takes the lanes that are due, among them those that a worker held beyond its lease. */
    private List<Taken> take(Connection connection, Ticket.Claiming claim) throws SQLException {
        Instant until = clock.instant().plus(claim.lease);
        return Sql.all(
                connection,
                """
                with due as (
                  select connection, key, flight, claimed_at from lane
                  where connection = ? and next_at <= NOW and (lease_until is null or lease_until <= NOW)
                  order by next_at limit ? for update skip locked)
                update lane l set flight = coalesce(l.flight, l.head), ticket = nextval('ledger_ticket'), owner = ?,
                  claimed_at = NOW, lease_until = NOW + ?
                from due where l.connection = due.connection and l.key = due.key
                returning l.flight, l.ticket, l.key, due.flight is not null, due.claimed_at, l.claimed_at
                """.replace("NOW", Sql.NOW),
                r -> new Taken(
                        r.getLong(1), r.getLong(2), r.getLong(3), r.getBoolean(4), r.getLong(5), r.getLong(6), until),
                claim.connection,
                claim.max,
                owner,
                claim.lease.toMillis());
    }

    /** In a statement of its own: only now is everything visible that was committed before the lanes were taken. */
    private static Map<Long, Claim> read(Connection connection, List<Taken> taken) throws SQLException {
        Map<Long, Taken> byId = new HashMap<>();
        taken.forEach(lane -> byId.put(lane.deliveryId(), lane));
        Map<Long, Claim> claims = new HashMap<>();
        if (!taken.isEmpty()) {
            Sql.all(connection, """
                    select d.id, d.event_id, d.connection, d.operation, d.dedup_key, d.order_key, e.source, e.format,
                      e.payload, e.trace_id, d.attempts, d.maybe_applied, d.received_at, d.first_claimed_at
                    from unnest(?::bigint[]) as c (id) join delivery d on d.id = c.id join event e on e.id = d.event_id
                    where d.done_at is null
                    """, r -> claims.put(r.getLong(1), claim(r, byId.get(r.getLong(1)))), (Object)
                    taken.stream().mapToLong(Taken::deliveryId).toArray());
        }
        return claims;
    }

    private static Claim claim(ResultSet r, Taken lane) throws SQLException {
        Instant firstClaimed = LedgerColumns.instant(r, "first_claimed_at");
        return new Claim(
                lane.deliveryId(),
                lane.ticket(),
                r.getLong("event_id"),
                r.getString("connection"),
                r.getString("operation"),
                r.getString("dedup_key"),
                r.getString("order_key"),
                r.getString("source"),
                r.getString("format"),
                r.getBytes("payload"),
                r.getString("trace_id"),
                r.getInt("attempts"),
                r.getBoolean("maybe_applied"),
                LedgerColumns.instant(r, "received_at"),
                firstClaimed == null ? Instant.ofEpochMilli(lane.claimedAt()) : firstClaimed,
                lane.until());
    }

    /** After a commit whose outcome is unknown: gives back what may have been claimed, and nobody got. */
    @Override
    public List<Ticket<?>> undo(List<Ticket<?>> group) {
        List<Ticket<?>> undone = new ArrayList<>();
        for (Ticket.Claiming claiming : of(Ticket.Claiming.class, group)) {
            claiming.answered().orElse(List.of()).forEach(claim -> undone.add(new Ticket.Recording(notBegun(claim))));
            claiming.answer(null);
        }
        return undone;
    }

    private Result notBegun(Claim claim) {
        return new Result.Retry(
                claim.deliveryId(),
                claim.ticket(),
                clock.instant(),
                false,
                false,
                Result.NOT_BEGUN,
                0,
                "not begun",
                Duration.ZERO);
    }
}
