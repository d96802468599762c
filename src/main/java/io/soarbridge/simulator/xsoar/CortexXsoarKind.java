package io.soarbridge.simulator.xsoar;

import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorKind;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Sink;
import io.soarbridge.simulator.Switch;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.BridgeException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The Cortex XSOAR simulator for the command line and the demo: its switches set the options of {@link CortexXsoarOptions}. */
public final class CortexXsoarKind implements SimulatorKind {
    private static final List<Switch> OPTIONS = List.of(
            new Switch("api-key", "simulator-key", "Key that clients must bring."),
            new Switch("api-key-id", "1", "Id of that key."),
            new Switch("auth", "all", "Ways to sign in: all, standard or advanced on version 8, key or session on 6."),
            new Switch("user", "admin", "User of a session, version 6."),
            new Switch("password", "simulator-password", "Password of that user."),
            new Switch(
                    "drop-rule", "", "Regular expression; drops incidents whose name matches, as a pre-process rule."),
            new Switch("refuse-rule", "", "Regular expression; refuses incidents whose name matches, for good."),
            new Switch("clock-skew", "PT5M", "How far the time of an advanced key may be off."),
            new Switch("clock-offset", "PT0S", "How wrong the simulator's own clock is."),
            new Switch("nonce-memory", "on", "Whether a nonce works once only."),
            new Switch("strict-nonce", "on", "Whether a nonce must have 64 letters and digits."),
            new Switch("all-prefixes", "on", "Version 6: whether the prefixes of version 8 work too."),
            new Switch("conflict-status", "400", "Status of a version conflict: 400, 409, 412 or 500."),
            new Switch("created-version", "1", "Version of a new incident, 0 or 1."),
            new Switch(
                    "server-writes-after-create",
                    "0",
                    "How often the server writes to an incident right after its create."),
            new Switch("search-lag", "PT0S", "How long a write takes to become searchable."),
            new Switch("default-search-size", "25", "Rows of a search without size."),
            new Switch("mirror-id-settable", "on", "Whether a client can set dbotMirrorId."),
            new Switch("mirror-id-indexed", "on", "Whether dbotMirrorId can be searched for."),
            new Switch("require-investigation", "on", "Whether entries and playbooks need an investigation."),
            new Switch("update-closes", "on", "Whether an update with status 2 closes."),
            new Switch("batch-delete-needs-query", "on", "Whether indicators/batchDelete fails without a filter."),
            new Switch("exclusion-list", "", "Indicator values that are not made, with commas between."));
    private static final List<Switch> SWITCHES =
            Stream.concat(OPTIONS.stream(), XsoarQuirks.SWITCHES.stream()).toList();

    @Override
    public String type() {
        return "cortex-xsoar";
    }

    @Override
    public List<String> versions() {
        return List.of("8", "6");
    }

    @Override
    public List<Switch> switches() {
        return SWITCHES;
    }

    /** @throws BridgeException {@code simulator/bad-switch}, {@code simulator/start-failed} */
    @Override
    public RunningSimulator start(SimulatorPlan plan) {
        Switches set = Switches.of(type(), SWITCHES, plan.switches());
        CortexXsoarOptions options =
                "6".equals(plan.version()) ? CortexXsoarOptions.version6() : CortexXsoarOptions.version8();
        options = options.host(plan.host())
                .port(plan.port())
                .adminPort(plan.adminPort())
                .tls(plan.tls())
                .apiKey(set.text("api-key"))
                .apiKeyId(set.text("api-key-id"))
                .user(set.text("user"))
                .password(set.text("password"))
                .dropRule(set.pattern("drop-rule").orElse(null))
                .refuseRule(set.pattern("refuse-rule").orElse(null))
                .clockSkew(set.duration("clock-skew"))
                .clockOffset(set.duration("clock-offset"))
                .nonceMemory(set.on("nonce-memory"))
                .strictNonce(set.on("strict-nonce"));
        String auth = set.choice("auth", "all", "standard", "advanced", "key", "session");
        if (!auth.equals("all")) {
            options = options.auth(CortexXsoarOptions.Auth.valueOf(auth.toUpperCase(Locale.ROOT)));
        }
        for (Switch one : XsoarQuirks.SWITCHES) {
            options = options.set(one.name(), set.text(one.name()));
        }
        return CortexXsoarSimulator.start(uncertain(options, set), InstantSource.system())
                .running();
    }

    private static CortexXsoarOptions uncertain(CortexXsoarOptions options, Switches set) {
        return options.allPrefixes(set.on("all-prefixes"))
                .conflictStatus(set.number("conflict-status"))
                .createdVersion(set.number("created-version"))
                .serverWritesAfterCreate(set.number("server-writes-after-create"))
                .searchLag(set.duration("search-lag"))
                .defaultSearchSize(set.number("default-search-size"))
                .mirrorIdSettable(set.on("mirror-id-settable"))
                .mirrorIdIndexed(set.on("mirror-id-indexed"))
                .requireInvestigation(set.on("require-investigation"))
                .updateCloses(set.on("update-closes"))
                .batchDeleteNeedsQuery(set.on("batch-delete-needs-query"))
                .exclusionList(set.words("exclusion-list").toArray(String[]::new));
    }

    @Override
    public Sink sink() {
        return XsoarSink.start();
    }
}
