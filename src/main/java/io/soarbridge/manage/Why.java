package io.soarbridge.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.Gate;
import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.LaneStatus;
import io.soarbridge.outbox.OutboxStore.Counts;
import io.soarbridge.outbox.State;
import io.soarbridge.support.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what a connection waits for, the heaviest reason first. */
public final class Why {
    /** Less than this is the ordinary spacing of calls. */
    private static final Duration QUOTA_WORTH_A_WORD = Duration.ofMillis(100);

    private static final Counts NONE = new Counts(0, 0, 0, 0, null);

    private final Watched watched;

    public Why(Watched watched) {
        this.watched = watched;
    }

    /** Of every connection as {@link #json(Connection)} has it; what is counted is counted once. */
    ArrayNode json() {
        Map<String, Counts> counts = watched.store().counts();
        ArrayNode all = Json.mapper().createArrayNode();
        watched.connections()
                .all()
                .forEach(connection -> all.add(json(
                        connection, counts.getOrDefault(connection.settings().name(), NONE))));
        return all;
    }

    /** As JSON, with how much waits and since when. */
    public ObjectNode json(Connection connection) {
        return json(connection, counts(connection.settings().name()));
    }

    private ObjectNode json(Connection connection, Counts counts) {
        String name = connection.settings().name();
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("connection", name)
                .put("waiting", counts.pending())
                .put("inFlight", counts.inFlight())
                .put("dead", counts.dead())
                .put(
                        "oldest",
                        counts.oldestUndelivered() == null
                                ? null
                                : counts.oldestUndelivered().toString());
        ArrayNode waits = json.putArray("waitsFor");
        of(connection, counts).forEach(wait -> waits.add(wait.json()));
        return json;
    }

    private Counts counts(String name) {
        return watched.store().counts().getOrDefault(name, NONE);
    }

    /** At least one. */
    public List<Wait> of(Connection connection) {
        return of(connection, counts(connection.settings().name()));
    }

    private List<Wait> of(Connection connection, Counts counts) {
        List<Wait> waits = new ArrayList<>();
        disk().ifPresent(waits::add);
        Optional<LaneStatus> lane = watched.lanes().apply(connection.settings().name());
        lane(connection, lane).ifPresent(waits::add);
        connection.gate().pause().map(pause -> peer(connection, pause)).ifPresent(waits::add);
        if (waits.isEmpty() && counts.pending() + counts.inFlight() > 0) {
            quota(connection).ifPresent(waits::add);
            lane.flatMap(status -> workers(connection, status)).ifPresent(waits::add);
            order(connection, counts).ifPresent(waits::add);
        }
        if (waits.isEmpty()) {
            waits.add(nothing(counts));
        }
        return waits;
    }

    private Optional<Wait> disk() {
        return watched.store().trouble().map(trouble -> new Wait(Wait.Reason.DISK, null, null, trouble));
    }

    private static Optional<Wait> lane(Connection connection, Optional<LaneStatus> lane) {
        String name = connection.settings().name();
        if (lane.isEmpty()) {
            return Optional.of(new Wait(
                    Wait.Reason.LANE,
                    null,
                    null,
                    "Nothing is delivered to %s now: its lane is starting or stopping.".formatted(name)));
        }
        LaneStatus status = lane.get();
        if (status.alive() == status.threads()) {
            return Optional.empty();
        }
        return Optional.of(new Wait(
                Wait.Reason.LANE,
                status.lastDeath() == null ? null : status.lastDeath().at(),
                null,
                "%d of the %d threads that deliver to %s are dead; they are started anew within seconds."
                        .formatted(status.threads() - status.alive(), status.threads(), name)));
    }

