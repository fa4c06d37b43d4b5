package io.holdfast.it.live;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.Serializable;

/** Gives every session an object to lock, as Spring's HttpSessionMutexListener does. */
@WebListener
public class MutexListener implements HttpSessionListener {

    static final String NAME = "mutex";

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        event.getSession().setAttribute(NAME, new Mutex());
    }

    /** Nothing but what can be locked. */
    static final class Mutex implements Serializable {

        private static final long serialVersionUID = 1L;
    }
}
