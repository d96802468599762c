package io.soarbridge.cli;

import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.DeliveryDetail;
import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.NewEvent;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.Receipt;
import io.soarbridge.outbox.Result;
import io.soarbridge.outbox.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A ledger of finished work in memory: what the commands read and change, and nothing else. */
final class MemoryLedger implements OutboxStore {
    private final Map<Long, DeliveryDetail> rows = new TreeMap<>(Comparator.reverseOrder());
    boolean closed;

    MemoryLedger with(long id, String connection, State state, String code) {
        DeliveryRow row = new DeliveryRow(
                id,
                id + 1000,
                connection,
                "case-create",
                state,
                "lab",
                "lab:" + id,
                "lab:" + id,
                state == State.DEAD ? 1 : 0,
                false,
                Instant.parse("2026-03-01T10:00:00Z").plusSeconds(id),
                null,
                null,
                code,
                state == State.DEAD ? 400 : 0,
                state == State.DEAD ? "name is missing\u001b[31m" : null,
                state == State.DELIVERED ? "7" + id : null,
                null,
                null,
                null);
        List<DeliveryDetail.Attempt> attempts = state == State.DEAD
                ? List.of(new DeliveryDetail.Attempt(1, row.receivedAt(), 12, code, 400, "name is missing"))
                : List.of();
        rows.put(
                id,
                new DeliveryDetail(row, "ocsf", "{\"n\":%d}".formatted(id).getBytes(StandardCharsets.UTF_8), attempts));
        return this;
    }

    @Override
    public List<DeliveryRow> list(DeliveryFilter filter) {
        return rows.values().stream()
                .map(DeliveryDetail::row)
                .filter(row -> matches(filter, row))
                .limit(filter.limit() == 0 ? Long.MAX_VALUE : filter.limit())
                .toList();
    }

    private static boolean matches(DeliveryFilter filter, DeliveryRow row) {
        return (filter.ids().isEmpty() || filter.ids().contains(row.deliveryId()))
                && (filter.connection() == null || filter.connection().equals(row.connection()))
                && (filter.states().isEmpty() || filter.states().contains(row.state()))
                && (filter.code() == null || filter.code().equals(row.code()))
                && (filter.receivedAfter() == null || !row.receivedAt().isBefore(filter.receivedAfter()))
                && (filter.beforeId() == 0 || row.deliveryId() < filter.beforeId());
    }

    @Override
    public Optional<DeliveryDetail> show(long deliveryId) {
        return Optional.ofNullable(rows.get(deliveryId));
    }

    @Override
    public Map<String, Counts> counts() {
        Map<String, Counts> counts = new LinkedHashMap<>();
        list(new DeliveryFilter(List.of(), null, List.of(), null, null, null, null, 0, 0))
                .forEach(row -> counts.merge(
                        row.connection(),
                        new Counts(
                                row.state() == State.PENDING ? 1 : 0,
                                0,
                                row.state() == State.DELIVERED ? 1 : 0,
                                row.state() == State.DEAD ? 1 : 0,
                                null),
                        (a, b) -> new Counts(
                                a.pending() + b.pending(),
                                0,
                                a.delivered() + b.delivered(),
                                a.dead() + b.dead(),
                                null)));
        return counts;
    }

    @Override
    public CompletableFuture<Integer> replay(DeliveryFilter filter) {
        List<DeliveryRow> chosen = list(filter);
        chosen.forEach(row -> with(row.deliveryId(), row.connection(), State.PENDING, null));
        return CompletableFuture.completedFuture(chosen.size());
    }

    @Override
    public CompletableFuture<Integer> purge(DeliveryFilter filter) {
        List<DeliveryRow> chosen = list(filter);
        chosen.forEach(row -> rows.remove(row.deliveryId()));
        return CompletableFuture.completedFuture(chosen.size());
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public CompletableFuture<List<Receipt>> accept(List<NewEvent> events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<List<Claim>> claim(String connection, int max, Duration lease) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> record(Result result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> nextDue(String connection) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onWork(String connection, Runnable listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<DeliveryRow> ofEvent(long eventId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> remoteId(String connection, String orderKey) {
        throw new UnsupportedOperationException();
    }
}