    private Wait peer(Connection connection, Gate.Pause pause) {
        Wait.Reason reason = switch (pause.code()) {
            case "rest/credentials-refused" -> Wait.Reason.CREDENTIALS;
            case "rest/throttled" -> Wait.Reason.QUOTA;
            default -> Wait.Reason.PEER;
        };
        String next = connection.gate().position() == Gate.Position.HALF_OPEN
                ? "A single call tries whether it works again."
                : "A single call tries again at %s.".formatted(Wait.shown(pause.until()));
        String what = switch (reason) {
            case CREDENTIALS -> "%s refuses our credentials".formatted(name(connection));
            case QUOTA -> "%s asks us to call less often".formatted(name(connection));
            default -> "%s is not usable".formatted(name(connection));
        };
        return new Wait(
                reason,
                pause.since(),
                pause.until(),
                "%s (%s): %s %s".formatted(what, pause.code(), sentence(pause.reason()), next));
    }

    private Optional<Wait> quota(Connection connection) {
        Duration wait = connection.quota().untilNext();
        if (wait.compareTo(QUOTA_WORTH_A_WORD) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Wait(
                Wait.Reason.QUOTA,
                null,
                watched.clock().instant().plus(wait),
                "max-rate of %s allows %s calls a second on average; the next one may leave in %d ms."
                        .formatted(name(connection), rate(connection.settings().maxRate()), wait.toMillis())));
    }

    private static String rate(double perSecond) {
        return perSecond == Math.rint(perSecond) ? Long.toString((long) perSecond) : "%.3g".formatted(perSecond);
    }

    private Optional<Wait> workers(Connection connection, LaneStatus status) {
        LaneStatus.Running oldest = status.oldest();
        if (status.busy() < status.workers() || oldest == null) {
            return Optional.empty();
        }
        return Optional.of(new Wait(
                Wait.Reason.WORKERS,
                oldest.since(),
                null,
                "All %d deliveries that %s takes at a time (max-concurrency) are under way, the oldest since %s: event %d, delivery %d."
                        .formatted(
                                status.workers(),
                                name(connection),
                                Wait.shown(oldest.since()),
                                oldest.eventId(),
                                oldest.deliveryId())));
    }

    /** When nothing is due although something waits: each case's next delivery has failed and waits for its time. */
    private Optional<Wait> order(Connection connection, Counts counts) {
        String name = connection.settings().name();
        Optional<Instant> due = watched.store().nextDue(name);
        if (counts.pending() == 0
                || due.isEmpty()
                || !due.get().isAfter(watched.clock().instant())) {
            return Optional.empty();
        }
        return head(name, counts.oldestUndelivered())
                .map(head -> new Wait(
                        Wait.Reason.ORDER,
                        head.receivedAt(),
                        due.get(),
                        "Delivery %d of event %d has failed %d times, last: %s The next attempt of this connection is at %s. %d deliveries wait for their own next attempt or behind one of the same case."
                                .formatted(
                                        head.deliveryId(),
                                        head.eventId(),
                                        head.attempts(),
                                        sentence(head.reason() == null ? head.code() : head.reason()),
                                        Wait.shown(due.get()),
                                        counts.pending())));
    }

    /** The oldest undelivered one, when an attempt has failed and none is under way. */
    private Optional<DeliveryRow> head(String connection, Instant oldest) {
        if (oldest == null) {
            return Optional.empty();
        }
        return watched
                .store()
                .list(new DeliveryFilter(
                        null, connection, List.of(State.PENDING), null, null, oldest, oldest.plusMillis(1), 0, 1))
                .stream()
                .filter(row -> row.code() != null)
                .findFirst();
    }

    private static Wait nothing(Counts counts) {
        return counts.pending() + counts.inFlight() == 0
                ? new Wait(Wait.Reason.NOTHING, null, null, "Nothing waits.")
                : new Wait(
                        Wait.Reason.NOT_HELD_UP,
                        counts.oldestUndelivered(),
                        null,
                        "Nothing holds it up: %d deliveries are under way and %d are next."
                                .formatted(counts.inFlight(), counts.pending()));
    }

    private static String name(Connection connection) {
        return connection.settings().name();
    }

    private static String sentence(String text) {
        return text == null || text.isEmpty() ? "" : text.endsWith(".") ? text : text + ".";
    }
}
