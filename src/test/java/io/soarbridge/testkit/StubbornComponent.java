package io.soarbridge.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** {@code stubborn:<file>}: what takes in from nowhere, and does not start while the file exists. */
public final class StubbornComponent extends DefaultComponent {
    private static final Set<Path> RUNNING = ConcurrentHashMap.newKeySet();

    /** Whether a route runs that would not start while this file exists. */
    public static boolean runs(Path file) {
        return RUNNING.contains(file);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new StubbornEndpoint(uri, this, Path.of(remaining));
    }

    private static final class StubbornEndpoint extends DefaultEndpoint {
        private final Path file;

        StubbornEndpoint(String uri, StubbornComponent component, Path file) {
            super(uri, component);
            this.file = file;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("nothing is sent here");
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new StubbornConsumer(this, processor, file);
        }
    }

    private static final class StubbornConsumer extends DefaultConsumer {
        private final Path file;

        StubbornConsumer(Endpoint endpoint, Processor processor, Path file) {
            super(endpoint, processor);
            this.file = file;
        }

        @Override
        protected void doStart() throws Exception {
            if (Files.exists(file)) {
                throw new IllegalStateException("it will not start: " + file.getFileName());
            }
            super.doStart();
            RUNNING.add(file);
        }

        @Override
        protected void doStop() throws Exception {
            super.doStop();
            RUNNING.remove(file);
        }
    }
}
