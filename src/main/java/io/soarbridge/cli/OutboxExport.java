package io.soarbridge.cli;

import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The ledger as lines of JSON. */
@Command(
        name = "export",
        description = {
            "Writes deliveries with payload and attempts, newest first, one JSON object a line.",
            "The file appears when it is complete."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge outbox export ledger.ndjson",
            "  soarbridge outbox export --state dead - | jq -r .reason | sort | uniq -c",
            "  soarbridge outbox export --since 24h --force today.ndjson"
        })
final class OutboxExport implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where to; - or nothing for standard output.")
    private String file = "-";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "pending, in-flight, delivered or dead. Repeatable. Default: any.")
    private List<String> states = List.of();

    @Option(names = "--force", description = "Overwrite the file.")
    private boolean force;

    @Mixin
    private FilterOptions narrowed;

    OutboxExport(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        DeliveryFilter filter = narrowed.filter(FilterOptions.states(states), 0, session.clock());
        if (file.equals("-")) {
            write(filter, session.out());
            return ExitCode.OK;
        }
        Path target = Path.of(file).toAbsolutePath();
        if (Files.exists(target) && !force) {
            throw new UsageException(
                    "Exporting to %s: the file is there already. Add --force to overwrite it.".formatted(file));
        }
        Path partial =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".partial");
        try {
            long count;
            try (PrintWriter lines = new PrintWriter(partial.toFile(), StandardCharsets.UTF_8)) {
                count = write(filter, lines);
                if (lines.checkError()) {
                    throw new IOException("Exporting to %s: writing failed. Is the disk full?".formatted(file));
                }
            }
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
            session.say("Exported %s to %s.".formatted(Change.deliveries(count), file));
        } finally {
            Files.deleteIfExists(partial);
        }
        return ExitCode.OK;
    }

    private long write(DeliveryFilter filter, PrintWriter lines) {
        Progress progress = session.progress();
        long[] written = {0};
        try (OutboxStore ledger = session.ledger()) {
            LedgerPages.forEach(
                    ledger,
                    filter,
                    row -> ledger.show(row.deliveryId()).ifPresent(detail -> {
                        lines.print(Json.text(LedgerJson.detail(detail)) + "\n");
                        written[0]++;
                        progress.show("exported " + written[0]);
                    }));
        }
        progress.clear();
        lines.flush();
        return written[0];
    }
}
