package io.holdfast.apps.spring.registry;

import io.holdfast.SessionId;
import io.holdfast.SessionStore;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.stereotype.Component;

/**
 * Forgets the sessions of a user that ended elsewhere, or whose time was over, when that matters: at his next login.
 */
@Component
class LivingSessions extends SessionRegistryImpl {

    @Override
    public List<SessionInformation> getAllSessions(Object user, boolean includesExpired) {
        List<SessionInformation> living = new ArrayList<>();
        for (SessionInformation session : super.getAllSessions(user, includesExpired)) {
            if (lives(session.getSessionId())) {
                living.add(session);
            } else {
                removeSessionInformation(session.getSessionId());
            }
        }
        return living;
    }

    private static boolean lives(String id) {
        SessionStore store = CDI.current().select(SessionStore.class).get();
        return SessionId.parse(id).map(store::locate).stream().anyMatch(nodes -> !nodes.isEmpty());
    }
}
