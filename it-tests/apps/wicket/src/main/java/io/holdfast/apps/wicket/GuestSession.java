package io.holdfast.apps.wicket;

import org.apache.wicket.Session;
import org.apache.wicket.protocol.http.WebSession;
import org.apache.wicket.request.Request;

/** How many lines the guest has written, on whatever pages. */
final class GuestSession extends WebSession {

    private static final long serialVersionUID = 1L;

    private int lines;

    GuestSession(Request request) {
        super(request);
    }

    static GuestSession ofThisRequest() {
        return (GuestSession) Session.get();
    }

    int lines() {
        return lines;
    }

    void countLine() {
        lines++;
        dirty();
    }
}
