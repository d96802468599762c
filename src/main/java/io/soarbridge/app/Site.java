package io.soarbridge.app;

import io.soarbridge.auth.OAuthTokens;
import io.soarbridge.ingest.FrontDoor;
import io.soarbridge.observe.Instruments;
import io.soarbridge.outbox.OutboxStore;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What stays as long as the bridge runs, whatever settings are in force.
 *
 * @param refused told when a system refuses our credentials
 * @param tokens of OAuth, for REST calls
 */
record Site(
        OutboxStore store,
        FrontDoor door,
        Instruments instruments,
        InstantSource clock,
        Runnable refused,
        Supplier<OAuthTokens> tokens) {}
