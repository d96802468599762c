package io.soarbridge.simulator.xsoar;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.testkit.Mutations;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class QueryFuzzTest {
    @Property
    void a_query_is_read_or_refused(@ForAll("queries") String query) {
        try {
            assertThat(XsoarQueryParser.parse(query, Instant.EPOCH)).isNotNull();
        } catch (XsoarFailure e) {
            assertThat(e).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> queries() {
        return Mutations.text(
                "dbotMirrorId:\"elastic:a-1\" and -status:closed",
                "(name:x* or not severity:>=3) and created:[2026-01-01T00:00:00Z TO now]",
                "created:>=\"3 days ago\" || field:(a or b)");
    }
}
