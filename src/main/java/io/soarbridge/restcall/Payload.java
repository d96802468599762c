package io.soarbridge.restcall;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The function payload, version 2. */
final class Payload {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String HOST = hostName();

    private Payload() {}

    /**
     * @param reason null for success
     * @param content null for none
     */
    static ObjectNode of(String reason, ObjectNode content, Inputs inputs, Duration took, Instant now) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("version", 2.0);
        payload.put("success", reason == null);
        payload.put("reason", reason);
        payload.set("content", content);
        payload.putNull("raw");
        payload.set("inputs", inputs.echo());
        ObjectNode metrics = payload.putObject("metrics");
        metrics.put("version", "1.0");
        metrics.put("package", "soarbridge");
        metrics.put("package_version", version());
        metrics.put("host", HOST);
        metrics.put("execution_time_ms", took.toMillis());
        metrics.put("timestamp", TIME.format(now.atZone(ZoneId.systemDefault())));
        return payload;
    }

    private static String version() {
        String version = Payload.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
