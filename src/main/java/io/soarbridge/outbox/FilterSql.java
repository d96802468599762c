package io.soarbridge.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A {@link DeliveryFilter} as the end of a statement over {@code delivery d join event e}: newest first, values as parameters. */
final class FilterSql {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();
    private final int limit;

    FilterSql(DeliveryFilter filter) {
        limit = filter.limit();
        anyOf("d.id", filter.ids());
        if (filter.states() != null) {
            anyOf("d.state", filter.states().stream().map(State::number).toList());
        }
        is("d.connection = ?", filter.connection());
        is("d.code = ?", filter.code());
        is("e.source = ?", filter.source());
        is("d.received_at >= ?", millis(filter.receivedAfter()));
        is("d.received_at < ?", millis(filter.receivedBefore()));
        is("d.id < ?", filter.beforeId() == 0 ? null : (Object) filter.beforeId());
    }

    String text() {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return where + " order by d.id desc" + (limit > 0 ? " limit " + limit : "");
    }

    List<Object> arguments() {
        return arguments;
    }

    /** A single value is compared, not searched in a list, so that the planner may use a partial index. */
    private void anyOf(String column, List<? extends Number> values) {
        if (values == null || values.isEmpty()) {
            return;
        }
        if (column.equals("d.state") && values.size() == 1) {
            conditions.add("d.state = " + values.get(0));
            return;
        }
        conditions.add(column + " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")");
        arguments.addAll(values);
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
