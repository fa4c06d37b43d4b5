package io.holdfast.apps.shiro;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.shiro.SecurityUtils;
import org.apache.shiro.session.Session;

/** Keeps notes in Shiro's session, where pages find them. */
@WebServlet("/notes")
public final class NotesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String NOTES = "notes";

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Session session = SecurityUtils.getSubject().getSession();
        @SuppressWarnings("unchecked")
        List<String> notes = (List<String>) session.getAttribute(NOTES);
        if (notes == null) {
            notes = new ArrayList<>();
        }
        notes.add(request.getParameter("note"));
        session.setAttribute(NOTES, notes);
        response.sendRedirect(request.getContextPath() + "/");
    }
}
