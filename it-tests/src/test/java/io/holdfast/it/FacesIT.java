package io.holdfast.it;

import static io.holdfast.it.Example.A;
import static io.holdfast.it.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.faces.Notebook;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Views, with their state on the server, and flows whose forms are sent to one server and the other in turn. */
@EveryServer
@Tag("one-make")
@Tag("faces")
class FacesIT {

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet><servlet-name>faces</servlet-name>
                <servlet-class>jakarta.faces.webapp.FacesServlet</servlet-class></servlet>
              <servlet-mapping><servlet-name>faces</servlet-name><url-pattern>*.xhtml</url-pattern></servlet-mapping>
            </web-app>
            """;

    /** The stricter way, in which each class that Faces keeps has to be known. */
    private static final String LISTED = "holdfast.classes=listed";

    /** Mojarra's composite components have them in the state of a view. */
    private static final String EXPRESSIONS = "holdfast.allowed-classes=com.sun.faces.facelets.el.*;jakarta.el.*"
            + ";org.glassfish.expressly.*;org.jboss.weld.module.web.**";

    private static final String NOT_FOLLOWING =
            "FlowScopeContextualStorageHolder stays in this process and does not follow its session";

    /** From before the deployment on: it is said once for each application. */
    private static final ServerLog LOG_OF_A = new ServerLog("a");

    private final Visitor visitor = new Visitor();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return application();
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return application();
    }

    private static WebArchive application() {
        return TrialApplication.war("example.war", LISTED, EXPRESSIONS)
                .addPackage(Notebook.class.getPackage())
                .addAsWebResource("faces/many.xhtml", "many.xhtml")
                .addAsWebResource("faces/resources/trial/box.xhtml", "resources/trial/box.xhtml")
                .addAsWebResource("faces/page.xhtml", "page.xhtml")
                .addAsWebResource("faces/interview/interview.xhtml", "interview/interview.xhtml")
                .addAsWebResource("faces/interview/town.xhtml", "interview/town.xhtml")
                .addAsWebResource("faces/interview/interview-flow.xml", "interview/interview-flow.xml")
                .addAsWebInfResource(
                        new StringAsset(
                                "<faces-config xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\"/>"),
                        "faces-config.xml")
                .setWebXML(new StringAsset(WEB_XML));
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

    private static boolean isSaid() {
        return LOG_OF_A.lines().stream()
                        .filter(line -> line.contains(NOT_FOLLOWING))
                        .count()
                == 1;
    }
}
