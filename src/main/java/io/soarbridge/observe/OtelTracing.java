package io.soarbridge.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.soarbridge.config.OtelSettings;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Traces by OpenTelemetry, sent in batches as OTLP over HTTP. A collector that is slow or down costs spans, never events. */
final class OtelTracing implements Tracing {
    private static final Pattern REFERENCE = Pattern.compile("[0-9a-f]{32}-[0-9a-f]{16}");
    private static final int TRACE_ID_LENGTH = 32;
    private static final long FLUSH_SECONDS = 3;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    OtelTracing(OtelSettings settings, String version) {
        // the exporter reports failures by java.util.logging
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "soarbridge",
                        AttributeKey.stringKey("service.version"),
                        version)));
        provider = SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.samplePercent() / 100.0)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter(settings)).build())
                .build();
        tracer = provider.get("io.soarbridge");
    }

    private static OtlpHttpSpanExporter exporter(OtelSettings settings) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/traces")
                .setCompression("gzip");
        if (settings.authorization() != null) {
            exporter.setHeaders(
                    () -> Map.of("Authorization", settings.authorization().reveal()));
        }
        return exporter.build();
    }

    @Override
    public Span receive(String source, String traceparent) {
        Context parent =
                W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, TraceParentHeader.GETTER);
        return started(tracer.spanBuilder("receive " + source).setSpanKind(SpanKind.SERVER), parent)
                .note("soarbridge.source", source);
    }

    @Override
    public Span attempt(String connection, String operation, String reference) {
        if (reference == null || !REFERENCE.matcher(reference).matches()) {
            return Span.NONE;
        }
        return started(tracer.spanBuilder("deliver " + operation).setSpanKind(SpanKind.CONSUMER), referred(reference))
                .note("soarbridge.connection", connection)
                .note("soarbridge.operation", operation);
    }

    private static Context referred(String reference) {
        SpanContext parent = SpanContext.createFromRemoteParent(
                reference.substring(0, TRACE_ID_LENGTH),
                reference.substring(TRACE_ID_LENGTH + 1),
                TraceFlags.getSampled(),
                TraceState.getDefault());
        return Context.root().with(io.opentelemetry.api.trace.Span.wrap(parent));
    }

    private Span started(SpanBuilder builder, Context parent) {
        io.opentelemetry.api.trace.Span span = builder.setParent(parent).startSpan();
        return span.isRecording() ? new OtelSpan(tracer, span) : Span.NONE;
    }

    @Override
    public void close() {
        provider.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    /** Presents one header as a carrier of many. */
    private enum TraceParentHeader implements TextMapGetter<String> {
        GETTER;

        @Override
        public Iterable<String> keys(String carrier) {
            return java.util.List.of("traceparent");
        }

        @Override
        public String get(String carrier, String key) {
            return key.equals("traceparent") ? carrier : null;
        }
    }
}
