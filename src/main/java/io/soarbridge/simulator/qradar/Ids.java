package io.soarbridge.simulator.qradar;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Identifiers that stay the same from run to run. */
final class Ids {
    private Ids() {}

    static String uuid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
