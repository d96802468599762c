package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Match;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.Switches;
import io.soarbridge.simulator.sumo.SumoAccess.Way;
import io.soarbridge.support.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** From a request to its handler: deployment, base path, credential, limit, trailing slash, body. */
final class SoarApi {
    private static final Map<String, String> BASES = Map.of(
            SumoSoarKind.CURRENT, "/api/csoar/v3",
            SumoSoarKind.LEGACY_3, "/incmansuite_ng/api/v3",
            SumoSoarKind.LEGACY_2, "/incmansuite_ng/api/v2");

    final RouteTable published = new RouteTable();
    final RouteTable guessed = new RouteTable();
    final RouteTable legacy = new RouteTable();

    private final String version;
    private final Switches set;
    private final SoarErrors errors;
    private final SumoAccess access;
    private final SumoAccess readers;
    private final SumoRate rate;
    private final String trailing;

    SoarApi(String version, Switches set, SoarErrors errors, SimulatorClock clock) {
        this.version = version;
        this.set = set;
        this.errors = errors;
        this.access = new SumoAccess(
                set.text("access-id"), set.text("access-key"), set.words("token"), set.words("revoked-token"), null);
        this.readers = new SumoAccess(
                set.text("read-only-id"), set.text("read-only-key"), set.words("read-only-token"), List.of(), null);
        this.rate = new SumoRate(clock, set.number("rate-limit"));
        this.trailing = set.choice("trailing-slash", "redirect", "required", "tolerant");
        set.on("all-bases");
        set.on("guessed-paths");
        ways(true);
        ways(false);
    }

    Reply answer(Call call) {
        try {
            String moved = set.text("moved-to");
            return moved.isEmpty() ? inside(call) : SumoPlatform.moved(moved, call);
        } catch (SumoFailure failure) {
            return failure.reply();
        }
    }

    private Reply inside(Call call) {
        String served = servedBase(call.path());
        if (served == null) {
            return SumoPlatform.error(404, "The requested resource was not found.");
        }
        boolean current = served.equals(SumoSoarKind.CURRENT);
        if (current && rate.exceeded()) {
            return SumoPlatform.error(429, "The rate limit for this API was exceeded.");
        }
        if (!access.allows(call, ways(current))) {
            if (!readers.allows(call, ways(current))) {
                return SumoPlatform.unauthorized();
            }
            if (!call.method().equals("GET") && !call.path().endsWith("/search/")) {
                return SumoPlatform.error(403, "The role may only read.");
            }
        }
        return routed(call, served, current);
    }

    private Reply routed(Call call, String served, boolean current) {
        String path = call.path().substring(BASES.get(served).length());
        boolean slash = path.endsWith("/");
        Match match = find(call.method(), slash ? path : path + "/", current);
        if (match != null && !slash && current && !trailing.equals("tolerant")) {
            return trailing.equals("required")
                    ? errors.reply(404, "There is no such path.")
                    : Reply.empty(301).with("Location", call.path() + "/" + SumoPlatform.query(call));
        }
        if (match == null) {
            return errors.reply(isKnown(slash ? path : path + "/") ? 405 : 404, "There is no such path or method.");
        }
        return match.handler().answer(new Request(call, match.ids(), body(call, current)));
    }

    private String servedBase(String path) {
        for (Map.Entry<String, String> base : BASES.entrySet()) {
            if (path.startsWith(base.getValue() + "/")) {
                return set.on("all-bases") || base.getKey().equals(version) ? base.getKey() : null;
            }
        }
        return null;
    }

    private Set<Way> ways(boolean current) {
        EnumSet<Way> ways = EnumSet.of(current ? Way.BASIC : Way.BEARER);
        if (set.on(current ? "bearer-on-current" : "basic-on-legacy")) {
            ways.add(current ? Way.BEARER : Way.BASIC);
        }
        return ways;
    }

    private Match find(String method, String path, boolean current) {
        for (RouteTable table : tables(current)) {
            Match match = table.find(method, path);
            if (match != null) {
                return match;
            }
        }
        return null;
    }

    /** Guesses come first: {@code incidents/columns/} would be an id otherwise. */
    private List<RouteTable> tables(boolean current) {
        RouteTable guesses = set.on("guessed-paths") ? guessed : new RouteTable();
        return current ? List.of(guesses, published) : List.of(guesses, published, legacy);
    }

    private boolean isKnown(String path) {
        return published.isKnown(path);
    }

    private JsonNode body(Call call, boolean current) {
        if (call.isMultipart() || call.body().length == 0) {
            return Json.mapper().createObjectNode();
        }
        String type = String.valueOf(call.header("Content-Type")).toLowerCase(Locale.ROOT);
        boolean json = type.startsWith("application/json") || type.equals("null");
        boolean form = type.startsWith("application/x-www-form-urlencoded") && !current;
        if (!json && !form) {
            throw SumoPlatform.refuse(415, "The content type is not supported.");
        }
        String text = call.bodyText().strip();
        return json || text.startsWith("{") ? json(text) : form(text);
    }

    private JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw errors.refuse("The body is no JSON: " + e.getOriginalMessage());
        }
    }

    private static ObjectNode form(String text) {
        ObjectNode fields = Json.mapper().createObjectNode();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    void clear() {
        rate.clear();
    }
}
