package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link DeliveryFilter} as the end of a statement over {@code delivery d}, {@code event e} and {@code lane l}: newest first,
 * values as parameters.
 */
final class FilterSql {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();
    private final int limit;

    FilterSql(DeliveryFilter filter) {
        limit = filter.limit();
        if (filter.ids() != null && !filter.ids().isEmpty()) {
            is(
                    "d.id = any (?::bigint[])",
                    filter.ids().stream().mapToLong(Long::longValue).toArray());
        }
        if (filter.states() != null && !filter.states().isEmpty()) {
            conditions.add(String.join(
                    " or ", filter.states().stream().map(FilterSql::condition).toList()));
        }
        is("d.connection = ?", filter.connection());
        is("d.code = ?", filter.code());
        is("e.source = ?", filter.source());
        is("d.received_at >= ?", millis(filter.receivedAfter()));
        is("d.received_at < ?", millis(filter.receivedBefore()));
        is("d.id < ?", filter.beforeId() == 0 ? null : (Object) filter.beforeId());
    }

    private static String condition(State state) {
        return switch (state) {
            case PENDING -> "d.state = 0 and l.flight is distinct from d.id";
            case IN_FLIGHT -> "l.flight = d.id";
            case DELIVERED -> "d.state = 2";
            case DEAD -> "d.dead";
        };
    }

    String text() {
        String where = conditions.isEmpty() ? "" : " where (" + String.join(") and (", conditions) + ")";
        return where + " order by d.id desc" + (limit > 0 ? " limit " + limit : "");
    }

    Object[] arguments() {
        return arguments.toArray();
    }

    private void is(String condition, Object value) {
        boolean any = value == null || value.equals("");
        if (!any) {
            conditions.add(condition);
            arguments.add(value);
        }
    }

    private static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
