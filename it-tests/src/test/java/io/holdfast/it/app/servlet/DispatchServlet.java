package io.holdfast.it.app.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Hands the request on, or fails, as the path says. */
@MultipartConfig
@WebServlet({"/show", "/note", "/forward", "/include", "/send-error", "/throw", "/error-page", "/part", "/upgrade"})
public class DispatchServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setContentType("text/plain");
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        switch (included == null ? request.getServletPath() : included.toString()) {
            case "/show" -> response.getWriter().print("notes " + Notes.of(request.getSession(false)));
            case "/note" -> Notes.add(request, request.getParameter("letter"));
            case "/forward" -> {
                Notes.add(request, "f");
                request.getRequestDispatcher("/note?letter=g").forward(request, response);
            }
            case "/include" -> {
                Notes.add(request, "i");
                request.getRequestDispatcher("/note?letter=j").include(request, response);
                request.getRequestDispatcher("/show").include(request, response);
            }
            case "/send-error" -> {
                Notes.add(request, "s");
                response.sendError(418);
            }
            case "/throw" -> {
                Notes.add(request, "x");
                throw new ServletException("thrown to be seen");
            }
            case "/error-page" -> {
                Notes.add(request, "e");
                response.getWriter().print("error page " + Notes.of(request.getSession()));
            }
            case "/part" -> Notes.add(request, new String(part(request), StandardCharsets.UTF_8));
            case "/upgrade" -> {
                Notes.add(request, "u");
                response.setStatus(101);
                response.setHeader("Upgrade", "notes");
                response.setHeader("Connection", "Upgrade");
                request.upgrade(NotesUpgrade.class).notes(Notes.of(request.getSession()));
            }
            default -> response.sendError(404);
        }
    }

    private static byte[] part(HttpServletRequest request) throws ServletException, IOException {
        return request.getPart("letter").getInputStream().readAllBytes();
    }
}
