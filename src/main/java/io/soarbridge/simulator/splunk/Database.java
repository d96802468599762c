package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.Switches;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** All that is stored, the switches, the time, and who is asking. Not thread-safe: the simulator's lock guards it. */
final class Database {
    private final Switches switches;
    private final SimulatorClock clock;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Set<String> labels = new TreeSet<>();
    private Instant lastTime = Instant.EPOCH;
    private long actor;

    Database(Switches switches, SimulatorClock clock) {
        this.switches = switches;
        this.clock = clock;
        clear();
    }

    void clear() {
        tables.clear();
        Schemas.all().forEach((name, columns) -> tables.put(name, new Table(name, columns)));
        labels.clear();
        labels.addAll(switches.words("labels"));
        Seeds.plant(this);
    }

    Switches switches() {
        return switches;
    }

    Table table(String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    Map<String, Table> tables() {
        return tables;
    }

    Set<String> labels() {
        return labels;
    }

    /** Never twice the same, as rows written one after the other have different times. */
    String now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        lastTime = now.isAfter(lastTime) ? now : lastTime.plus(1, ChronoUnit.MICROS);
        return Times.text(lastTime);
    }

    Instant instant() {
        return clock.instant();
    }

    /** The user of the request being answered. */
    long actor() {
        return actor;
    }

    void actor(long user) {
        actor = user;
    }

    ObjectNode container(long id) {
        ObjectNode container = table("container").get(id);
        if (container == null) {
            throw SplunkFailure.notFound("Container");
        }
        return container;
    }
}
