package io.soarbridge.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.soarbridge.outbox.DeliveryDetail;
import io.soarbridge.outbox.DeliveryDetail.Attempt;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One delivery with all that is known of it. */
@Command(
        name = "show",
        description = "Shows a delivery: where it stands, each failed attempt, and the event as it came.",
        footerHeading = "%nExamples:%n",
        footer = {"  soarbridge outbox show 4711", "  soarbridge outbox show 4711 4712 --json"})
final class OutboxShow implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Id of the delivery, as outbox list shows it.")
    private List<Long> ids = List.of();

    @Mixin
    private JsonOption json;

    OutboxShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<DeliveryDetail> found = new ArrayList<>();
        boolean allFound = true;
        try (OutboxStore ledger = session.ledger()) {
            for (long id : ids) {
                Optional<DeliveryDetail> detail = ledger.show(id);
                detail.ifPresent(found::add);
                if (detail.isEmpty()) {
                    allFound = false;
                    session.say(("Showing delivery %d: there is none of that id. It may be older than"
                                    + " soarbridge.outbox.retention; soarbridge outbox list shows what there is.")
                            .formatted(id));
                }
            }
        }
        if (json.on()) {
            ArrayNode list = Json.mapper().createArrayNode();
            found.forEach(detail -> list.add(LedgerJson.detail(detail)));
            session.printJson(list);
        } else {
            found.forEach(this::print);
        }
        return allFound ? ExitCode.OK : ExitCode.FAILED;
    }

    private void print(DeliveryDetail detail) {
        DeliveryRow row = detail.row();
        Table facts = new Table();
        facts.row("delivery", row.deliveryId());
        facts.row("event", row.eventId());
        facts.row("state", LedgerJson.word(row.state()));
        facts.row("to", row.connection() + " " + row.operation());
        facts.row("from", row.source() + " (" + detail.format() + ")");
        facts.row("dedup key", row.dedupKey());
        facts.row("order key", row.orderKey());
        facts.row("received", row.receivedAt());
        facts.row("next attempt", row.nextAt());
        facts.row("done", row.doneAt());
        facts.row(
                "failed tries", row.attempts() + (row.maybeApplied() ? ", one of which may have had its effect" : ""));
        facts.row(
                "outcome", row.code() == null ? null : row.code() + (row.status() == 0 ? "" : " HTTP " + row.status()));
        facts.row("reason", row.reason());
        facts.row("there as", row.remoteId());
        facts.row("look at", row.remoteUrl());
        facts.row("trace", LedgerJson.traceId(row));
        facts.print(session.out());
        if (!detail.attempts().isEmpty()) {
            Table attempts = new Table("ATTEMPT", "AT", "TOOK", "CODE", "HTTP", "REASON");
            for (Attempt a : detail.attempts()) {
                attempts.row(
                        a.number(),
                        a.at(),
                        a.tookMillis() + " ms",
                        a.code(),
                        a.status() == 0 ? null : a.status(),
                        a.reason());
            }
            session.out().println();
            attempts.print(session.out());
        }
        session.out().println();
        session.printJson(LedgerJson.payload(detail.payload()));
    }
}
