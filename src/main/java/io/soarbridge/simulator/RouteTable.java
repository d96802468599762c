package io.soarbridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which method and path, prefix taken away, is answered by what. Built once, then only read. */
public final class RouteTable {
    /** Answers one request. */
    public interface Handler {
        Reply answer(Request request);
    }

    /**
     * A request whose path was recognised.
     *
     * @param call as it came
     * @param ids decoded path variables in order
     * @param json parsed body; an empty object for multipart requests and for empty bodies
     */
    public record Request(Call call, List<String> ids, JsonNode json) {
        public String id() {
            return ids.get(0);
        }
    }

    /**
     * A recognised path.
     *
     * @param bodyless clients are known to POST nothing at all here
     */
    public record Match(Handler handler, List<String> ids, boolean bodyless) {}

    private record Route(String method, String[] segments, Handler handler, boolean bodyless) {}

    private final Map<String, Match> literal = new HashMap<>();
    private final Map<Integer, List<Route>> templates = new HashMap<>();
    private final List<String> all = new ArrayList<>();

    public void get(String path, Handler handler) {
        add("GET", path, handler, false);
    }

    public void post(String path, Handler handler) {
        add("POST", path, handler, false);
    }

    public void postBodyless(String path, Handler handler) {
        add("POST", path, handler, true);
    }

    public void add(String method, String path, Handler handler, boolean bodyless) {
        all.add(method + " " + path);
        if (path.indexOf('{') < 0) {
            literal.put(method + path, new Match(handler, List.of(), bodyless));
        } else {
            String[] segments = path.split("/", -1);
            templates
                    .computeIfAbsent(segments.length, key -> new ArrayList<>())
                    .add(new Route(method, segments, handler, bodyless));
        }
    }

    /** The match, or null. */
    public Match find(String method, String path) {
        Match exact = literal.get(method + path);
        if (exact != null) {
            return exact;
        }
        String[] segments = path.split("/", -1);
        for (Route route : templates.getOrDefault(segments.length, List.of())) {
            if (route.method().equals(method)) {
                List<String> ids = ids(route.segments(), segments);
                if (ids != null) {
                    return new Match(route.handler(), ids, route.bodyless());
                }
            }
        }
        return null;
    }

    /** Whether the path is known for another method. */
    public boolean isKnown(String path) {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            if (find(method, path) != null) {
                return true;
            }
        }
        return false;
    }

    public List<String> all() {
        return all;
    }

    private static List<String> ids(String[] pattern, String[] actual) {
        List<String> ids = new ArrayList<>(2);
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].startsWith("{")) {
                if (actual[i].isEmpty()) {
                    return null;
                }
                ids.add(decode(actual[i]));
            } else if (!pattern[i].equals(actual[i])) {
                return null;
            }
        }
        return ids;
    }

    /** Percent signs only: a plus in a path is a plus. */
    private static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
