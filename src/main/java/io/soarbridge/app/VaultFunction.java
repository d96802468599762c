package io.soarbridge.app;

import io.soarbridge.config.SecretUnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.support.service.ServiceHelper;

/**
 * One of Camel's functions for a manager, with what it lacks: it is asked by one thread at a time, answers within a time or not at
 * all, is opened again when its access has changed, and its errors repeat no secret.
 */
final class VaultFunction implements AutoCloseable {
    private static final String FUNCTIONS = "META-INF/services/org/apache/camel/properties-function/";
    private static final long PATIENCE_SECONDS = 30;

    private final String manager;
    private final ThreadPoolExecutor thread;
    private Map<String, String> openedWith;
    private CamelContext context;
    private PropertiesFunction function;
    private Future<String> question;

    VaultFunction(String manager) {
        this.manager = manager;
        thread = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread made = new Thread(task, "secrets-" + manager);
            made.setDaemon(true);
            return made;
        });
    }

    /** @param access {@code camel.vault.*} by full key, of all managers */
    synchronized String look(String name, Map<String, String> access) throws SecretUnavailableException {
        if (question != null && !question.isDone()) {
            throw silent("it still owes the answer to an earlier question");
        }
        Map<String, String> own = own(access);
        question = thread.submit(() -> opened(own).apply(name));
        try {
            return question.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            question.cancel(true);
            throw silent("it gave no answer within %d s".formatted(PATIENCE_SECONDS));
        } catch (ExecutionException e) {
            throw VaultWords.of(manager, e.getCause(), own.values());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent("the bridge is stopping");
        }
    }

    private SecretUnavailableException silent(String why) {
        return new SecretUnavailableException(why, "Check that the manager runs and can be reached from here.");
    }

    private Map<String, String> own(Map<String, String> access) {
        Map<String, String> own = new LinkedHashMap<>(access);
        own.keySet().removeIf(key -> !key.startsWith("camel.vault." + manager + "."));
        return own;
    }

    /** On the one thread. */
    private PropertiesFunction opened(Map<String, String> access) {
        if (!access.equals(openedWith)) {
            shut();
            context = new DefaultCamelContext();
            VaultAccess.configure(context, access);
            function = context.getCamelContextExtension()
                    .getBootstrapFactoryFinder(FUNCTIONS)
                    .newInstance(manager, PropertiesFunction.class)
                    .orElseThrow(() -> new NoClassDefFoundError(manager));
            CamelContextAware.trySetCamelContext(function, context);
            ServiceHelper.startService(function);
            openedWith = access;
        }
        return function;
    }

    private void shut() {
        openedWith = null;
        if (context != null) {
            ServiceHelper.stopService(function);
            context.stop();
            context = null;
            function = null;
        }
    }

    @Override
    public void close() {
        thread.execute(this::shut);
        thread.shutdown();
    }
}
