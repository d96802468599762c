package io.soarbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void measures_by_insertions_deletions_and_changes() {
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
        assertThat(NearestName.distance("same", "same")).isZero();
    }

    @Test
    void offers_only_what_is_close() {
        assertThat(NearestName.of("prot", List.of("host", "port"))).contains("port");
        assertThat(NearestName.of("something-else", List.of("port", "host"))).isEmpty();
        assertThat(NearestName.of("x", List.of())).isEmpty();
    }
}
