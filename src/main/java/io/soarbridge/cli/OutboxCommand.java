package io.soarbridge.cli;

import picocli.CommandLine.Command;

/** The ledger's commands. */
@Command(
        name = "outbox",
        description = {
            "Looks into the ledger of accepted events and their deliveries, and repairs what went wrong.",
            "Works beside a running bridge."
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  soarbridge outbox list --state dead",
            "  soarbridge outbox show 4711",
            "  soarbridge outbox replay --dead --connection soar-prod"
        })
final class OutboxCommand {}
