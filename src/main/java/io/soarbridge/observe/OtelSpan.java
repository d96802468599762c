package io.soarbridge.observe;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/** A span that is recorded. */
final class OtelSpan implements Span {
    private final Tracer tracer;
    private final io.opentelemetry.api.trace.Span span;
    private Span before;

    OtelSpan(Tracer tracer, io.opentelemetry.api.trace.Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    @Override
    public Span enter() {
        before = CurrentSpan.get();
        CurrentSpan.set(this);
        return this;
    }

    @Override
    public Span step(String name) {
        return child(name, SpanKind.INTERNAL);
    }

    @Override
    public Span call(String name) {
        return child(name, SpanKind.CLIENT).enter();
    }

    private Span child(String name, SpanKind kind) {
        return new OtelSpan(
                tracer,
                tracer.spanBuilder(name)
                        .setSpanKind(kind)
                        .setParent(Context.root().with(span))
                        .startSpan());
    }

    @Override
    public Span note(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    @Override
    public Span note(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    @Override
    public void failed(String code) {
        span.setStatus(StatusCode.ERROR, code);
    }

    @Override
    public String traceparent() {
        SpanContext context = span.getSpanContext();
        return "00-%s-%s-%s"
                .formatted(
                        context.getTraceId(),
                        context.getSpanId(),
                        context.getTraceFlags().asHex());
    }

    @Override
    public String reference() {
        return span.getSpanContext().getTraceId() + "-" + span.getSpanContext().getSpanId();
    }

    @Override
    public void close() {
        if (before != null) {
            CurrentSpan.set(before);
        }
        span.end();
    }
}
