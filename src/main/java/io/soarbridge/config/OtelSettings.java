package io.soarbridge.config;

import java.net.URI;

/**
 * Where traces go.
 *
 * @param endpoint null when there are none
 * @param authorization null when the collector asks for none
 */
public record OtelSettings(
        @Key(
                name = "endpoint",
                kind = Kind.URL,
                unset = "`OTEL_EXPORTER_OTLP_ENDPOINT` of the environment, else no traces",
                doc = "Collector that takes OTLP over HTTP, without the path /v1/traces.")
        URI endpoint,

        @Key(
                name = "authorization",
                unset = "none",
                doc = "Value of the Authorization header for the collector, such as \"Bearer ...\".")
        Secret authorization,

        @Key(
                name = "sample-percent",
                value = "100",
                min = "0",
                max = "100",
                doc = "Share of the requests that are traced when the sender has not decided it.")
        int samplePercent) {}
