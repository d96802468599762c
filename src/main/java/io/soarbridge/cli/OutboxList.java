package io.soarbridge.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.State;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deliveries, newest first. */
@Command(
        name = "list",
        description = "Lists deliveries, newest first, and counts them by connection and state.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge outbox list",
            "  soarbridge outbox list --state dead --since 24h",
            "  soarbridge outbox list --connection soar-prod --state pending,in-flight --limit 500 --json"
        })
final class OutboxList implements Callable<Integer> {
    private static final int REASON_WIDTH = 80;

    private final Session session;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "pending, in-flight, delivered or dead. Repeatable. Default: any.")
    private List<String> states = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many, 0 for all. Default: 50.")
    private int limit;

    @Mixin
    private FilterOptions narrowed;

    @Mixin
    private JsonOption json;

    OutboxList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw new UsageException(
                    "Reading --limit: %d is below 0. Give how many to list, 0 for all.".formatted(limit));
        }
        DeliveryFilter filter = narrowed.filter(FilterOptions.states(states), limit, session.clock());
        try (OutboxStore ledger = session.ledger()) {
            List<DeliveryRow> rows = new ArrayList<>();
            LedgerPages.forEach(ledger, filter, rows::add);
            if (json.on()) {
                ArrayNode list = Json.mapper().createArrayNode();
                rows.forEach(row -> list.add(LedgerJson.row(row)));
                session.printJson(list);
            } else {
                print(rows);
                printCounts(ledger);
            }
        }
        return ExitCode.OK;
    }

    private void print(List<DeliveryRow> rows) {
        Table table = new Table("ID", "STATE", "CONNECTION", "OPERATION", "KEY", "FAILED TRIES", "RECEIVED", "OUTCOME");
        for (DeliveryRow row : rows) {
            table.row(
                    row.deliveryId(),
                    LedgerJson.word(row.state()),
                    row.connection(),
                    row.operation(),
                    row.dedupKey(),
                    row.attempts(),
                    row.receivedAt(),
                    outcome(row));
        }
        table.print(session.out());
    }

    private static String outcome(DeliveryRow row) {
        StringBuilder text = new StringBuilder();
        if (row.code() != null) {
            text.append(row.code());
        }
        if (row.remoteId() != null) {
            text.append(" as ").append(row.remoteId());
        }
        if (row.state() == State.PENDING && row.nextAt() != null) {
            text.append(" next ").append(row.nextAt());
        }
        if (row.state() != State.DELIVERED && row.reason() != null) {
            String reason = row.reason();
            text.append(": ")
                    .append(reason.length() <= REASON_WIDTH ? reason : reason.substring(0, REASON_WIDTH - 1) + "…");
        }
        return text.isEmpty() ? null : text.toString().strip();
    }

    private void printCounts(OutboxStore ledger) {
        Table table = new Table("CONNECTION", "PENDING", "IN-FLIGHT", "DELIVERED", "DEAD", "OLDEST WAITING");
        ledger.counts()
                .forEach((connection, counts) -> table.row(
                        connection,
                        counts.pending(),
                        counts.inFlight(),
                        counts.delivered(),
                        counts.dead(),
                        counts.oldestUndelivered()));
        session.out().println();
        table.print(session.out());
    }
}
