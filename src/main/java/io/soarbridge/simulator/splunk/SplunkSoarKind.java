package io.soarbridge.simulator.splunk;

import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.SimulatorKind;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Switch;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.BridgeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Splunk SOAR 8 as far as an integration sees it. Imitates the vendor's REST reference and what clients and users report;
 * {@code docs/systems/splunk-soar.md} says which is which.
 */
public final class SplunkSoarKind implements SimulatorKind {
    private static final List<Switch> SWITCHES = List.of(
            new Switch("token", "simulator-token", "Token of the automation user."),
            new Switch("user", "soar_local_admin", "User of Basic and of a session."),
            new Switch("password", "simulator-password", "Password of that user."),
            new Switch("refuse-rule", "", "Regular expression; refuses containers whose name matches, for good."),
            new Switch("user-active", "on", "Whether the users may sign in; off answers \"User is inactive\"."),
            new Switch("rights", "all", "What the users may do: all, or view."),
            new Switch(
                    "token-delete", "refuse", "Whether the token may delete more than custom lists: refuse or allow."),
            new Switch("accept-bearer", "off", "Whether Authorization: Bearer works, as behind some gateways."),
            new Switch("login-redirects", "off", "Whether a login answers 302 instead of 200."),
            new Switch("strict-referer", "on", "Whether a session's writes need a Referer of this host."),
            new Switch("labels", "events", "Labels that exist, with commas between."),
            new Switch("label-required", "off", "Whether a container must name its label."),
            new Switch(
                    "statuses", "", "Further statuses as name:type, with commas between; type new, open or resolved."),
            new Switch("severities", "", "Further severities, with commas between."),
            new Switch("tag-characters", "any", "What tags may be of: any, or plain for A-Z a-z 0-9 - _ only."),
            new Switch("status-filter", "both", "What a filter on status and severity takes: both, name or id."),
            new Switch("custom-resolved-closes", "on", "Whether a further status of type resolved closes."),
            new Switch("duplicate-status", "400", "Status of a container with a known source_data_identifier."),
            new Switch("duplicate-message", "duplicate with source_data_identifier", "Text of that answer."),
            new Switch("sdi-scope", "asset", "Within what a source_data_identifier is unique: asset, tenant or all."),
            new Switch(
                    "artifact-dedup", "on", "Whether artifacts are unique by source_data_identifier in a container."),
            new Switch("artifact-duplicate-status", "200", "Status of an artifact that is there already."),
            new Switch("update-resets-label", "on", "Whether an artifact's update without label resets it."),
            new Switch(
                    "artifacts-touch-update-time", "off", "Whether a new artifact moves its container's update_time."),
            new Switch("answer-artifacts", "on", "Whether a container's create answers for each artifact."),
            new Switch("read-only-keys", "refuse", "Names of read records in a create: refuse or ignore."),
            new Switch("template-key", "both", "Key of the workbook template: both, template_id or template."),
            new Switch("bulk-all-failed-status", "400", "Status of a bulk call of which no row succeeded."),
            new Switch("max-page-size", "0", "Most rows of a page, 0 for no limit."),
            new Switch("page-past-end-status", "400", "Status of a page past the end."),
            new Switch("filter-error-status", "400", "Status of a filter that cannot be read."),
            new Switch("default-order", "asc", "Order of a list without sort, by id: asc or desc."),
            new Switch("inputs", "both", "Form of a playbook's inputs: both, object or text."),
            new Switch("run-polls", "1", "How often a run is still running when asked for."),
            new Switch(
                    "refuse-nul",
                    "on",
                    "Whether the character NUL in a text breaks the server, as its database cannot hold it."),
            new Switch("failed-on-200", "off", "Whether failures come with status 200."),
            new Switch("gateway-html", "on", "Whether faults 502 to 504 are nginx pages."),
            new Switch("findings-limit", "500", "Most findings of Enterprise Security in one bulk call."),
            new Switch("max-body", "33554432", "Most bytes of a request, as at nginx."));

    @Override
    public String type() {
        return "splunk-soar";
    }

    @Override
    public List<String> versions() {
        return List.of("8");
    }

    @Override
    public List<Switch> switches() {
        return SWITCHES;
    }

    /** @throws BridgeException {@code simulator/bad-switch}, {@code simulator/start-failed} */
    @Override
    public RunningSimulator start(SimulatorPlan plan) {
        return start(plan, InstantSource.system());
    }

    static RunningSimulator start(SimulatorPlan plan, InstantSource time) {
        Switches set = Switches.of("splunk-soar", SWITCHES, plan.switches());
        SimulatorClock clock = new SimulatorClock(time, Duration.ZERO);
        return RunningSimulator.start(plan.listen(), new SplunkSoar(set, clock), clock);
    }
}
