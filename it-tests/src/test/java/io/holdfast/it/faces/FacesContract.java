package io.holdfast.it.faces;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.ServerLog;
import org.junit.jupiter.api.Test;

/** Views, with their state on the server, and flows whose forms are sent to one server and the other in turn. */
abstract class FacesContract {

    private static final String NOT_FOLLOWING =
            "FlowScopeContextualStorageHolder stays in this process and does not follow its session";

    private final Visitor visitor = new Visitor();
    private final ServerLog log;

    /** @param log of server a, from before the deployment on: what is said is said once for each application */
    FacesContract(ServerLog log) {
        this.log = log;
    }

    private static String shows(String draft, String notebook) {
        return "draft " + draft + ", view " + draft + ", component " + draft + ", notebook " + notebook;
    }

    @Test
    void aViewAndItsBeansGoOnOnTheOtherServer() {
        FacesPage page = FacesPage.open(visitor, A, "page.xhtml").press(B, "write", "letter", "x");
        assertThat(page.shown()).isEqualTo(shows("x", ""));
        page = page.press(A, "write", "letter", "y").press(B, "write", "letter", "z");
        assertThat(page.shown()).isEqualTo(shows("xyz", ""));
        page = page.press(A, "keep", "letter", "");
        assertThat(page.shown()).isEqualTo(shows("", "xyz"));
    }

    @Test
    void componentsOfEveryKindGoOnOnTheOtherServer() {
        FacesPage page = FacesPage.open(visitor, A, "many.xhtml");
        assertThat(page.shown()).isEqualTo("rr  1 b  0 null");
        page = page.press(
                B, "grow", "box:in", "boxed", "number", "2", "choice", "a", "table:0:in", "t", "repeat:1:in", "u");
        assertThat(page.shown()).isEqualTo("tur boxed 2 a noted 2 2");
        page = page.press(A, "grow", "box:in", "again", "number", "3", "choice", "b", "table:2:in", "v");
        assertThat(page.shown()).isEqualTo("tuvr again 3 b noted 4 3");
        assertThat(page.press(B, "grow", "choice", "b").shown()).isEqualTo("tuvrr again 3 b noted 6 3");
    }

    @Test
    void aFlowGoesOnOnTheOtherServer() {
        FacesPage page = FacesPage.open(visitor, A, "page.xhtml").press(B, "interview");
        assertThat(page.shown()).isEqualTo("name");
        page = page.press(A, "next", "name", "Ada");
        assertThat(page.shown()).isEqualTo("Ada of ");
        page = page.press(A, "say", "town", "London");
        assertThat(page.shown()).isEqualTo("Ada of London");
        assertThat(page.press(B, "leave", "town", "Rome").shown()).startsWith("draft ");
    }

    /** MyFaces keeps such a bean together with a lambda, which is not read back. */
    @Test
    void theBeanOfAFlowFollowsOrItIsSaidThatItDoesNot() {
        FacesPage page = FacesPage.open(visitor, A, "page.xhtml").press(A, "interview");
        String shown = page.press(A, "next", "name", "Ada")
                .press(B, "say", "town", "London")
                .shown();
        assertThat(shown.equals("Ada of London")).isNotEqualTo(isSaid());
    }

    private boolean isSaid() {
        return log.lines().stream().filter(line -> line.contains(NOT_FOLLOWING)).count() == 1;
    }
}
