package io.soarbridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the demo's events: all different, but for some that are sent again word for word, as real senders do. */
final class DemoEvents {
    /** Text that only the poison event has, in its title. */
    static final String POISON = "soarbridge-demo-poison";

    private static final Pattern PLACE = Pattern.compile("\"?\\$\\{(\\w+)}\"?");
    private static final int REPEAT_EVERY = 20;
    private static final int REPEAT_AFTER = 13;
    private static final String[] PLACES = {"fin", "lab", "web", "hr", "dc", "vpn", "build", "mail"};
    private static final String[] USERS = {
        "m.okafor", "j.lindqvist", "svc-backup", "a.ferreira", "l.nakamura", "r.haddad"
    };

    private final List<DemoScene.Source> sources;
    private final InstantSource clock;
    private final SplittableRandom random = new SplittableRandom();

    DemoEvents(List<DemoScene.Source> sources, InstantSource clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** {@code count} different events of which one is poison, and every twentieth of them once more a little later. */
    List<DemoEvent> make(int count) {
        List<DemoEvent> different = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            DemoScene.Source source = sources.get(i % sources.size());
            different.add(event(source, i, i == count / 4));
        }
        List<DemoEvent> all = new ArrayList<>(count + count / REPEAT_EVERY);
        for (int i = 0; i < count; i++) {
            all.add(different.get(i));
            if (i % REPEAT_EVERY == REPEAT_AFTER) {
                all.add(different.get(i - REPEAT_AFTER));
            }
        }
        return all;
    }

    private DemoEvent event(DemoScene.Source source, int number, boolean poison) {
        List<String> templates = source.templates();
        String template = templates.get(number / sources.size() % templates.size());
        byte[] body = fill(template, values(number, poison)).getBytes(StandardCharsets.UTF_8);
        try {
            String id = Json.read(body).at(source.id()).asText();
            return new DemoEvent(source, source.name() + ":" + id, body, poison);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the demo's own events are JSON", e);
        }
    }

    private Map<String, String> values(int number, boolean poison) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        String place = PLACES[random.nextInt(PLACES.length)];
        return Map.ofEntries(
                Map.entry("id", UUID.randomUUID().toString()),
                Map.entry("uuid", UUID.randomUUID().toString()),
                Map.entry("now", now.toString()),
                Map.entry("millis", Long.toString(now.toEpochMilli())),
                Map.entry("n", Integer.toString(number)),
                Map.entry("pid", Integer.toString(1000 + random.nextInt(30_000))),
                Map.entry("port", Integer.toString(32_768 + random.nextInt(28_000))),
                Map.entry("host", place + "-" + (10 + random.nextInt(90))),
                Map.entry("user", USERS[random.nextInt(USERS.length)]),
                Map.entry("ip", "10.20.%d.%d".formatted(random.nextInt(256), 1 + random.nextInt(254))),
                Map.entry("peer", "203.0.113.%d".formatted(1 + random.nextInt(254))),
                Map.entry("domain", place + random.nextInt(1000) + ".example.net"),
                Map.entry("sha256", HexFormat.of().formatHex(digest)),
                Map.entry("mark", poison ? " (" + POISON + ")" : ""));
    }

    /** A place that is a whole JSON text and stands for a number loses its quotes. */
    private static String fill(String template, Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place -> {
            String value = values.get(place.group(1));
            boolean whole = place.group().startsWith("\"") && place.group().endsWith("\"");
            boolean number = whole && List.of("millis", "pid", "port").contains(place.group(1));
            String open = place.group().startsWith("\"") ? "\"" : "";
            String close = place.group().endsWith("\"") ? "\"" : "";
            return Matcher.quoteReplacement(number ? value : open + value + close);
        });
    }
}
