package io.holdfast.apps.shiro;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.shiro.SecurityUtils;
import org.apache.shiro.subject.SimplePrincipalCollection;
import org.apache.shiro.subject.Subject;

/** Lets an administrator see all as another user does, until he is himself again. */
@WebServlet({"/run-as", "/be-yourself"})
public final class RunAsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Subject subject = SecurityUtils.getSubject();
        if (request.getServletPath().equals("/run-as")) {
            String realm = subject.getPrincipals().getRealmNames().iterator().next();
            subject.runAs(new SimplePrincipalCollection(request.getParameter("user"), realm));
        } else if (subject.isRunAs()) {
            subject.releaseRunAs();
        }
        response.sendRedirect(request.getContextPath() + "/");
    }
}
