package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Sorts what a search found and cuts the page that was asked for, by page number or by cursor. */
final class ResultPage {
    private static final int MAX_SIZE = 1000;

    /** A thing that can be sorted and shown. */
    interface Row {
        /** The field's value whatever the case of its name, or null. */
        JsonNode sortField(String name);

        /** Order of creation, the last sort key. */
        long number();

        ObjectNode show();
    }

    private record Key(String field, boolean ascending) {}

    private record Sorted(Row row, List<Object> keys) {}

    private final ObjectNode filter;
    private final int defaultSize;
    private final XsoarQuirks quirks;
    private final List<Key> order = new ArrayList<>();

    /** @param filter {@code page}, {@code size}, {@code sort}, {@code searchAfter}, {@code searchBefore}, {@code totalOnly} */
    ResultPage(ObjectNode filter, XsoarServer server) {
        this.filter = filter;
        this.defaultSize = server.options().defaultSearchSize;
        this.quirks = server.quirks();
        for (JsonNode sort : AnyCase.get(filter, "sort")) {
            order.add(new Key(AnyCase.text(sort, "field"), AnyCase.flag(sort, "asc")));
        }
        if (order.isEmpty()) {
            order.add(new Key("created", !quirks.newestFirst));
        }
    }

    /**
     * Puts {@code total}, the rows (null when none) and {@code searchAfter}.
     *
     * @param rowsKey name of the rows in the answer
     */
    ObjectNode answer(List<? extends Row> found, String rowsKey) {
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("total", found.size());
        answer.putNull(rowsKey);
        List<Sorted> page = AnyCase.flag(filter, "totalOnly") ? List.of() : page(sorted(found));
        if (page.isEmpty()) {
            return answer;
        }
        ArrayNode rows = answer.putArray(rowsKey);
        for (Sorted entry : page) {
            ObjectNode shown = entry.row().show();
            shown.set("sortValues", sortValues(entry));
            rows.add(shown);
        }
        answer.set("searchAfter", sortValues(page.get(page.size() - 1)));
        return answer;
    }

    private List<Sorted> sorted(List<? extends Row> found) {
        List<Sorted> rows = new ArrayList<>(found.size());
        for (Row row : found) {
            List<Object> keys = new ArrayList<>(order.size() + 1);
            for (Key key : order) {
                keys.add(comparable(row.sortField(key.field())));
            }
            keys.add(BigDecimal.valueOf(row.number()));
            rows.add(new Sorted(row, keys));
        }
        rows.sort(Comparator.comparing(Sorted::keys, this::compare));
        return rows;
    }

    private List<Sorted> page(List<Sorted> rows) {
        int size = size();
        List<String> after = AnyCase.texts(filter, "searchAfter");
        if (after.isEmpty()) {
            after = AnyCase.texts(filter, "searchAfterElastic");
        }
        if (!after.isEmpty()) {
            List<String> cursor = after;
            return rows.stream()
                    .filter(row -> compare(row.keys(), typed(cursor, row)) > 0)
                    .limit(size)
                    .toList();
        }
        List<String> before = AnyCase.texts(filter, "searchBefore");
        if (!before.isEmpty()) {
            List<Sorted> earlier = rows.stream()
                    .filter(row -> compare(row.keys(), typed(before, row)) < 0)
                    .toList();
            return earlier.subList(Math.max(0, earlier.size() - size), earlier.size());
        }
        long from = Math.max(0, AnyCase.number(filter, "page", 0)) * size;
        if (quirks.pageWindow > 0 && from + size > quirks.pageWindow) {
            throw XsoarErrors.failed(
                    500, "Result window is too large, from + size must be less than or equal to " + quirks.pageWindow);
        }
        if (from >= rows.size()) {
            return List.of();
        }
        return rows.subList((int) from, (int) Math.min(rows.size(), from + size));
    }

    private int size() {
        long asked = Math.max(0, AnyCase.number(filter, "size", defaultSize));
        if (asked > MAX_SIZE && quirks.oversizedPage.equals("refused")) {
            throw XsoarErrors.failed(400, "size is more than " + MAX_SIZE);
        }
        return (int) Math.min(quirks.oversizedPage.equals("allowed") ? Integer.MAX_VALUE : MAX_SIZE, asked);
    }

    /** The cursor's texts as the row's types, as far as they go. */
    private static List<Object> typed(List<String> cursor, Sorted row) {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < Math.min(cursor.size(), row.keys().size()); i++) {
            String text = cursor.get(i);
            try {
                keys.add(row.keys().get(i) instanceof BigDecimal ? new BigDecimal(text) : text);
            } catch (NumberFormatException e) {
                throw XsoarErrors.failed(400, "searchAfter: \"" + text + "\" is no value of this sort");
            }
        }
        return keys;
    }

    private int compare(List<Object> left, List<Object> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            boolean ascending = order.get(Math.min(i, order.size() - 1)).ascending();
            int result = compareOne(left.get(i), right.get(i));
            if (result != 0) {
                return ascending ? result : -result;
            }
        }
        return 0;
    }

    private static int compareOne(Object left, Object right) {
        if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
            return a.compareTo(b);
        }
        return left.toString().compareTo(right.toString());
    }

    private static Object comparable(JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        Instant time = XsoarTimes.parseOrNull(value.asText());
        return time == null ? value.asText().toLowerCase(Locale.ROOT) : BigDecimal.valueOf(time.toEpochMilli());
    }

    private static ArrayNode sortValues(Sorted entry) {
        ArrayNode values = Json.mapper().createArrayNode();
        for (Object key : entry.keys()) {
            values.add(key instanceof BigDecimal number ? number.toPlainString() : key.toString());
        }
        return values;
    }
}
