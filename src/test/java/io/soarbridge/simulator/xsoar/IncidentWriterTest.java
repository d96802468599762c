package io.soarbridge.simulator.xsoar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentWriterTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writes_what_the_tree_holds_in_the_same_order(boolean version8) throws JsonProcessingException {
        IncidentShape shape = new IncidentShape(version8, true);
        ObjectNode own = shape.written(Json.read("""
                        {"name":"é \\"quoted\\"","type":"T","severity":2.50,"labels":[{"type":"a","value":null}],
                         "closeReason":"Other","CustomFields":{"x":[1,{"y":null}],"detectionsla":{"sla":5}}}"""));

        ObjectNode written = (ObjectNode) Json.read(shape.fullBytes(own));

        assertThat(written).isEqualTo(Json.read(Json.bytes(shape.full(own))));
        assertThat(names(written)).isEqualTo(names(shape.full(own)));
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
