package io.soarbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * {@code local_to_instant(zone)} and {@code instant_to_local(zone)}: between instants and the dates that a clock in that zone shows,
 * {@code 2026-03-04T08:15:30}. A zone is a name such as {@code America/New_York}, or an offset. A time that the zone leaves out in
 * spring counts as that much later, one that it has twice in autumn as the first.
 */
final class ZoneFunctions {
    private ZoneFunctions() {}

    static void addTo(Scope scope) {
        scope.addFunction("local_to_instant", 1, NativeFunction.of(ZoneFunctions::toInstant));
        scope.addFunction("instant_to_local", 1, NativeFunction.of(ZoneFunctions::toLocal));
    }

    /** Null for what is no date. */
    private static JsonNode toInstant(JsonNode in, JsonNode zone) throws JsonQueryException {
        ZoneId known = zone(zone);
        try {
            Instant instant = LocalDateTime.parse(in.asText()).atZone(known).toInstant();
            return TextNode.valueOf(InstantText.of(instant));
        } catch (DateTimeException e) {
            return NullNode.getInstance();
        }
    }

    /** Null for what is no instant. */
    private static JsonNode toLocal(JsonNode in, JsonNode zone) throws JsonQueryException {
        ZoneId known = zone(zone);
        Instant instant = InstantFunctions.instant(in);
        if (instant == null) {
            return NullNode.getInstance();
        }
        String shifted = InstantText.of(
                instant.plusSeconds(known.getRules().getOffset(instant).getTotalSeconds()));
        return TextNode.valueOf(shifted.substring(0, shifted.length() - 1));
    }

    private static ZoneId zone(JsonNode zone) throws JsonQueryException {
        try {
            return ZoneId.of(zone.asText());
        } catch (DateTimeException e) {
            throw new JsonQueryException("there is no time zone \"" + Text.cut(zone.asText(), 100)
                    + "\"; expected a name such as America/New_York, or an offset such as -05:00");
        }
    }
}
