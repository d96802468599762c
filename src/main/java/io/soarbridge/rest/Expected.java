package io.soarbridge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What differs between systems, and between calls, in how they say yes and no.
 *
 * @param conflict what the text of a version conflict's answer looks like, or null when there is none
 * @param conflictStatuses statuses that mean a conflict whatever the text
 * @param notYet what the text of an answer looks like that asks to come again soon, nothing having been done; or null
 * @param errorField top-level field that means a failure that may pass when a 2xx answer fills it, or null
 * @param refused {@code field=value} of a 2xx answer that is a refusal, such as {@code success=false}, or null
 * @param accept top-level field that makes any answer a good one when it is filled, or null
 * @param absent statuses that mean that there is no such thing; the answer is then JSON null
 * @param absentText what the text of a failure looks like that means that there is no such thing, or null
 * @param text whether an answer that is no JSON is taken as text
 */
public record Expected(
        Pattern conflict,
        Set<Integer> conflictStatuses,
        Pattern notYet,
        String errorField,
        String refused,
        String accept,
        Set<Integer> absent,
        Pattern absentText,
        boolean text) {
    public static final Expected PLAIN = of(null, null);

    public Expected {
        conflictStatuses = Set.copyOf(conflictStatuses);
        absent = Set.copyOf(absent);
    }

    public static Expected of(Pattern conflict, String errorField) {
        return new Expected(conflict, Set.of(), null, errorField, null, null, Set.of(), null, false);
    }

    boolean isConflict(int status, String body) {
        return conflictStatuses.contains(status)
                || conflict != null && conflict.matcher(body).find();
    }

    boolean isAbsent(String body) {
        return absentText != null && absentText.matcher(body).find();
    }

    boolean isNotYet(String body) {
        return notYet != null && notYet.matcher(body).find();
    }

    boolean isRefusal(JsonNode json) {
        if (refused == null) {
            return false;
        }
        int equals = refused.indexOf('=');
        JsonNode value = json.get(refused.substring(0, equals));
        return value != null && value.asText().equals(refused.substring(equals + 1));
    }
}
