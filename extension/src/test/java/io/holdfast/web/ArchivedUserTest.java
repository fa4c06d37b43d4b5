package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.FakeNode;
import io.holdfast.testing.MapArchive;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the archive gets at once because the container knows the user by another name; every tenth change otherwise. */
class ArchivedUserTest extends ServletSessionsFixture {

    private final MapArchive archive = new MapArchive(10, nodes.clock);

    @BeforeEach
    void startArchived() {
        nodes.archive = archive;
        application.user("ada", "secret");
        application.on("/start", (request, response) -> request.getSession());
        application.on("/visit", (request, response) -> {
            request.getSession().setAttribute("visited", request.getParameter("page"));
        });
        application.on("/login", (request, response) -> {
            request.getSession().setAttribute("greeting", "hello");
            request.login("ada", "secret");
        });
        application.on("/logout", (request, response) -> request.logout());
        application.on("/browse-as", (request, response) -> {
            if (request.getUserPrincipal() == null) { // not every container keeps him beyond the request
                request.login("ada", "secret");
            }
            request.getSession().setAttribute("visited", request.getParameter("page"));
        });
        application.on("/look", showing("greeting"));
        start();
        read("/start");
        read("/look"); // from its second request on it is archived
    }

    private void loseAllNodes() {
        nodes.nodes.forEach(FakeNode::restartEmpty);
        nodes.reconnectAll();
    }

    @Test
    void aChangeIsNotWrittenAtOnce() {
        int before = archive.writes;
        read("/visit?page=1");
        assertThat(archive.writes).isEqualTo(before);
    }

    @Test
    void aLoginIsWithAllThatTheSessionHoldsByThen() {
        int before = archive.writes;
        read("/login");
        // the session under the id that a login gives it, the end of the former one, which two hand over, and the login
        assertThat(archive.writes).isEqualTo(before + 4);
        loseAllNodes();
        assertThat(read("/look")).isEqualTo("hello");
    }

    @Test
    void aLogoutIs() {
        read("/login");
        int before = archive.writes;
        read("/logout");
        // as after a login: the session under its next id, the end of the former one, which two hand over, and the
        // logout
        assertThat(archive.writes).isEqualTo(before + 4);
    }

    @Test
    void aUserWhoStaysTheSameIsNot() {
        read("/browse-as?page=1");
        int before = archive.writes;
        read("/browse-as?page=2");
        read("/visit?page=3");
        assertThat(archive.writes).isEqualTo(before);
    }

    @Test
    void theUserIsNoAttributeOfTheApplication() {
        application.on(
                "/names",
                (request, response) -> response.getWriter()
                        .print(Collections.list(request.getSession().getAttributeNames())));
        read("/login");
        assertThat(browser.read(start(application) + "/names")).isEqualTo("[greeting]");
    }
}
