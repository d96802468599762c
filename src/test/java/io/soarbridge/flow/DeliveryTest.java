package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.testkit.Bed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    @TempDir
    Path folder;

    @Test
    void an_alert_becomes_one_incident() {
        try (Bed bed = Bed.started(folder)) {
            String id = bed.accepted("elastic", Bed.alert("a-1", "Beacon from ws-17"));

            bed.awaitDelivered(1);

            JsonNode incident = bed.simulator().incidents().get(0);
            assertThat(bed.simulator().incidents()).hasSize(1);
            assertThat(incident.path("name").asText()).isEqualTo("Beacon from ws-17");
            assertThat(incident.path("severity").asDouble()).isEqualTo(3);
            assertThat(bed.keys()).containsExactly("elastic:a-1");
            DeliveryRow row = bed.store().ofEvent(Long.parseLong(id)).get(0);
            assertThat(row.remoteId()).isEqualTo(incident.path("id").asText());
        }
    }
}
