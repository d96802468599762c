package io.soarbridge.config;

import java.time.Duration;

/** The front door. Sizes are bytes. */
public record HttpSettings(
        @Key(
                name = "host",
                value = "127.0.0.1",
                kind = Kind.HOST,
                doc = "Address to listen on. Anything but a loopback address is open to other machines.")
        String host,

        @Key(name = "port", value = "8080", min = "0", max = "65535", doc = "Port to listen on; 0 takes any free one.")
        int port,

        @Key(
                name = "max-body",
                value = "1MiB",
                kind = Kind.SIZE,
                min = "1KiB",
                max = "64MiB",
                doc = "Largest request body; larger ones get 413.")
        long maxBody,

        @Key(
                name = "max-depth",
                value = "64",
                min = "1",
                max = "200",
                doc = "Deepest nesting of JSON in a body; deeper ones get 400.")
        int maxDepth,

        @Key(
                name = "max-items",
                value = "1000",
                min = "1",
                max = "100000",
                doc = "Most events in one request; more get 413.")
        int maxItems,

        @Key(
                name = "max-in-flight",
                value = "2048",
                min = "1",
                max = "1000000",
                doc = "Requests in work at a time; more get 503 with Retry-After.")
        int maxInFlight,

        @Key(
                name = "max-connections",
                value = "4096",
                min = "1",
                max = "1000000",
                doc = "Open connections of senders; more are refused.")
        int maxConnections,

        @Key(
                name = "idle-timeout",
                value = "60s",
                min = "1s",
                max = "1h",
                doc = "A connection with nothing to do is closed after this time.")
        Duration idleTimeout,

        @Key(
                name = "request-timeout",
                value = "30s",
                min = "1s",
                max = "10m",
                doc =
                        "A request must have arrived in full within this time, else 408, and be on disk within as long again, else 503.")
        Duration requestTimeout) {}
