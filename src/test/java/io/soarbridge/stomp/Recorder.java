package io.soarbridge.stomp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.restcall.RestFunction;
import io.soarbridge.support.Json;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A function that makes no call, and remembers what it was asked for. */
final class Recorder implements RestFunction {
    static final String SECRET = "s3cr3t:with\\everything";

    final List<ObjectNode> calls = new CopyOnWriteArrayList<>();
    final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile UnaryOperator<ObjectNode> answer = Recorder::success;

    /** Calls wait from here on. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void letGo() {
        gate.countDown();
    }

    void answers(UnaryOperator<ObjectNode> answer) {
        this.answer = answer;
    }

    @Override
    public ObjectNode call(ObjectNode inputs, Consumer<String> progress) {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        calls.add(inputs);
        progress.accept("Calling");
        try {
            if (!gate.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("held for a minute");
            }
            return answer.apply(inputs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure("interrupted");
        } finally {
            now.decrementAndGet();
        }
    }

    static ObjectNode success(ObjectNode inputs) {
        ObjectNode payload = Json.mapper().createObjectNode();
        payload.put("version", new java.math.BigDecimal("2.0")).put("success", true);
        payload.putNull("reason");
        ObjectNode content = payload.putObject("content");
        content.put("ok", true).put("status_code", 200).put("text", "Grüße 😀");
        content.putArray("links");
        payload.set("inputs", inputs);
        return payload;
    }

    static ObjectNode failure(String reason) {
        return Json.mapper().createObjectNode().put("success", false).put("reason", reason);
    }
}
