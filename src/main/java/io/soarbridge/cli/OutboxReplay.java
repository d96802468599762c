package io.soarbridge.cli;

import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.support.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Dead letters go back to work. */
@Command(
        name = "replay",
        description = {
            "Puts finished deliveries back to work, with their attempts at zero.",
            "Safe to repeat: before creating again the bridge looks whether an earlier attempt had its effect."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge outbox replay --id 4711",
            "  soarbridge outbox replay --dead --connection soar-prod --code rest/refused --dry-run",
            "  soarbridge outbox replay --dead --since 24h"
        })
final class OutboxReplay implements Callable<Integer> {
    private final Session session;

    @Mixin
    private SelectionOptions selection;

    @Option(names = "--dry-run", description = "Only list what would be replayed.")
    private boolean dryRun;

    @Mixin
    private JsonOption json;

    OutboxReplay(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        DeliveryFilter filter = selection.filter("Replaying deliveries", session.clock());
        try (OutboxStore ledger = session.ledger()) {
            long count = dryRun
                    ? Change.list(session, ledger, filter, json.on())
                    : ledger.replay(filter).join();
            if (json.on()) {
                session.printJson(Json.mapper().createObjectNode().put(dryRun ? "wouldReplay" : "replayed", count));
            } else {
                session.out().println((dryRun ? "Would replay " : "Replayed ") + Change.deliveries(count) + ".");
            }
            return Change.exitCode(session, count);
        }
    }
}
