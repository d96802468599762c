package io.soarbridge.simulator.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.testkit.WireClient.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplunkFiltersTest {
    private SplunkBed bed;

    @BeforeEach
    void start() {
        bed = SplunkBed.start();
        bed.made("/rest/container", """
                {"name":"Beacon","severity":"high","status":"open","custom_fields":{"ticket":"INC-7","rank":2},
                 "source_data_identifier":"O'Neil \\\\ \\"quoted\\" é","owner_id":3,"start_time":"2026-01-05T10:00:00Z",
                 "artifacts":[{"name":"one","cef":{"sourceAddress":"10.0.4.7","destinationPort":443}}]}""");
        bed.made(
                "/rest/container", "{\"name\":\"beach\",\"severity\":\"low\",\"start_time\":\"2026-01-06T10:00:00Z\"}");
        bed.made(
                "/rest/container", "{\"name\":\"Other\",\"severity\":\"low\",\"start_time\":\"2025-12-06T10:00:00Z\"}");
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            _filter_name                      | "Beacon"                     | 1
            _filter_name                      | 'Beacon'                     | 1
            _filter_name__iexact              | "beacon"                     | 1
            _filter_name__icontains           | "bea"                        | 2
            _filter_name__contains            | "bea"                        | 1
            _filter_name__startswith          | "Bea"                        | 1
            _filter_name__iendswith           | "CON"                        | 1
            _filter_name__regex               | "^[Bb]ea"                    | 2
            _filter_name__iregex              | "^b"                         | 2
            _filter_id                        | 2                            | 1
            _filter_id                        | "2"                          | 1
            _filter_id__in                    | [1, 3]                       | 2
            _filter_id__gt                    | 1                            | 2
            _filter_id__range                 | (1, 2)                       | 2
            _filter_in_case                   | False                        | 3
            _filter_owner                     | 3                            | 1
            _filter_owner__username           | "analyst"                    | 1
            _filter_owner__isnull             | True                         | 2
            _filter_owner_id__in              | [3, None]                    | 3
            _filter_severity                  | "low"                        | 2
            _filter_status                    | "open"                       | 1
            _filter_status                    | 2                            | 1
            _filter_status__in                | ["open", "new"]              | 3
            _filter_start_time__gt            | "2026-01-01T00:00:00Z"       | 2
            _filter_start_time__lte           | "2026-01-05T11:00:00+01:00"  | 2
            _filter_start_time__year          | 2025                         | 1
            _filter_custom_fields__ticket     | "INC-7"                      | 1
            _filter_custom_fields__rank__gte  | 2                            | 1
            _filter_custom_fields__ticket__regex | "^INC"                    | 1
            _exclude_severity                 | "low"                        | 1
            _filter_source_data_identifier    | "O'Neil \\\\ \\"quoted\\" é" | 1
            _filter_source_data_identifier    | "O'Neil \\\\ \\"quoted\\" \\u00e9" | 1
            """)
    void filters_of_containers_find_what_they_say(String name, String value, int count) {
        Answer answer = bed.get("/rest/container", name, value);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("count").asInt()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            _filter_container                 | 1
            _filter_container_id              | 1
            _filter_container__name__icontains | "beac"
            _filter_container__owner__username | "analyst"
            _filter_cef__sourceAddress        | "10.0.4.7"
            _filter_cef__destinationPort      | 443
            _filter_cef__sourceAddress__startswith | '10.'
            _filter_cef__icontains            | '"10.0.4.7"'
            _filter_cef__contains             | "\\"sourceAddress\\": \\"10"
            """)
    void filters_of_artifacts_reach_into_cef_and_containers(String name, String value) {
        Answer answer = bed.get("/rest/artifact", name, value);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("count").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            _filter_name            | Beacon
            _filter_name            | "Beacon
            _filter_in_case         | true
            _filter_in_case__exact  | True
            _filter_id__in          | 1,2
            _filter_id__gt          | "1"
            _filter_id              | "one"
            _filter_start_time__gt  | 2026-01-01T00:00:00Z
            _filter_nothing         | 1
            _filter_name__regex     | "("
            _filter_owner           | "analyst"
            """)
    void what_is_no_python_or_no_column_fails(String name, String value) {
        Answer answer = bed.get("/rest/container", name, value);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("failed").asBoolean()).isTrue();
    }

    @Test
    void a_status_is_filtered_by_name_or_by_id_as_the_switch_says() {
        try (SplunkBed name = SplunkBed.start("status-filter=name");
                SplunkBed id = SplunkBed.start("status-filter=id")) {
            assertThat(name.get("/rest/container", "_filter_status", "1").status())
                    .isEqualTo(400);
            assertThat(id.get("/rest/container", "_filter_status", "\"open\"").status())
                    .isEqualTo(400);
            assertThat(id.get("/rest/container", "_filter_status", "1").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void pages_count_from_0_and_end_with_a_text() {
        Answer first = bed.get("/rest/container", "page_size", "2", "page", "0", "sort", "id", "order", "desc");
        Answer last = bed.get("/rest/container", "page_size", "2", "page", "1", "sort", "id", "order", "desc");
        Answer past = bed.get("/rest/container", "page_size", "2", "page", "2");
        JsonNode empty = bed.get("/rest/container", "_filter_id", "99").json();

        assertThat(first.json().path("num_pages").asInt()).isEqualTo(2);
        assertThat(first.json().at("/data/0/id").asInt()).isEqualTo(3);
        assertThat(last.json().path("data")).hasSize(1);
        assertThat(past.json().path("failed").asBoolean()).isTrue();
        assertThat(past.json().path("message").asText()).contains("That page contains no results");
        assertThat(empty.toString()).isEqualTo("{\"count\":0,\"num_pages\":0,\"data\":[]}");
    }

    @Test
    void ten_rows_come_unless_asked_and_all_with_0() {
        for (int i = 0; i < 9; i++) {
            bed.container("more " + i);
        }

        assertThat(bed.get("/rest/container").json().path("data")).hasSize(10);
        assertThat(bed.get("/rest/container", "page_size", "0").json().path("data"))
                .hasSize(12);
        assertThat(bed.get("/rest/container", "page_size", "500").json().path("data"))
                .hasSize(12);
    }

    @Test
    void a_limit_of_rows_holds_for_all_too() {
        try (SplunkBed small = SplunkBed.start("max-page-size=2", "page-past-end-status=404")) {
            List.of("a", "b", "c").forEach(small::container);

            assertThat(small.get("/rest/container", "page_size", "0").json().path("data"))
                    .hasSize(2);
            assertThat(small.get("/rest/container", "page", "9").status()).isEqualTo(404);
        }
    }

    @Test
    void lists_sort_by_columns_and_custom_fields() {
        JsonNode named =
                bed.get("/rest/container", "sort", "name", "order", "asc").json();
        JsonNode ranked =
                bed.get("/rest/container", "sort", "custom_fields.rank").json();

        assertThat(named.at("/data/0/name").asText()).isEqualTo("Beacon");
        assertThat(ranked.at("/data/0/id").asInt()).isEqualTo(1);
        assertThat(bed.get("/rest/container", "sort", "nothing").status()).isEqualTo(400);
    }

    @Test
    void pretty_adds_companions_bare_or_with_a_value() {
        JsonNode bare = bed.get("/rest/artifact", "pretty").json().at("/data/0");
        JsonNode valued = bed.get("/rest/container/1", "pretty", "true").json();

        assertThat(bare.path("_pretty_container").asText()).isEqualTo("Beacon");
        assertThat(valued.path("_pretty_owner").asText()).isEqualTo("analyst");
        assertThat(valued.path("_pretty_create_time").asText()).endsWith("ago");
    }

    @Test
    void a_search_counts_pages_from_1_and_needs_words() {
        assertThat(bed.get("/rest/search").status()).isEqualTo(400);
        assertThat(bed.get("/rest/search", "query", "beacon", "categories", "container")
                        .json()
                        .path("results"))
                .hasSize(1);
        assertThat(bed.get("/rest/search", "query", "beacon", "page", "0")
                        .json()
                        .path("results"))
                .isEmpty();
    }

    @Test
    void the_audit_is_a_bare_array_or_csv() {
        assertThat(bed.get("/rest/audit").json().isArray()).isTrue();
        assertThat(bed.get("/rest/audit", "format", "csv").header("content-type"))
                .isEqualTo("application/csv");
    }
}
