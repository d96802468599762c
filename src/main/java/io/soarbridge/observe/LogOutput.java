package io.soarbridge.observe;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.soarbridge.config.LogSettings;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** Gives the running log the form that the settings ask for. Until then it is text. */
public final class LogOutput {
    private LogOutput() {}

    public static void use(LogSettings settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Layout<ILoggingEvent> layout = settings.format() == LogSettings.Format.JSON ? new JsonLine() : new TextLine();
        Iterator<Appender<ILoggingEvent>> appenders =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> appender
                    && appender.getEncoder() instanceof LayoutWrappingEncoder<ILoggingEvent> encoder) {
                layout.setContext(context);
                layout.start();
                encoder.setLayout(layout);
            }
        }
    }
}
