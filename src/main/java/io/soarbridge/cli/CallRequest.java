package io.soarbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A call as a command line describes it, from which the function's inputs are made. Not thread-safe. */
final class CallRequest {
    private static final String METHOD = "rest_api_method";
    private static final String URL = "rest_api_url";
    private static final String HEADERS = "rest_api_headers";
    private static final String COOKIES = "rest_api_cookies";
    private static final String BODY = "rest_api_body";
    private static final String PARAMETERS = "rest_api_query_parameters";
    private static final String TYPE = "Content-Type";

    private final ObjectNode direct = JsonNodeFactory.instance.objectNode();
    private final ObjectNode headers = JsonNodeFactory.instance.objectNode();
    private final ObjectNode cookies = JsonNodeFactory.instance.objectNode();
    private final ObjectNode query = JsonNodeFactory.instance.objectNode();
    private final CallBody body = new CallBody();
    private final List<String> warnings = new ArrayList<>();
    private ObjectNode base = JsonNodeFactory.instance.objectNode();
    private String method;
    private String url;
    private String user;
    private boolean bodyIsQuery;

    /** What holds where the command line says nothing. */
    void base(ObjectNode inputs) {
        base = inputs;
    }

    void method(String name) {
        method = name;
    }

    void url(String to) {
        if (url != null) {
            throw new UsageException("A call has one URL, not %s and %s.".formatted(url, to));
        }
        url = to;
    }

    /** {@code Name: value}, {@code Name;} for an empty one, or {@code @file} with one in each line. */
    void header(String line) {
        if (line.startsWith("@")) {
            GivenText.text("-H", GivenText.bytes("-H", line.substring(1)))
                    .lines()
                    .filter(each -> !each.isBlank())
                    .forEach(this::header);
            return;
        }
        int colon = line.indexOf(':');
        if (colon < 0 && line.endsWith(";")) {
            header(line.substring(0, line.length() - 1).strip(), "");
            return;
        }
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        if (name.isEmpty()) {
            throw new UsageException("-H: a header is written \"Name: value\".");
        }
        String value = line.substring(colon + 1).strip();
        if (value.isEmpty()) {
            warnings.add("-H \"%s:\" without a value removes nothing; write \"%s;\" to send it empty."
                    .formatted(name, name));
            return;
        }
        header(name, value);
    }

    void header(String name, String value) {
        String before = same(headers, name);
        if (before != null) {
            warnings.add("The header %s is given twice; the last one is sent.".formatted(name));
            headers.remove(before);
        }
        headers.put(name, value);
    }

    /** {@code name=value; other=value}. */
    void cookie(String pairs) {
        if (pairs.indexOf('=') < 0) {
            throw new UsageException(
                    "-b: cookies are written \"name=value; other=value\". Files of cookies are not read.");
        }
        for (String pair : pairs.split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                cookies.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
    }

    /** {@code name=value}, encoded by the function; the same name may come again. */
    void query(String pair) {
        int equals = pair.indexOf('=');
        if (equals <= 0) {
            throw new UsageException("--query: a parameter is written name=value.");
        }
        query.withArray(pair.substring(0, equals)).add(pair.substring(equals + 1));
    }

    CallBody body() {
        return body;
    }

    void bodyIsQuery() {
        bodyIsQuery = true;
    }

    void user(String pair) {
        user = GivenText.of("-u", pair);
        if (user.indexOf(':') < 0) {
            throw new UsageException("-u: user and password are written user:password. No password is asked for.");
        }
    }

    /** Null when none was given. */
    String user() {
        return user;
    }

    /** An input by its own name. */
    void input(String name, JsonNode value) {
        direct.set(name, value);
    }

    /** Null when neither an option nor the inputs below them have it. */
    JsonNode input(String name) {
        return direct.has(name) ? direct.get(name) : base.get(name);
    }

    /** A certificate without a key of its own has to hold it. */
    void settle() {
        JsonNode cert = direct.get("client_auth_cert");
        if (cert == null || input("client_auth_key") != null || cert.asText().startsWith("$")) {
            return;
        }
        if (!cert.asText().contains("PRIVATE KEY-----")) {
            throw new UsageException("--cert: there is no private key in it. Give it by --key.");
        }
        direct.remove("client_auth_cert");
        direct.set("client_auth_pem", cert);
    }

    List<String> warnings() {
        return warnings;
    }

    /**
     * The inputs for the function.
     *
     * @param writable whether they have to be JSON that can be kept in a file
     * @param filledIn fills in what is to be encoded here
     */
    ObjectNode inputs(boolean writable, UnaryOperator<String> filledIn) {
        ObjectNode inputs = base.deepCopy();
        inputs.setAll(direct);
        if (body.given() && !bodyIsQuery) {
            inputs.set(BODY, body.input(type(), writable));
        }
        over(inputs, HEADERS, headers);
        if (user != null) {
            byte[] pair = filledIn.apply(user).getBytes(StandardCharsets.UTF_8);
            String basic = "Basic " + Base64.getEncoder().encodeToString(pair);
            over(inputs, HEADERS, JsonNodeFactory.instance.objectNode().put("Authorization", basic));
        }
        over(inputs, COOKIES, cookies);
        if (!query.isEmpty()) {
            inputs.set(PARAMETERS, query);
        }
        if (url != null) {
            inputs.put(URL, url);
        }
        if (bodyIsQuery && body.given()) {
            inputs.put(URL, withQuery(inputs.path(URL).asText(), body.query()));
        }
        if (method != null || !inputs.hasNonNull(METHOD)) {
            inputs.put(METHOD, method != null ? method : body.given() && !bodyIsQuery ? "POST" : "GET");
        }
        return inputs;
    }

    /** The body's type, put into the headers when nobody has named one. */
    private String type() {
        if (base.path(HEADERS).isTextual()) {
            throw new UsageException("--inputs has %s as text, so no option can add to them. Write them as an object."
                    .formatted(HEADERS));
        }
        if (body.json() && same(headers, "Accept") == null) {
            headers.put("Accept", CallBody.JSON);
        }
        String own = same(headers, TYPE);
        String below = base.path(HEADERS) instanceof ObjectNode object ? same(object, TYPE) : null;
        if (own != null) {
            return headers.get(own).asText();
        }
        if (below != null) {
            return base.get(HEADERS).get(below).asText();
        }
        headers.put(TYPE, body.json() ? CallBody.JSON : CallBody.FORM);
        return headers.get(TYPE).asText();
    }

    private static void over(ObjectNode inputs, String name, ObjectNode more) {
        if (more.isEmpty()) {
            return;
        }
        JsonNode below = inputs.get(name);
        if (below != null && below.isTextual() && !below.textValue().isEmpty()) {
            throw new UsageException(
                    "--inputs has %s as text, so no option can add to it. Write it as an object.".formatted(name));
        }
        ObjectNode all = below instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> each : more.properties()) {
            String before = name.equals(HEADERS) ? same(all, each.getKey()) : each.getKey();
            if (before != null) {
                all.remove(before);
            }
            all.set(each.getKey(), each.getValue());
        }
        inputs.set(name, all);
    }

    /** The name as it is spelt in {@code among}, or null. */
    private static String same(ObjectNode among, String name) {
        return among.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(null);
    }

    private static String withQuery(String url, String more) {
        int hash = url.indexOf('#');
        String before = hash < 0 ? url : url.substring(0, hash);
        String sign = before.indexOf('?') < 0 ? "?" : before.endsWith("?") || before.endsWith("&") ? "" : "&";
        return before + sign + more + (hash < 0 ? "" : url.substring(hash));
    }
}
