package io.holdfast.it.app.login;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;

/** The same for members only. */
@WebServlet("/members")
@ServletSecurity(@HttpConstraint(rolesAllowed = "member"))
public class MembersServlet extends CallerServlet {

    private static final long serialVersionUID = 1L;
}
