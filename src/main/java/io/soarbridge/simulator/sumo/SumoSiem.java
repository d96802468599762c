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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cloud SIEM without a network. One lock guards all of its state. */
final class SumoSiem implements SimulatedSystem {
    private static final Set<Integer> GATEWAY = Set.of(301, 401, 403, 413, 415, 429, 502, 503, 504);

    private final String version;
    private final Switches set;
    private final SiemStore store;
    private final SiemInsights insights;
    private final SiemIntel intel;
    private final SiemApi api;

    SumoSiem(String version, Switches set, SimulatorClock clock) {
        this.version = version;
        this.set = set;
        this.store = new SiemStore(clock, set.number("insights"), set.on("insights-at-once"));
        this.insights = new SiemInsights(store, set);
        this.intel = new SiemIntel(store, set);
        this.api = new SiemApi(set, clock);
        insights.register(api.routes);
        new SiemChanges(store, set).register(api.routes);
        intel.register(api.routes);
        new SiemVocabulary(set.number("max-limit")).register(api.routes);
    }

    @Override
    public synchronized Reply answer(Call call) {
        return api.answer(call);
    }

    @Override
    public Reply failure(Fault.Kind kind, int status) {
        return switch (kind) {
            case UNAUTHORIZED -> api.gateway(401, "Unauthorized");
            case CONFLICT -> SiemReplies.error(409, "simulated fault");
            case TOO_LARGE -> api.gateway(413, "simulated fault");
            case HTML -> Reply.html(200, SumoPlatform.PAGE);
            default ->
                GATEWAY.contains(status)
                        ? api.gateway(status, "simulated fault")
                        : SiemReplies.error(status, "simulated fault");
        };
    }

    @Override
    public Reply crowded(int atOnce) {
        return SumoPlatform.isCrowded(atOnce, set.number("concurrent-limit"))
                ? api.gateway(429, "The limit of concurrent requests was exceeded.")
                : null;
    }

    @Override
    public Map<String, String> credentials() {
        return version.equals(SumoSiemKind.CURRENT)
                ? Map.of("version", version, "access-id", set.text("access-id"), "access-key", set.text("access-key"))
                : Map.of("version", version, "auth", "api-key", "api-key", set.text("api-key"));
    }

    /** Insights that clients made of signals; those of the start are the engine's. */
    @Override
    public synchronized List<RunningSimulator.Created> created() {
        return store.insights.values().stream()
                .filter(one -> one.path("source").asText().equals("USER"))
                .map(one -> new RunningSimulator.Created(
                        one.path("readableId").asText(),
                        Instant.parse(one.path("created").asText() + "Z")))
                .toList();
    }

    @Override
    public synchronized JsonNode state() {
        ObjectNode state = Json.mapper().createObjectNode();
        fill(state.putArray("insights"), store.insights.values());
        fill(state.putArray("signals"), store.signals.values());
        fill(state.putArray("entities"), store.entities.values());
        ArrayNode comments = state.putArray("comments");
        store.comments.values().forEach(all -> fill(comments, all));
        fill(state.putArray("relatedIncidents"), store.relatedIncidents);
        fill(state.putArray("enrichments"), store.enrichments);
        state.set("indicators", intel.allIndicators());
        state.set("matchListItems", intel.allItems());
        return state.deepCopy();
    }

    private static void fill(ArrayNode array, Collection<ObjectNode> rows) {
        rows.forEach(array::add);
    }

    @Override
    public synchronized void reset() {
        store.clear();
        insights.clear();
        intel.clear();
        api.clear();
    }
}
