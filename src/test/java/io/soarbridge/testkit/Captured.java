package io.soarbridge.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that is logged while this is open, stack traces included, at levels that nobody runs with. */
public final class Captured implements AutoCloseable {
    private final Logger root = context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = context().getLogger("io.soarbridge");
    private final Logger camel = context().getLogger("org.apache.camel");
    private final Level oursBefore = ours.getLevel();
    private final Level camelBefore = camel.getLevel();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    };

    public Captured() {
        appender.setContext(context());
        appender.start();
        // not also to the console
        root.iteratorForAppenders().forEachRemaining(console -> console.stop());
        root.addAppender(appender);
        ours.setLevel(Level.TRACE);
        camel.setLevel(Level.DEBUG);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    public Queue<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        ours.setLevel(oursBefore);
        camel.setLevel(camelBefore);
        root.detachAppender(appender);
        root.iteratorForAppenders().forEachRemaining(console -> console.start());
    }
}
