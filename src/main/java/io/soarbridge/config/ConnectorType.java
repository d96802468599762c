package io.soarbridge.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a connector declares of itself in {@code routes/connectors/<type>.yaml}: versions, authentication schemes and settings of
 * its own. The operations it offers are its Kamelets, {@code routes/kamelets/<type>-<operation>-action.kamelet.yaml}.
 *
 * @param defaults of keys that every connection has, such as {@code max-rate}, where this system needs others
 * @param operations by name, those that are absent or partial
 * @param probes where else the API may be, asked by {@code check} when it is not where the settings say
 * @param hints what a person should look at when a call fails, by error code such as {@code rest/wrong-url}
 */
public record ConnectorType(
        String type,
        String title,
        String description,
        Map<String, Version> versions,
        Map<String, Scheme> auth,
        Map<String, Option> settings,
        Map<String, String> defaults,
        Map<String, Operation> operations,
        List<Probe> probes,
        Map<String, String> hints) {

    /** Every operation that a connector has, or says why it has not. */
    public static final List<String> GRID = List.of(
            "case-create",
            "case-update",
            "case-close",
            "case-get",
            "case-find",
            "case-changes",
            "comment-add",
            "attachment-add",
            "attachment-get",
            "observables-add",
            "indicators-push",
            "indicators-remove",
            "playbook-run",
            "playbook-status",
            "request",
            "check");

    public ConnectorType {
        defaults = ordered(defaults);
        operations = ordered(operations);
        probes = probes == null ? List.of() : List.copyOf(probes);
        hints = ordered(hints);
        versions = ordered(versions);
        auth = ordered(auth);
        settings = ordered(settings);
    }

    /**
     * @param prefix path before each API path
     * @param auth names of schemes that this version takes, the default first
     * @param credentialStatuses HTTP statuses that mean "these credentials", so that the lane stops and no event is used up;
     *     401 unless given
     */
    public record Version(String prefix, List<String> auth, List<Integer> credentialStatuses) {
        public Version {
            prefix = prefix == null ? "" : prefix;
            auth = auth == null ? List.of() : List.copyOf(auth);
            credentialStatuses = credentialStatuses == null ? List.of(401) : List.copyOf(credentialStatuses);
        }
    }

    /**
     * @param scheme {@code headers} or the name of a signing scheme in Java, such as {@code cortex-advanced-key}
     * @param headers for {@code headers}: name to template, in which {@code {api-key}} stands for the credential of that key
     * @param credentials keys of the credentials that the scheme needs
     * @param login for {@code session}; then {@code headers} may also use {@code {cookie:name}} and {@code {answer:field}}
     */
    public record Scheme(String scheme, Map<String, String> headers, List<String> credentials, Login login) {
        public Scheme {
            headers = ordered(headers);
            credentials = credentials == null ? List.of() : List.copyOf(credentials);
        }
    }

    /**
     * How a session begins. Its cookies go with every request after it.
     *
     * @param before path to GET first, for a cookie that the login needs; or null
     * @param method POST unless given
     * @param path below the connection's prefix
     * @param send {@code form}, or {@code json} as it is unless given
     * @param fields of the body, name to template
     * @param headers of the login itself, name to template
     */
    public record Login(
            String before,
            String method,
            String path,
            String send,
            Map<String, String> fields,
            Map<String, String> headers) {
        public Login {
            method = method == null ? "POST" : method;
            fields = ordered(fields);
            headers = ordered(headers);
        }

        public boolean form() {
            return "form".equals(send);
        }
    }

    /**
     * What of the grid's operations the connector cannot do, or not wholly.
     *
     * @param absent why there is no such operation; null when there is one
     * @param partial what is missing in it; null when nothing is
     */
    public record Operation(String absent, String partial) {}

    /**
     * A guess, tried by a GET without credentials.
     *
     * @param host with {@code {host}} for that of the settings, port included; null for the same one
     * @param path whole, prefix included
     * @param expect regular expression that is found in {@code <status> <Content-Type> <body>} when the guess is right
     * @param says what to tell a person then, with {@code {host}}
     */
    public record Probe(String host, String path, String expect, String says) {}

    /**
     * @param defaultValue null when the setting must be given
     * @param values the allowed ones, empty for any
     */
    public record Option(
            String description, @JsonProperty("default") String defaultValue, List<String> values) {
        public Option {
            values = values == null ? List.of() : List.copyOf(values);
        }
    }

    /** The order of the file is kept: the first version and the first scheme are the defaults. */
    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
