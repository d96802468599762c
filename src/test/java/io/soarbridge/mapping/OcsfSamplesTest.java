package io.soarbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.casefile.Case;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings of real products, kept outside the repository. */
class OcsfSamplesTest {
    private static final Path SAMPLES = Path.of("../shared/data/alerts/ocsf");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            falco.ocsf-2001.json         | ec834826-90c1-458a-8eec-a014e7266754 | case-create | Linux Kernel Module Injection | 3 | 1 | 2023-01-03T15:11:39.558Z | 8
            qradar-siem-offense.ocsf-2001.json | 591                            | case-create | BLEEDING-EDGE DOS             | 0 | 2 | 2023-04-24T14:44:23.218Z | 9
            sechub-guardduty.ocsf-2004.json | arn:aws:guardduty:us-east-2      | case-create | AWS CloudTrail trail          | 2 | 1 | 2023-09-19T15:05:22.487Z | 2
            guardduty_2.ocsf-2004.json   | arn:aws:guardduty:eu-west-3          | case-update | The API DescribeStackEvents   | 2 | 1 | 2023-04-11T13:07:08.211Z | 2
            """)
    void real_findings_become_cases_that_say_something(
            String file,
            String id,
            String operation,
            String title,
            int severity,
            int status,
            String created,
            int observables) {
        Path path = SAMPLES.resolve(file);
        assumeTrue(Files.exists(path), "no samples at " + path);
        JsonNode event = Fixtures.json(path);

        JsonNode identity = Fixtures.MAPPINGS.get("ocsf/event-to-identity").apply(event);
        JsonNode input = Fixtures.json("{\"source\":\"lake\",\"id\":" + identity.get("id") + "}");
        JsonNode json = Fixtures.MAPPINGS.get("ocsf/event-to-case").apply(event, Map.of("input", input));
        Case result = Case.from(json);

        assertThat(Fixtures.problemsOfCase(json)).isEmpty();
        assertThat(identity.get("id").asText()).startsWith(id);
        assertThat(identity.get("operation").asText()).isEqualTo(operation);
        assertThat(identity.get("revision").isNull()).isEqualTo(operation.equals("case-create"));
        assertThat(result.uid()).startsWith("lake:" + id);
        assertThat(result.title()).startsWith(title).doesNotEndWith("\n");
        assertThat(result.description().text()).isNotBlank();
        assertThat(result.severity().id()).isEqualTo(severity);
        assertThat(result.status().id()).isEqualTo(status);
        assertThat(result.createdAt()).hasToString(created);
        assertThat(result.observables()).hasSizeGreaterThanOrEqualTo(observables - 1);
        assertThat(result.raw()).isEqualTo(event);
    }
}
