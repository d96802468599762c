package io.soarbridge.stomp;

import io.soarbridge.config.StompSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * Whether the bus lets us in. Subscribes to nothing, so that no call comes here.
 *
 * @param reachable whether a bus answered
 * @param trouble what is wrong and what to do; null when nothing is
 */
public record StompProbe(boolean reachable, String trouble) {
    /** Signs in and leaves. @param settings that name a host */
    public static StompProbe of(StompSettings settings) {
        try (Link link = Link.signedIn(settings, Timing.USUAL)) {
            link.send(List.of(Frame.of("DISCONNECT", Map.of())));
            return new StompProbe(true, null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            boolean answered = e instanceof RefusedException || e instanceof SSLException;
            return new StompProbe(answered, Trouble.of(e, settings));
        }
    }
}
