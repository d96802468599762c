package io.soarbridge.connection;

import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.config.ConnectorType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Looks where else a system's API may be, when it is not where the settings say. Asks without credentials, so nobody gets them. */
public final class Probes {
    private static final int ENOUGH = 64 * 1024;
    private static final int START = 2_000;

    private Probes() {}

    /** What the first of the connector's guesses that proves right says; empty when none does. */
    public static Optional<String> run(Connection connection) {
        ConnectionSettings settings = connection.settings();
        List<ConnectorType.Probe> probes = settings.type().probes();
        if (probes.isEmpty()) {
            return Optional.empty();
        }
        try (CloseableHttpClient client = HttpClients.of(settings, Map::of)) {
            return probes.stream()
                    .filter(probe -> answers(client, settings, probe))
                    .map(probe -> probe.says().replace("{host}", settings.url().getHost()))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean answers(CloseableHttpClient client, ConnectionSettings settings, ConnectorType.Probe probe) {
        URI url = settings.url();
        String host = probe.host() == null ? url.getAuthority() : probe.host().replace("{host}", url.getAuthority());
        if (probe.host() != null && host.equals(url.getAuthority())) {
            return false;
        }
        try {
            HttpGet get = new HttpGet(URI.create(url.getScheme() + "://" + host + probe.path()));
            String seen = client.execute(get, Probes::seen);
            return Pattern.compile(probe.expect()).matcher(seen).find();
        } catch (IOException | IllegalArgumentException e) {
            return false; // nothing there: the next guess
        }
    }

    private static String seen(ClassicHttpResponse response) throws IOException {
        Header type = response.getFirstHeader("Content-Type");
        byte[] body =
                response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity(), ENOUGH);
        String text = new String(body, StandardCharsets.UTF_8);
        return response.getCode() + " " + (type == null ? "" : type.getValue()) + " "
                + text.substring(0, Math.min(START, text.length()));
    }
}
