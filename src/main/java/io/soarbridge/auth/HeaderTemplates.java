package io.soarbridge.auth;

import io.soarbridge.config.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Authentication by fixed headers, such as {@code Authorization: {api-key}}, with credentials filled in per request. */
final class HeaderTemplates implements Signer {
    private static final Pattern MARK = Pattern.compile("\\{([^{}]+)}");

    private final Map<String, String> templates;
    private final Map<String, Secret> credentials;

    HeaderTemplates(Map<String, String> templates, Map<String, Secret> credentials) {
        this.templates = Map.copyOf(templates);
        this.credentials = Map.copyOf(credentials);
    }

    @Override
    public Map<String, String> sign() {
        Map<String, String> headers = new LinkedHashMap<>();
        templates.forEach((name, template) -> headers.put(name, fill(template)));
        return headers;
    }

    /** In one pass, as a credential may itself hold braces. */
    private String fill(String template) {
        return MARK.matcher(template).replaceAll(mark -> Matcher.quoteReplacement(value(mark.group(1), mark.group())));
    }

    private String value(String key, String mark) {
        Secret credential = credentials.get(key);
        return credential == null ? mark : credential.reveal();
    }
}
