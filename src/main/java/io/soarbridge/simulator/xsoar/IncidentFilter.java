package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The {@code filter} of a search: the query, the exact sets and the date bounds, all of which must hold. */
final class IncidentFilter {
    private static final Map<String, String> SETS = Map.of(
            "id", "id",
            "name", "name",
            "type", "type",
            "level", "severity",
            "status", "status",
            "category", "category",
            "reason", "reason",
            "investigation", "investigationId",
            "parent", "parent");
    private static final Map<String, String> EXCLUDED =
            Map.of("notStatus", "status", "notCategory", "category", "notInvestigation", "investigationId");
    private static final Map<String, String> DATES = Map.of(
            "Date", "created",
            "ActivatedDate", "activated",
            "ClosedDate", "closed",
            "DueDate", "dueDate",
            "Reminder", "reminder");

    private final IncidentStore store;
    private final boolean mirrorIdIndexed;
    private final Instant now;
    private final XsoarQuery query;
    private final List<Predicate<XsoarIncident>> conditions = new ArrayList<>();

    /** @throws XsoarFailure 400 when the query or a date cannot be read */
    IncidentFilter(IncidentStore store, ObjectNode filter, XsoarServer server) {
        this.store = store;
        this.mirrorIdIndexed = server.options().mirrorIdIndexed;
        this.now = server.clock().instant();
        this.query = XsoarQueryParser.parse(AnyCase.text(filter, "query"), now);
        sets(filter, server.quirks().joinsByAnd || AnyCase.flag(filter, "andOp"));
        EXCLUDED.forEach((key, field) -> excluded(filter, key, field));
        DATES.forEach((key, field) -> {
            bound(filter, "from" + key, field, false);
            bound(filter, "to" + key, field, true);
        });
        period(AnyCase.object(filter, "period"));
        long nanos = AnyCase.number(filter, "timeFrame", 0);
        if (nanos > 0) {
            bound(now.minusNanos(nanos), "created", false);
        }
    }

    private void sets(ObjectNode filter, boolean all) {
        List<Predicate<XsoarIncident>> wanted = new ArrayList<>();
        SETS.forEach((key, field) -> {
            List<String> values = AnyCase.texts(filter, key);
            if (!values.isEmpty()) {
                wanted.add(incident -> isAmong(incident, field, values));
            }
        });
        List<String> labels = AnyCase.texts(filter, "labels");
        if (!labels.isEmpty()) {
            wanted.add(incident -> hasLabel(incident, labels));
        }
        if (!wanted.isEmpty()) {
            conditions.add(incident -> all
                    ? wanted.stream().allMatch(one -> one.test(incident))
                    : wanted.stream().anyMatch(one -> one.test(incident)));
        }
    }

    private void excluded(ObjectNode filter, String key, String field) {
        List<String> values = AnyCase.texts(filter, key);
        if (!values.isEmpty()) {
            conditions.add(incident -> !isAmong(incident, field, values));
        }
    }

    private static boolean isAmong(XsoarIncident incident, String field, List<String> values) {
        JsonNode actual = incident.field(field);
        return values.stream().anyMatch(value -> equal(actual, value));
    }

    private static boolean hasLabel(XsoarIncident incident, List<String> values) {
        for (JsonNode label : incident.field("labels")) {
            if (values.contains(label.path("value").asText())) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(JsonNode actual, String value) {
        return actual.isNumber()
                ? TermMatch.keyword(actual, value)
                : actual.asText().equals(value);
    }

    private void bound(ObjectNode filter, String key, String field, boolean upper) {
        String text = AnyCase.text(filter, key);
        if (XsoarTimes.isNever(text)) {
            return;
        }
        try {
            bound(XsoarTimes.parse(text), field, upper);
        } catch (DateTimeException e) {
            throw XsoarErrors.badRequest(
                    "parsing time \"" + text + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse (" + key + ")");
        }
    }

    private void bound(Instant limit, String field, boolean upper) {
        conditions.add(incident -> {
            Instant time = XsoarTimes.parseOrNull(incident.text(field));
            return time != null && (upper ? !time.isAfter(limit) : !time.isBefore(limit));
        });
    }

    /** {@code by} wins over {@code byFrom} and {@code byTo}; {@code fromValue} is a number or a text. */
    private void period(ObjectNode period) {
        String by = AnyCase.text(period, "by");
        String fieldName = AnyCase.text(period, "field");
        String field = fieldName.isEmpty() ? "created" : store.shape().canonical(fieldName);
        if (field == null) {
            return;
        }
        String byFrom = by.isEmpty() ? AnyCase.text(period, "byFrom") : by;
        String byTo = by.isEmpty() ? AnyCase.text(period, "byTo") : by;
        long from = AnyCase.number(period, "fromValue", 0);
        long to = AnyCase.number(period, "toValue", 0);
        if (!byFrom.isEmpty() && from > 0) {
            bound(now.minus(unit(byFrom).multipliedBy(from)), field, false);
        }
        if (!byTo.isEmpty() && to > 0) {
            bound(now.minus(unit(byTo).multipliedBy(to)), field, true);
        }
    }

    private static Duration unit(String by) {
        return switch (by) {
            case "minute", "minutes" -> Duration.ofMinutes(1);
            case "hour", "hours" -> Duration.ofHours(1);
            case "week", "weeks" -> Duration.ofDays(7);
            case "month", "months" -> Duration.ofDays(30);
            case "year", "years" -> Duration.ofDays(365);
            default -> Duration.ofDays(1);
        };
    }

    /** What a search sees, in order of creation. */
    List<XsoarIncident> find() {
        Instant horizon = store.searchHorizon();
        List<XsoarIncident> found = new ArrayList<>();
        for (XsoarIncident newest : candidates()) {
            XsoarIncident incident = newest.visibleAt(horizon);
            if (incident != null
                    && conditions.stream().allMatch(condition -> condition.test(incident))
                    && query.matches(new IncidentDocument(incident, mirrorIdIndexed))) {
                found.add(incident);
            }
        }
        return found;
    }

    /** A query that asks for one id or one mirror id is not answered by a scan. */
    private Collection<XsoarIncident> candidates() {
        List<XsoarQuery> parts = query instanceof XsoarQuery.And and ? and.parts() : List.of(query);
        for (XsoarQuery part : parts) {
            if (part instanceof XsoarQuery.Term term && !term.value().isEmpty() && !TermMatch.isPattern(term.value())) {
                if (term.field().equals("dbotmirrorid")) {
                    return store.withMirrorId(term.value());
                }
                if (term.field().equals("id")) {
                    XsoarIncident incident = store.find(term.value());
                    return incident == null ? List.of() : List.of(incident);
                }
            }
        }
        return store.all();
    }
}
