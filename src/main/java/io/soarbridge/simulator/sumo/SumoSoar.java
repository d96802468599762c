package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatedSystem;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cloud SOAR without a network. One lock guards all of its state. */
final class SumoSoar implements SimulatedSystem {
    /** What the gateway answers before the application sees it. */
    private static final Set<Integer> GATEWAY = Set.of(301, 401, 403, 413, 415, 429, 502, 503, 504);

    private final String version;
    private final Switches set;
    private final SoarStore store;
    private final SoarNotes notes;
    private final SoarAttachments attachments;
    private final SoarEntities entities;
    private final SoarTriage triage;
    private final SoarMetadata metadata;
    private final SoarApi api;

    SumoSoar(String version, Switches set, SimulatorClock clock) {
        this.version = version;
        this.set = set;
        this.store = new SoarStore(set, clock);
        this.notes = new SoarNotes(store);
        this.attachments = new SoarAttachments(store);
        this.entities = new SoarEntities(store);
        this.triage = new SoarTriage(store, attachments);
        this.metadata = new SoarMetadata(store, set);
        this.api = new SoarApi(version, set, store.errors, clock);
        new SoarIncidents(store, set).register(api.published, api.guessed, api.legacy);
        notes.register(api.published, api.guessed);
        attachments.register(api.published, api.guessed);
        entities.register(api.published, api.guessed);
        triage.register(api.guessed);
        metadata.register(api.published, api.guessed, api.legacy);
    }

    @Override
    public synchronized Reply answer(Call call) {
        return api.answer(call);
    }

    @Override
    public Reply failure(Fault.Kind kind, int status) {
        return switch (kind) {
            case UNAUTHORIZED -> SumoPlatform.unauthorized();
            case CONFLICT -> store.errors.reply(409, "simulated fault");
            case TOO_LARGE -> SumoPlatform.error(413, "simulated fault");
            case HTML -> Reply.html(200, SumoPlatform.PAGE);
            default ->
                GATEWAY.contains(status)
                        ? SumoPlatform.error(status, "simulated fault")
                        : store.errors.reply(status, "simulated fault");
        };
    }

    @Override
    public Reply crowded(int atOnce) {
        return SumoPlatform.isCrowded(atOnce, set.number("concurrent-limit"))
                ? SumoPlatform.error(429, "The limit of concurrent requests was exceeded.")
                : null;
    }

    @Override
    public Map<String, String> credentials() {
        return version.equals(SumoSoarKind.CURRENT)
                ? Map.of("version", version, "access-id", set.text("access-id"), "access-key", set.text("access-key"))
                : Map.of(
                        "version",
                        version,
                        "auth",
                        "jwt",
                        "token",
                        set.words("token").get(0));
    }

    @Override
    public synchronized List<RunningSimulator.Created> created() {
        String field = set.text("key-field");
        return store.all().stream()
                .map(one -> new RunningSimulator.Created(
                        one.value(field, store.dates).asText(), one.created()))
                .toList();
    }

    @Override
    public synchronized JsonNode state() {
        ObjectNode state = Json.mapper().createObjectNode();
        Collection<SoarIncident> all = store.all();
        ArrayNode incidents = state.putArray("incidents");
        all.forEach(one -> incidents.add(one.wrapped(store.dates)));
        ArrayNode allNotes = state.putArray("notes");
        all.forEach(one -> one.notes.forEach(allNotes::add));
        ArrayNode files = state.putArray("attachments");
        all.forEach(one -> one.attachments.forEach(file -> files.add(file.row())));
        ArrayNode alerts = state.putArray("externalAlerts");
        all.forEach(one -> one.alerts.forEach(alerts::add));
        state.set("entities", entities.all());
        state.set("triage", triage.all());
        state.set("playbooks", metadata.playbooks());
        return state.deepCopy();
    }

    @Override
    public synchronized void reset() {
        store.clear();
        notes.clear();
        attachments.clear();
        entities.clear();
        triage.clear();
        metadata.clear();
        api.clear();
    }
}
