package io.soarbridge.simulator.qradar;

import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.SimulatorKind;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Switch;
import io.soarbridge.simulator.Switches;
import java.time.InstantSource;
import java.util.List;

/** The IBM QRadar SOAR simulator for the command line, the demo and tests. */
public final class QradarSoarKind implements SimulatorKind {
    private static final String SIZE = "100";
    private static final List<Switch> SWITCHES = List.of(
            new Switch("api-key-id", "0f1e2d3c-simulator", "Id of the API key that clients must bring."),
            new Switch("api-key", "simulator-key-secret", "Secret of that API key."),
            new Switch("read-only-key", "", "Secret of a second API key, which may only read; empty for none."),
            new Switch("read-only-key-id", "7a8b9c0d-reader", "Id of that key."),
            new Switch("user", "admin@example.com", "User of a session."),
            new Switch("password", "simulator-password", "Password of that user."),
            new Switch("session-lifetime", "PT1H", "How long a session is good for."),
            new Switch(
                    "session-renewal",
                    "same",
                    "What a login that brings cookie and token of an earlier session gives: the same or new."),
            new Switch(
                    "csrf-missing-status", "401", "Status when a session's X-sess-id is missing or wrong: 401 or 403."),
            new Switch(
                    "secure-cookie", "off", "Whether the session's cookie is for HTTPS only, as an appliance sets it."),
            new Switch("clock-offset", "PT0S", "How wrong the simulator's own clock is."),
            new Switch("orgs", "Lab", "Names of the organizations, with commas between; numbered from 201."),
            new Switch(
                    "external-key-field",
                    "soarbridge_key",
                    "Custom text field of incidents for the key; empty for none."),
            new Switch("custom-fields", "", "Names of further custom text fields of incidents."),
            new Switch("close-fields", "", "Names of custom text fields that a close requires."),
            new Switch("value-ids", "standard", "Numbers of severities, types and so on: standard or shifted."),
            new Switch("table-columns", "host,seen", "Columns of the data table observed_hosts."),
            new Switch("refuse-rule", "", "Regular expression; refuses incidents whose name matches, for good."),
            new Switch(
                    "unknown-field",
                    "refuse",
                    "What becomes of a field that the organization lacks: refuse or ignore."),
            new Switch("bare-text-format", "unknown", "Format of a text without one: unknown, text or html."),
            new Switch(
                    "server-writes-after-create",
                    "0",
                    "How often the server writes to an incident right after its create."),
            new Switch("patch-clashes", "0", "How many of the first patches of each incident are answered with 409."),
            new Switch("patch-message", "empty", "Message of a patch that worked: empty or null."),
            new Switch("not-found-text", "Unable to find {type} with ID {id}", "Message of a 404."),
            new Switch(
                    "close-missing-text", "Field {field} is required.", "Message of a close without a required field."),
            new Switch("max-page-size", SIZE, "Most rows of a page; longer ones are cut to it. 0 for no limit."),
            new Switch("last-modified-queryable", "on", "Whether inc_last_modified_date can be queried and sorted by."),
            new Switch("custom-fields-queryable", "on", "Whether custom fields can be queried."),
            new Switch("artifact-answer", "list", "What an artifact's create answers: list or object."),
            new Switch("artifact-split", "on", "Whether several values in one artifact become several artifacts."),
            new Switch(
                    "artifact-duplicates",
                    "allow",
                    "What a second artifact of the same type and value becomes: allow or reuse."),
            new Switch("artifact-creator", "off", "Whether artifacts have the field creator, as before version 51."),
            new Switch("attachment-answer", "object", "What an attachment's create answers: object or list."),
            new Switch("server-version-shape", "new", "Form of server_version in /rest/const: new or old."));

    @Override
    public String type() {
        return "qradar-soar";
    }

    @Override
    public List<String> versions() {
        return List.of("51");
    }

    @Override
    public List<Switch> switches() {
        return SWITCHES;
    }

    /** @throws io.soarbridge.support.BridgeException {@code simulator/bad-switch}, {@code simulator/start-failed} */
    @Override
    public RunningSimulator start(SimulatorPlan plan) {
        Switches set = Switches.of(type(), SWITCHES, plan.switches());
        SimulatorClock clock = new SimulatorClock(InstantSource.system(), set.duration("clock-offset"));
        return RunningSimulator.start(plan.listen(), new Qradar(set, clock), clock);
    }
}
