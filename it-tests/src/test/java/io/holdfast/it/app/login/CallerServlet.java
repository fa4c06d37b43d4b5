package io.holdfast.it.app.login;

import jakarta.annotation.security.DeclareRoles;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Says who the caller is, and logs the caller out. */
@WebServlet({"/caller", "/logout", "/end"})
@DeclareRoles("member")
public class CallerServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SecurityContext security;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getServletPath()) {
            case "/logout" -> request.logout();
            case "/end" -> request.getSession().invalidate();
            default -> request.getSession();
        }
        response.setContentType("text/plain");
        response.getWriter().print(describe(request));
    }

    String describe(HttpServletRequest request) {
        Set<Member> members = request.getUserPrincipal() == null // then Open Liberty answers null
                ? Set.of()
                : security.getPrincipalsByType(Member.class);
        return request.getRemoteUser() + " " + request.isUserInRole("member")
                + members.stream()
                        .map(member -> " no. " + member.number())
                        .findAny()
                        .orElse("");
    }
}
