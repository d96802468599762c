package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.Result;
import io.soarbridge.outbox.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes how attempts ended, those of a whole group at once. */
final class Results {
    private final Connection connection;
    private final InstantSource clock;

    Results(Connection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /** A result whose claim still counts, and its lane, which this transaction has locked. */
    private record Valid(Result result, String connection, long lane, long claimedAt) {
        boolean begun() {
            return !(result instanceof Result.Retry retry) || !retry.code().equals(Result.NOT_BEGUN);
        }

        State state() {
            if (result instanceof Result.Delivered) {
                return State.DELIVERED;
            }
            return result instanceof Result.Dead ? State.DEAD : State.PENDING;
        }
    }

    /** @return the connections that have work which is due now */
    Set<String> record(List<Ticket.Recording> tickets, Tally tally) throws SQLException {
        tickets.forEach(ticket -> ticket.answer(false));
        List<Valid> valid = lock(tickets);
        if (valid.isEmpty()) {
            return Set.of();
        }
        valid.forEach(v -> tally.move(v.connection(), State.IN_FLIGHT, v.state()));
        return settle(valid);
    }

    /** Locks the lanes of the results whose claim is still the latest, in order. */
    private List<Valid> lock(List<Ticket.Recording> tickets) throws SQLException {
        return Sql.all(
                connection,
                """
                select c.n, l.connection, l.key, l.claimed_at
                from unnest(?::bigint[], ?::bigint[]) with ordinality as c (id, ticket, n)
                join delivery d on d.id = c.id
                join lane l on l.connection = d.connection and l.key = d.lane and l.flight = c.id and l.ticket = c.ticket
                order by l.connection, l.key for update of l
                """,
                r -> {
                    Ticket.Recording ticket = tickets.get(r.getInt(1) - 1);
                    ticket.answer(true);
                    return new Valid(ticket.result, r.getString(2), r.getLong(3), r.getLong(4));
                },
                tickets.stream().mapToLong(t -> t.result.deliveryId()).toArray(),
                tickets.stream().mapToLong(t -> t.result.ticket()).toArray());
    }

    /** In a statement of its own: only now is everything visible that joined the lanes before they were locked. */
    private Set<String> settle(List<Valid> valid) throws SQLException {
        List<Lane> lanes = Sql.all(
                connection,
                SETTLE,
                r -> new Lane(r.getString(1), r.getBoolean(2)),
                valid.stream().mapToLong(v -> v.result().deliveryId()).toArray(),
                texts(valid, Valid::connection),
                valid.stream().mapToLong(Valid::lane).toArray(),
                valid.stream().mapToLong(Valid::claimedAt).toArray(),
                valid.stream().mapToInt(v -> v.state().number()).toArray(),
                flags(valid, Valid::begun),
                flags(valid, v -> counts(v.result())),
                flags(valid, v -> maybeApplied(v.result())),
                valid.stream().mapToLong(v -> delay(v.result())).toArray(),
                valid.stream().mapToLong(v -> took(v.result())).toArray(),
                texts(valid, v -> code(v.result())),
                valid.stream().mapToInt(v -> status(v.result())).toArray(),
                texts(valid, v -> reason(v.result())),
                texts(valid, v -> v.result() instanceof Result.Delivered d ? d.remoteId() : null),
                texts(valid, v -> v.result() instanceof Result.Delivered d ? d.remoteVersion() : null),
                texts(valid, v -> v.result() instanceof Result.Delivered d ? d.remoteUrl() : null));
        return lanes.stream().filter(Lane::due).map(Lane::connection).collect(Collectors.toSet());
    }

    private record Lane(String connection, boolean due) {}

    private static final String SETTLE = """
            with ended as (
              select * from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::int[], ?::bool[], ?::bool[], ?::bool[],
                  ?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[])
                as e (id, connection, key, claimed_at, state, begun, counts, maybe_applied,
                  delay, took, code, status, reason, remote_id, remote_version, remote_url)),
            settled as (
              update delivery d set
                state = e.state,
                done_at = case when e.state <> 0 then NOW end,
                queued = case when e.state = 0 then d.queued end,
                dead = case when e.state = 3 then true end,
                attempts = d.attempts + e.counts::int,
                maybe_applied = d.maybe_applied or e.maybe_applied,
                first_claimed_at = case when e.begun then coalesce(d.first_claimed_at, e.claimed_at)
                  else d.first_claimed_at end,
                status = case when e.begun then e.status else d.status end,
                code = case when e.begun then e.code else d.code end,
                reason = case when e.begun then e.reason else d.reason end,
                remote_id = case when e.state = 2 then e.remote_id else d.remote_id end,
                remote_version = case when e.state = 2 then e.remote_version else d.remote_version end,
                remote_url = case when e.state = 2 then e.remote_url else d.remote_url end
              from ended e where d.id = e.id),
            failed as (
              insert into attempt (delivery_id, number, at, took, code, status, reason)
              select e.id, (select coalesce(max(a.number), 0) + 1 from attempt a where a.delivery_id = e.id), NOW, e.took,
                e.code, e.status, e.reason
              from ended e where e.begun and e.state <> 2),
            forgotten as (
              delete from attempt a using ended e
              where a.delivery_id = e.id and e.begun and e.state = 0
                and a.number <= (select max(b.number) - 99 from attempt b where b.delivery_id = e.id)),
            gone as (
              delete from lane l using ended e
              where l.connection = e.connection and l.key = e.key and e.state <> 0 and l.pending = 1)
            update lane l set
              pending = l.pending - (e.state <> 0)::int,
              head = case when e.state = 0 or l.head <> e.id then l.head else (
                select min(d.id) from delivery d
                where d.connection = l.connection and d.lane = l.key and d.queued and d.id <> e.id) end,
              next_at = NOW + e.delay,
              flight = null, ticket = null, owner = null, claimed_at = null, lease_until = null
            from ended e
            where l.connection = e.connection and l.key = e.key and not (e.state <> 0 and l.pending = 1)
            returning l.connection, l.next_at <= NOW
            """.replace("NOW", Sql.NOW);

    private static String[] texts(List<Valid> valid, Function<Valid, String> field) {
        return valid.stream().map(field).map(Sql::storable).toArray(String[]::new);
    }

    private static boolean[] flags(List<Valid> valid, Function<Valid, Boolean> field) {
        List<Boolean> flags = new ArrayList<>(valid.stream().map(field).toList());
        boolean[] array = new boolean[flags.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = flags.get(i);
        }
        return array;
    }

    private static boolean counts(Result result) {
        return result instanceof Result.Dead || result instanceof Result.Retry retry && retry.counts();
    }

    private static boolean maybeApplied(Result result) {
        return result instanceof Result.Dead dead && dead.maybeApplied()
                || result instanceof Result.Retry retry && retry.maybeApplied();
    }

    /** Millis until the lane is due, so that it does not matter how our clock differs from the database's. */
    private long delay(Result result) {
        return result instanceof Result.Retry retry
                ? Duration.between(clock.instant(), retry.at()).toMillis()
                : 0;
    }

    private static long took(Result result) {
        Duration took = result instanceof Result.Retry retry
                ? retry.took()
                : result instanceof Result.Dead dead ? dead.took() : Duration.ZERO;
        return took == null ? 0 : took.toMillis();
    }

    private static String code(Result result) {
        if (result instanceof Result.Delivered delivered) {
            return delivered.code();
        }
        return result instanceof Result.Dead dead ? dead.code() : ((Result.Retry) result).code();
    }

    private static int status(Result result) {
        return result instanceof Result.Retry retry
                ? retry.status()
                : result instanceof Result.Dead dead ? dead.status() : 0;
    }

    private static String reason(Result result) {
        return result instanceof Result.Retry retry
                ? retry.reason()
                : result instanceof Result.Dead dead ? dead.reason() : null;
    }
}
