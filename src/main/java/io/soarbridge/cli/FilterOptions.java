package io.soarbridge.cli;

import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which deliveries: options that narrow, each by itself and all together. */
final class FilterOptions {
    private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhd])");

    @Option(names = "--id", paramLabel = "N", split = ",", description = "Delivery with this id. Repeatable.")
    private List<Long> ids = List.of();

    @Option(names = "--connection", paramLabel = "NAME", description = "Deliveries to this connection.")
    private String connection;

    @Option(names = "--source", paramLabel = "NAME", description = "Events that came from this source.")
    private String source;

    @Option(names = "--code", paramLabel = "CODE", description = "Deliveries whose last outcome has this code.")
    private String code;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Received at or after: 2026-01-31T08:00:00Z, or how long ago such as 30m, 2h, 7d.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Received before; in the form of --since.")
    private String until;

    boolean namesIds() {
        return !ids.isEmpty();
    }

    DeliveryFilter filter(List<State> states, int limit, InstantSource clock) {
        return new DeliveryFilter(
                ids,
                connection,
                states,
                code,
                source,
                instant("--since", since, clock),
                instant("--until", until, clock),
                0,
                limit);
    }

    /** @param names as a person writes them, such as {@code in-flight} */
    static List<State> states(List<String> names) {
        EnumSet<State> wanted = EnumSet.noneOf(State.class);
        for (String name : names) {
            try {
                wanted.add(State.valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException e) {
                throw new UsageException(
                        "Reading --state: there is no state %s. Expected pending, in-flight, delivered or dead."
                                .formatted(name));
            }
        }
        return List.copyOf(wanted);
    }

    private static Instant instant(String option, String text, InstantSource clock) {
        if (text == null) {
            return null;
        }
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long number = Long.parseLong(ago.group(1));
            return clock.instant()
                    .minus(
                            switch (ago.group(2).toLowerCase(Locale.ROOT)) {
                                case "s" -> Duration.ofSeconds(number);
                                case "m" -> Duration.ofMinutes(number);
                                case "h" -> Duration.ofHours(number);
                                default -> Duration.ofDays(number);
                            });
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException(
                    "Reading %s: %s is no time. Expected 2026-01-31T08:00:00Z, or how long ago such as 30m, 2h, 7d."
                            .formatted(option, text));
        }
    }
}
