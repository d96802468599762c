package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender that posts the canonical case itself, and gets it wrong. */
final class CaseRefusedTest {
    @TempDir
    private Path folder;

    @Test
    void a_case_with_a_field_that_no_case_has_is_a_dead_letter_that_names_it() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .source("cases", "case")
                .start()) {
            String wrong = bed.accepted(
                    "cases",
                    "{\"uid\":\"c-1\",\"title\":\"Opened\",\"createdAt\":\"2026-03-01T10:00:00Z\",\"severty\":{\"id\":4}}");

            DeliveryRow row = bed.awaitState(wrong, State.DEAD);

            assertThat(row.code()).isEqualTo("casefile/invalid-case");
            assertThat(row.reason()).contains("unknown field \"severty\"");
            assertThat(row.attempts()).isLessThan(2);
            assertThat(bed.requests("POST", "/incident")).isEmpty();

            String right = bed.accepted(
                    "cases",
                    "{\"uid\":\"c-2\",\"title\":\"Opened\",\"createdAt\":\"2026-03-01T10:00:00Z\",\"severity\":{\"id\":4}}");
            bed.awaitState(right, State.DELIVERED);
        }
    }
}
