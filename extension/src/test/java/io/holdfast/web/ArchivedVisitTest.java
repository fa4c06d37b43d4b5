package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.FakeNode;
import io.holdfast.testing.MapArchive;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who only looks in, and every robot does, costs the database nothing. */
class ArchivedVisitTest extends ServletSessionsFixture {

    private final MapArchive archive = new MapArchive(10, nodes.clock);
    private final AtomicReference<HttpSession> kept = new AtomicReference<>();

    @BeforeEach
    void startArchived() {
        nodes.archive = archive;
        application.user("ada", "secret");
        application.on("/visit", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on("/login", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            request.login("ada", "secret");
        });
        application.on("/own-login", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            request.changeSessionId();
        });
        application.on("/keep", (request, response) -> kept.set(request.getSession()));
        application.on("/name", showing("name"));
        application.on("/plain", (request, response) -> response.getWriter().print("no session is looked at"));
        application.on("/more", (request, response) -> request.getSession().setAttribute("more", "more"));
        start();
    }

    private void loseAllNodes() {
        nodes.nodes.forEach(FakeNode::restartEmpty);
        nodes.reconnectAll();
    }

    @Test
    void aBareVisitIsNotArchived() {
        read("/visit");
        nodes.clock.advance(Duration.ofMinutes(10));
        loseAllNodes();
        assertThat(archive.writes).isZero();
        assertThat(read("/name")).isEqualTo("none");
    }

    @Test
    void aSessionIsArchivedOnceItsBrowserComesBackThoughItOnlyReads() {
        read("/visit");
        read("/name");
        assertThat(archive.writes).isEqualTo(1);
        read("/name");
        assertThat(archive.writes).isEqualTo(1);
        loseAllNodes();
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void aSessionThatChangesInItsSecondRequestIsArchivedWithThatChangeWhenTheResponseLeaves() {
        read("/visit");
        read("/more");
        assertThat(archive.writes).isEqualTo(1);
        loseAllNodes();
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void anotherServerThatIsAskedSecondArchivesIt() {
        read("/visit");
        browser.read(start(application) + "/name");
        assertThat(archive.writes).isEqualTo(1);
    }

    @Test
    void theArchiveIsToldOfAnotherRequestThatOnlyKeepsTheSessionAlive() {
        read("/visit");
        nodes.clock.advance(Duration.ofMinutes(10));
        assertThat(archive.seen).isZero();
        read("/plain");
        assertThat(archive.seen).isEqualTo(1);
        assertThat(archive.writes).as("rows that a request waits for").isZero();
    }

    @Test
    void aLoginInTheFirstRequestIsArchivedAtOnce() {
        read("/login");
        assertThat(archive.writes).isEqualTo(1);
        loseAllNodes();
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void aLoginThatTheApplicationMakesItselfIsKnownByItsChangeOfId() {
        read("/own-login");
        assertThat(archive.writes).isEqualTo(1);
        loseAllNodes();
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void whatChangesWhenItsFirstRequestIsOverIsNoVisitAnyMore() {
        read("/keep");
        kept.get().setAttribute("name", "Ada");
        assertThat(archive.writes).isEqualTo(1);
        loseAllNodes();
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void whereNoNodeIsThereTheArchiveTakesItAtOnceForItHasNoOtherPlace() {
        nodes.disconnectAll();
        nodes.reconnectNone();
        read("/visit");
        assertThat(archive.writes).isEqualTo(1);
        assertThat(read("/name")).isEqualTo("Ada");
    }

    @Test
    void whereFewerNodesTookItThanShouldTheArchiveIsItsOtherCopy() {
        nodes.keepOnly("a");
        read("/visit");
        assertThat(archive.writes).isEqualTo(1);
        loseAllNodes();
        assertThat(read("/name")).isEqualTo("Ada");
    }
}
