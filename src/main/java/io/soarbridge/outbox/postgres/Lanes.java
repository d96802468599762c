package io.soarbridge.outbox.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements on {@code lane}. Whoever waits for lanes takes them in the order of connection and key, else writers block each other. */
final class Lanes {
    private Lanes() {}

    /** An open delivery and the lane it belongs to. */
    record Member(String connection, long key, long deliveryId) {}

    /** Adds open deliveries, whose rows are written already. A new lane is due now. */
    static void join(Connection connection, List<Member> members) throws SQLException {
        String[] connections = members.stream().map(Member::connection).toArray(String[]::new);
        long[] keys = members.stream().mapToLong(Member::key).toArray();
        long[] ids = members.stream().mapToLong(Member::deliveryId).toArray();
        List<Head> shared = Sql.all(
                connection,
                """
                with joined as (
                  insert into lane (connection, key, next_at, head, pending)
                  select connection, key, NOW, min(id), count(*)
                  from unnest(?::text[], ?::bigint[], ?::bigint[]) as m (connection, key, id)
                  group by connection, key order by connection collate "C", key
                  on conflict (connection, key) do update
                    set pending = lane.pending + excluded.pending, head = least(lane.head, excluded.head),
                      former_head = lane.head
                  returning connection, key, head, former_head, pending)
                select connection, key, head, former_head from joined where pending > 1
                """.replace("NOW", Sql.NOW),
                r -> new Head(new Lane(r.getString(1), r.getLong(2)), r.getLong(3), r.getLong(4)),
                connections,
                keys,
                ids);
        if (!shared.isEmpty()) {
            queue(connection, members, shared);
        }
    }

    private record Lane(String connection, long key) {}

    private record Head(Lane lane, long id, long former) {}

    /** All but the head of a lane queue up, the former head among them when an older one came back. */
    private static void queue(Connection connection, List<Member> members, List<Head> shared) throws SQLException {
        java.util.Map<Lane, Head> heads = new java.util.HashMap<>();
        shared.forEach(head -> heads.put(head.lane(), head));
        List<Long> queued = new ArrayList<>();
        for (Member member : members) {
            Head head = heads.get(new Lane(member.connection(), member.key()));
            if (head != null && head.id() != member.deliveryId()) {
                queued.add(member.deliveryId());
            }
        }
        shared.stream()
                .filter(head -> head.former() != 0 && head.former() != head.id())
                .forEach(head -> queued.add(head.former()));
        Sql.update(connection, "update delivery set queued = true where id = any (?::bigint[])", (Object)
                queued.stream().mapToLong(Long::longValue).toArray());
    }

    /** Makes a lane say what its deliveries say. For a lane whose head turned out not to be open: somebody changed rows by hand. */
    static void repair(Connection connection, String name, long key) throws SQLException {
        Sql.update(connection, "delete from lane where connection = ? and key = ?", name, key);
        Sql.update(connection, """
                update delivery set queued = true where connection = ? and lane = ? and done_at is null
                """, name, key);
        Sql.update(connection, """
                insert into lane (connection, key, next_at, head, pending)
                select connection, lane, 0, min(id), count(*) from delivery
                where connection = ? and lane = ? and done_at is null group by connection, lane
                """, name, key);
    }

    /** Gives back what {@code owner} had claimed; its deliveries may have had their effect. How many there were. */
    static int release(Connection connection, String owner) throws SQLException {
        List<Released> released =
                Sql.all(connection, """
                with mine as (
                  select connection, key, flight, claimed_at from lane where owner = ?
                  order by connection, key for update)
                update lane l set flight = null, ticket = null, owner = null, claimed_at = null, lease_until = null
                from mine where l.connection = mine.connection and l.key = mine.key
                returning l.connection, mine.flight, mine.claimed_at
                """, r -> new Released(r.getString(1), r.getLong(2), r.getLong(3)), owner);
        doubt(
                connection,
                released.stream().mapToLong(Released::flight).toArray(),
                released.stream().mapToLong(Released::claimedAt).toArray());
        Tally tally = new Tally();
        released.forEach(r ->
                tally.move(r.connection(), io.soarbridge.outbox.State.IN_FLIGHT, io.soarbridge.outbox.State.PENDING));
        tally.write(connection);
        return released.size();
    }

    private record Released(String connection, long flight, long claimedAt) {}

    /** Notes that attempts at these deliveries may have begun, at the earliest at these times. */
    static void doubt(Connection connection, long[] ids, long[] claimedAt) throws SQLException {
        if (ids.length > 0) {
            Sql.update(connection, """
                    update delivery d set maybe_applied = true, first_claimed_at = coalesce(d.first_claimed_at, c.at)
                    from unnest(?::bigint[], ?::bigint[]) as c (id, at) where d.id = c.id
                    """, ids, claimedAt);
        }
    }
}
