package io.holdfast.web;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/** Tells the face when requests begin and end for this application. Thread-safe. */
final class RequestScopeListener implements ServletRequestListener {

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        WebFace face = WebFace.of(event.getServletContext());
        if (face != null) {
            face.requestStarted(event.getServletRequest());
        }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        WebFace face = WebFace.of(event.getServletContext());
        if (face != null) {
            face.requestEnded(event.getServletRequest());
        }
    }
}
