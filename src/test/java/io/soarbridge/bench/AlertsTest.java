package io.soarbridge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.support.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AlertsTest {
    @Test
    void are_of_the_promised_sizes_and_all_different() throws Exception {
        Alerts alerts = new Alerts("POST / HTTP/1.1\r\n", 1);
        Set<String> ids = new HashSet<>();
        int smallest = Integer.MAX_VALUE;
        int largest = 0;

        for (int i = 0; i < 1000; i++) {
            String body = next(alerts).split("\r\n\r\n", 2)[1];
            JsonNode alert = Json.read(body);
            String id = alert.path("kibana.alert.uuid").asText();
            ids.add(id);
            assertThat(id).endsWith("%012x".formatted(i));
            assertThat(body).doesNotContain("${").doesNotContain("#");
            smallest = Math.min(smallest, body.getBytes(StandardCharsets.UTF_8).length);
            largest = Math.max(largest, body.getBytes(StandardCharsets.UTF_8).length);
        }

        assertThat(ids).hasSize(1000);
        assertThat(smallest).isBetween(680, 760);
        assertThat(largest).isBetween(3900, 4096);
    }

    @Test
    void are_the_same_for_the_same_seed() {
        assertThat(next(new Alerts("", 5))).isEqualTo(next(new Alerts("", 5))).isNotEqualTo(next(new Alerts("", 6)));
    }

    @Test
    void say_their_length() {
        String[] parts = next(new Alerts("POST / HTTP/1.1\r\n", 1)).split("\r\n\r\n", 2);

        assertThat(parts[0]).contains("Content-Length: " + parts[1].getBytes(StandardCharsets.UTF_8).length);
    }

    private static String next(Alerts alerts) {
        ByteBuffer out = ByteBuffer.allocate(Alerts.LONGEST);
        alerts.writeNext(out);
        return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
    }
}
