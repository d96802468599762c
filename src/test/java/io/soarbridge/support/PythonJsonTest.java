package io.soarbridge.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations are what Python 3.11's json.dumps writes. */
final class PythonJsonTest {
    @Test
    void writes_a_blank_after_comma_and_colon_as_python_does() throws Exception {
        JsonNode node = Json.read("{\"b\":1,\"a\":[true,null,{\"x\":\"y\"}],\"e\":{},\"f\":[]}");

        assertThat(PythonJson.spaced(node))
                .isEqualTo("{\"b\": 1, \"a\": [true, null, {\"x\": \"y\"}], \"e\": {}, \"f\": []}");
        assertThat(PythonJson.compact(node)).isEqualTo("{\"b\":1,\"a\":[true,null,{\"x\":\"y\"}],\"e\":{},\"f\":[]}");
    }

    @Test
    void escapes_all_but_printable_ascii_in_lower_case_hex() throws Exception {
        JsonNode node = Json.read("\"\\u00e9\\ud83d\\ude00\\u007f\\\"\\\\\\n\\r\\t\\b\\f\\u0000/\"");

        assertThat(PythonJson.compact(node))
                .isEqualTo("\"\\u00e9\\ud83d\\ude00\\u007f\\\"\\\\\\n\\r\\t\\b\\f\\u0000/\"");
    }

    @Test
    void sorts_keys_by_code_point_in_inner_objects_too() throws Exception {
        JsonNode node = Json.read(
                "{\"\\ufb00\":1,\"\\ud83d\\ude00\":2,\"b\":{\"z\":1,\"a\":[{\"y\":1,\"x\":2}]},\"a\":3,\"\":4,\"B\":5}");

        assertThat(PythonJson.compactSorted(node))
                .isEqualTo(
                        "{\"\":4,\"B\":5,\"a\":3,\"b\":{\"a\":[{\"x\":2,\"y\":1}],\"z\":1},\"\\ufb00\":1,\"\\ud83d\\ude00\":2}");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "1e5, 100000.0",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1E-7, 1e-07",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "123456789.125, 123456789.125",
        "-1.5e-10, -1.5e-10",
        "2.50, 2.5",
        "0.1, 0.1",
        "0e9, 0.0",
        "1e22, 1e+22",
        "1e23, 1e+23",
        "12345678901234568e0, 1.2345678901234568e+16",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "5e-324, 5e-324",
        "2.2250738585072014e-308, 2.2250738585072014e-308"
    })
    void writes_a_float_as_its_shortest_digits(String json, String python) throws Exception {
        assertThat(PythonJson.compact(Json.read(json))).isEqualTo(python);
    }

    @Test
    void keeps_digits_that_no_double_can_hold() throws Exception {
        assertThat(PythonJson.compact(Json.read("[12345678901234567.5,1E+400,123456789012345678901234567890]")))
                .isEqualTo("[12345678901234567.5,1E+400,123456789012345678901234567890]");
    }

    @Test
    void writes_doubles_of_our_own_making() {
        assertThat(PythonJson.compact(DoubleNode.valueOf(2.0e-3))).isEqualTo("0.002");
        assertThat(PythonJson.compact(DoubleNode.valueOf(Double.NaN))).isEqualTo("NaN");
        assertThat(PythonJson.compact(DoubleNode.valueOf(Double.NEGATIVE_INFINITY)))
                .isEqualTo("-Infinity");
    }

    @Property
    void a_number_that_is_written_is_read_as_the_same(@ForAll double number) throws Exception {
        assertThat(Json.read(PythonJson.compact(DoubleNode.valueOf(number))).doubleValue())
                .isEqualTo(number + 0.0);
    }

    @Property
    void a_text_that_is_written_is_ascii_and_read_as_the_same(@ForAll String text) throws Exception {
        String written = PythonJson.spaced(Json.mapper().valueToTree(text));

        assertThat(written).matches("[ -~]*");
        assertThat(Json.read(written).textValue()).isEqualTo(text);
    }
}
