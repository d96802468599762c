package io.soarbridge.simulator.qradar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Queries in the wire form of IBM's integration library and of an XSOAR integration. */
class QradarQueriesTest {
    private static final String PAGED = "/incidents/query_paged";

    @Test
    void a_partial_row_has_twelve_fields_and_a_normal_one_all() {
        try (QradarLab lab = new QradarLab()) {
            lab.made();

            assertThat(query(lab, "", "{}").at("/data/0")).hasSize(12);
            assertThat(query(lab, "?return_level=normal", "{}").at("/data/0").has("properties"))
                    .isTrue();
            assertThat(lab.send("POST", "/incidents/query?return_level=full", "{'filters':[]}")
                            .json())
                    .hasSize(1);
        }
    }

    @Test
    void pages_have_a_hundred_rows_at_most_and_say_how_many_there_are() {
        try (QradarLab lab = new QradarLab()) {
            for (int i = 0; i < 105; i++) {
                lab.made();
            }
            JsonNode first =
                    query(lab, "", "{'start':0,'length':2000,'sorts':[{'field_name':'create_date','type':'asc'}]}");
            JsonNode second = query(lab, "", "{'start':100,'length':100}");

            assertThat(first.path("data")).hasSize(100);
            assertThat(first.path("recordsTotal").asInt()).isEqualTo(105);
            assertThat(second.path("data")).hasSize(5);
        }
    }

    @Test
    void conditions_are_all_needed_within_a_filter_and_any_of_several_filters_is_enough() {
        try (QradarLab lab = new QradarLab()) {
            make(lab, "one", "k1", 4);
            make(lab, "two", "k2", 6);
            make(lab, "three", "k3", 6);

            assertThat(found(
                            lab,
                            filter(condition("severity_code", "in", "[6]"), condition("name", "contains", "'TW'"))))
                    .isEqualTo(1);
            assertThat(found(
                            lab,
                            filter(condition("name", "equals", "'one'")) + ","
                                    + filter(condition("properties.soarbridge_key", "equals", "'k3'"))))
                    .isEqualTo(2);
            assertThat(found(
                            lab,
                            filter(condition("create_date", "gte", "0"), condition("plan_status", "equals", "'A'"))))
                    .isEqualTo(3);
            assertThat(found(lab, filter(condition("inc_last_modified_date", "gte", "99999999999999"))))
                    .isZero();
            assertThat(found(lab, filter("{'field_name':'resolution_id','method':'not_has_a_value'}")))
                    .isEqualTo(3);
        }
    }

    @Test
    void what_cannot_be_queried_is_a_400() {
        try (QradarLab lab = new QradarLab("last-modified-queryable=off", "custom-fields-queryable=off")) {
            for (String field : new String[] {"inc_last_modified_date", "properties.soarbridge_key", "nothing"}) {
                lab.made();
                assertThat(lab.send("POST", PAGED, "{'filters':[" + filter(condition(field, "equals", "1")) + "]}")
                                .status())
                        .as(field)
                        .isEqualTo(400);
            }
            assertThat(lab.send(
                                    "POST",
                                    PAGED,
                                    "{'filters':[" + filter(condition("name", "does_not_have_a_value", "1")) + "]}")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void another_organization_has_other_numbers() {
        try (QradarLab lab = new QradarLab("value-ids=shifted")) {
            assertThat(lab.get("/types/incident/fields/severity_code")
                            .at("/values/0/value")
                            .asInt())
                    .isEqualTo(50);
            assertThat(lab.send("POST", "/incidents", "{'name':'x','discovered_date':0,'severity_code':4}")
                            .status())
                    .isEqualTo(400);
            assertThat(lab.send(
                                    "POST",
                                    "/incidents?handle_format=names",
                                    "{'name':'x','discovered_date':0,'severity_code':{'name':'Low'}}")
                            .json()
                            .path("severity_code")
                            .asText())
                    .isEqualTo("Low");
        }
    }

    @Test
    void words_are_searched_for_in_all_organizations() {
        try (QradarLab lab = new QradarLab()) {
            make(lab, "needle", "k1", 4);

            JsonNode answer = lab.client
                    .post("/rest/search_ex", "{\"query\":\"needle\",\"types\":[\"incident\"]}")
                    .json();

            assertThat(answer.path("results")).hasSize(1);
        }
    }

    private static void make(QradarLab lab, String name, String key, int severity) {
        lab.send(
                "POST",
                "/incidents",
                "{'name':'%s','discovered_date':0,'severity_code':%d,'properties':{'soarbridge_key':'%s'}}"
                        .formatted(name, severity, key));
    }

    private static JsonNode query(QradarLab lab, String parameters, String body) {
        return lab.send("POST", PAGED + parameters, body).json();
    }

    private static int found(QradarLab lab, String filters) {
        return query(lab, "", "{'filters':[" + filters + "]}")
                .path("recordsFiltered")
                .asInt();
    }

    private static String filter(String... conditions) {
        return "{'conditions':[" + String.join(",", conditions) + "]}";
    }

    private static String condition(String field, String method, String value) {
        return "{'field_name':'%s','method':'%s','value':%s}".formatted(field, method, value);
    }
}
