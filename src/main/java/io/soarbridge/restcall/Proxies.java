package io.soarbridge.restcall;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;

/**
 * Which proxy a URL is called through: the one of the environment, as most programs have it, else the one of the settings. Immutable.
 */
final class Proxies {
    private final Map<String, String> environment;
    private final URI http;
    private final URI https;

    /**
     * @param http of the settings, or null
     * @param https of the settings, or null
     */
    Proxies(Map<String, String> environment, URI http, URI https) {
        this.environment = Map.copyOf(environment);
        this.http = http;
        this.https = https;
    }

    /** Null for none. */
    URI of(RequestUrl url) throws CallFailure {
        String any = variable("http_proxy") + variable("https_proxy") + variable("all_proxy");
        if (any.isEmpty()) {
            return url.isTls() ? https : http;
        }
        String named = variable(url.scheme() + "_proxy");
        String proxy = named.isEmpty() ? variable("all_proxy") : named;
        return proxy.isEmpty() || isExempt(url) ? null : uri(proxy);
    }

    private String variable(String name) {
        String lower = environment.getOrDefault(name, "");
        return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
    }

    private boolean isExempt(RequestUrl url) {
        for (String entry : variable("no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            String suffix = entry.startsWith("*.") ? entry.substring(1) : entry;
            boolean matches = entry.equals("*")
                    || url.host().equals(suffix)
                    || (url.host() + ":" + url.effectivePort()).equals(suffix)
                    || (!suffix.isEmpty() && url.host().endsWith(suffix.startsWith(".") ? suffix : "." + suffix));
            if (matches) {
                return true;
            }
        }
        return false;
    }

    private static URI uri(String text) throws CallFailure {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri.getPort() > 0
                        ? uri
                        : new URI("http", uri.getUserInfo(), uri.getHost(), 80, null, null, null);
            }
        } catch (URISyntaxException e) {
            throw CallFailure.forGood(
                    "The environment names a proxy that is no URL such as http://proxy.example:3128.", e);
        }
        throw CallFailure.forGood("The environment names a proxy that is no URL such as http://proxy.example:3128.");
    }
}
