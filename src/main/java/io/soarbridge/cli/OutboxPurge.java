package io.soarbridge.cli;

import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.support.Json;
import java.io.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes for good. */
@Command(
        name = "purge",
        description = {
            "Removes finished deliveries for good, and events that no delivery is left of.",
            "A removed event that is sent again counts as new. Export first what may be needed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge outbox purge --dead --code mapping/failed",
            "  soarbridge outbox purge --delivered --until 30d --yes",
            "  soarbridge outbox purge --id 4711,4712 --yes --json"
        })
final class OutboxPurge implements Callable<Integer> {
    private final Session session;

    @Mixin
    private SelectionOptions selection;

    @Option(names = "--dry-run", description = "Only list what would be removed.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private JsonOption json;

    OutboxPurge(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        DeliveryFilter filter = selection.filter("Removing deliveries", session.clock());
        try (OutboxStore ledger = session.ledger()) {
            if (dryRun) {
                return done("wouldRemove", "Would remove ", Change.list(session, ledger, filter, json.on()));
            }
            if (!yes && !confirmed(Change.list(session, ledger, filter, true))) {
                session.say("Nothing removed.");
                return ExitCode.OK;
            }
            return done("removed", "Removed ", ledger.purge(filter).join());
        }
    }

    private int done(String key, String words, long count) {
        if (json.on()) {
            session.printJson(Json.mapper().createObjectNode().put(key, count));
        } else {
            session.out().println(words + Change.deliveries(count) + ".");
        }
        return Change.exitCode(session, count);
    }

    private boolean confirmed(long count) {
        Console console = System.console();
        if (console == null || !session.terminal()) {
            throw new UsageException("Removing %s for good needs a yes, and there is no terminal to ask on. Add --yes."
                    .formatted(Change.deliveries(count)));
        }
        String answer = console.readLine("Remove %s for good? [y/N] ", Change.deliveries(count));
        return answer != null && answer.strip().matches("(?i)y|yes");
    }
}
