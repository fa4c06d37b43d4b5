package io.holdfast.it.app.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/** The one attribute of the session that these servlets write and read: what happened, letter by letter. */
final class Notes {

    private static final String NAME = "notes";

    private Notes() {}

    static void add(HttpServletRequest request, String letter) {
        HttpSession session = request.getSession();
        session.setAttribute(NAME, of(session) + letter);
    }

    static String of(HttpSession session) {
        Object notes = session == null ? null : session.getAttribute(NAME);
        return notes == null ? "" : notes.toString();
    }
}
