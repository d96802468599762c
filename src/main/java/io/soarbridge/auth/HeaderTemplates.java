package io.soarbridge.auth;

import io.soarbridge.config.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/** Authentication by fixed headers, such as {@code Authorization: {api-key}}, with credentials filled in per request. */
final class HeaderTemplates implements Signer {
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

    private String fill(String template) {
        String value = template;
        for (Map.Entry<String, Secret> credential : credentials.entrySet()) {
            String mark = "{" + credential.getKey() + "}";
            if (value.contains(mark)) {
                value = value.replace(mark, credential.getValue().reveal());
            }
        }
        return value;
    }
}
