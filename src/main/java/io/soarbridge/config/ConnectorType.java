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
 * @param hints what a person should look at when a call fails, by error code such as {@code rest/wrong-url}
 */
public record ConnectorType(
        String type,
        String title,
        String description,
        Map<String, Version> versions,
        Map<String, Scheme> auth,
        Map<String, Option> settings,
        Map<String, String> hints) {

    public ConnectorType {
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
     */
    public record Scheme(String scheme, Map<String, String> headers, List<String> credentials) {
        public Scheme {
            headers = ordered(headers);
            credentials = credentials == null ? List.of() : List.copyOf(credentials);
        }
    }

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
