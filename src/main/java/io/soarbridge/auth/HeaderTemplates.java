package io.soarbridge.auth;

import io.soarbridge.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Authentication by fixed headers, such as {@code Authorization: {api-key}}, with credentials filled in per request.
 * {@code {basic:user:password}} stands for the Base64 of both with a colon between (RFC 7617); either name may be empty.
 */
public final class HeaderTemplates implements Signer {
    /** What stands for a value: a name in braces. */
    public static final Pattern MARK = Pattern.compile("\\{([^{}]+)}");

    private static final String BASIC = "basic:";

    private final Map<String, String> templates;
    private final Map<String, Secret> credentials;

    HeaderTemplates(Map<String, String> templates, Map<String, Secret> credentials) {
        this.templates = Map.copyOf(templates);
        this.credentials = Map.copyOf(credentials);
    }

    @Override
    public Map<String, String> sign() {
        Map<String, String> headers = new LinkedHashMap<>();
        templates.forEach((name, template) -> headers.put(name, fill(template, this::value)));
        return headers;
    }

    /** The last word of each header too: systems repeat {@code Basic …} without its first word. */
    @Override
    public Collection<String> secrets() {
        List<String> secrets = new ArrayList<>();
        for (String header : sign().values()) {
            secrets.add(header);
            secrets.add(header.substring(header.lastIndexOf(' ') + 1));
        }
        return secrets;
    }

    private String value(String name) {
        Secret credential = credentials.get(name);
        return credential == null ? null : credential.reveal();
    }

    /**
     * In one pass, as a credential may itself hold braces.
     *
     * @param values of names, null for an unknown one, which then stays as it is
     */
    public static String fill(String template, Function<String, String> values) {
        return MARK.matcher(template).replaceAll(mark -> {
            String name = mark.group(1);
            String value = name.startsWith(BASIC) ? basic(name.substring(BASIC.length()), values) : values.apply(name);
            return Matcher.quoteReplacement(value == null ? mark.group() : value);
        });
    }

    private static String basic(String names, Function<String, String> values) {
        int colon = names.indexOf(':');
        String pair = part(names.substring(0, colon), values) + ":" + part(names.substring(colon + 1), values);
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String name, Function<String, String> values) {
        return name.isEmpty() ? "" : values.apply(name);
    }
}
