package io.holdfast.apps.vaadin;

import com.vaadin.flow.server.VaadinSession;
import java.io.Serializable;

/** How many notes a visitor wrote in all views. */
final class Visit implements Serializable {

    private static final long serialVersionUID = 1L;

    private int notes;

    static Visit ofThisRequest() {
        VaadinSession session = VaadinSession.getCurrent();
        if (session.getAttribute(Visit.class) == null) {
            session.setAttribute(Visit.class, new Visit());
        }
        return session.getAttribute(Visit.class);
    }

    int countNote() {
        return ++notes;
    }
}
