package io.soarbridge.config;

import java.util.List;
import java.util.Map;

/**
 * What a connector declares of itself in {@code routes/connectors/<type>.yaml}: versions, authentication schemes and settings of
 * its own. The operations it offers are its Kamelets, {@code routes/kamelets/<type>-<operation>-action.kamelet.yaml}.
 */
public record ConnectorType(
        String type,
        String title,
        String description,
        Map<String, Version> versions,
        Map<String, Scheme> auth,
        Map<String, Option> settings) {

    /**
     * @param prefix path before each API path
     * @param auth names of schemes that this version takes, the default first
     * @param credentialStatuses HTTP statuses that mean "these credentials", so that the lane stops and no event is used up
     */
    public record Version(String prefix, List<String> auth, List<Integer> credentialStatuses) {}

    /**
     * @param scheme {@code headers} or the name of a signing scheme in Java, such as {@code cortex-advanced-key}
     * @param headers for {@code headers}: name to template, in which {@code {api-key}} stands for the credential of that key
     * @param credentials keys of the credentials that the scheme needs
     */
    public record Scheme(String scheme, Map<String, String> headers, List<String> credentials) {}

    /**
     * @param defaultValue null when the setting must be given
     * @param values the allowed ones, empty for any
     */
    public record Option(String description, String defaultValue, List<String> values) {}
}
