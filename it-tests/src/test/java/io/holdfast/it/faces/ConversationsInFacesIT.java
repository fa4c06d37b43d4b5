package io.holdfast.it.faces;

import static io.holdfast.it.harness.deployment.Example.A;
import static io.holdfast.it.harness.deployment.Example.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.app.conversation.Trip;
import io.holdfast.it.app.conversation.TripLog;
import io.holdfast.it.app.conversation.TripServlet;
import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.http.Visitor;
import io.holdfast.it.harness.server.EveryServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Faces carries conversations from page to page; the application on b also maps the container's conversation filter.
 */
@EveryServer
@Tag("one-make")
@Tag("faces")
class ConversationsInFacesIT {

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">{mapping}
              <servlet><servlet-name>faces</servlet-name>
                <servlet-class>jakarta.faces.webapp.FacesServlet</servlet-class></servlet>
              <servlet-mapping><servlet-name>faces</servlet-name><url-pattern>*.xhtml</url-pattern></servlet-mapping>
            </web-app>
            """;
    private static final String FILTER = """
            <filter-mapping><filter-name>CDI Conversation Filter</filter-name><url-pattern>/*</url-pattern>
            </filter-mapping>
            """;
    private static final String PAGE = """
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:h="jakarta.faces.html"
              xmlns:f="jakarta.faces.core">
            <f:metadata><f:viewAction action="page?faces-redirect=true" if="#{param.go eq 'on'}"/></f:metadata>
            <h:body><h:form id="form"><h:commandButton id="go" value="go" action="page?faces-redirect=true"/></h:form>
            <h:link outcome="page" value="link"/> stops: #{trip.stops}.</h:body></html>
            """;

    private final Visitor visitor = new Visitor();

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return application("");
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return application(FILTER);
    }

    private static WebArchive application(String filter) {
        return TrialApplication.war("travel.war")
                .addClasses(Trip.class, TripLog.class, TripServlet.class)
                .addAsWebResource(new StringAsset(PAGE), "page.xhtml")
                .setWebXML(new StringAsset(WEB_XML.replace("{mapping}", filter)));
    }

    @Test
    void formsGoOnWithTheConversationAndLinksDoNot() {
        String cid = visitor.read(A, "/travel/trip/begin?stop=x");
        visitor.read(A, "/travel/trip/log");
        assertThat(visitor.read(A, "/travel/page.xhtml?cid=" + cid))
                .contains("action=\"/travel/page.xhtml?cid=" + cid + "\"", "href=\"/travel/page.xhtml\"", "stops: x");
        assertThat(visitor.read(A, "/travel/trip/log")).isEmpty();
        assertThat(visitor.read(A, "/travel/page.xhtml")).contains("action=\"/travel/page.xhtml\"");
        assertThat(visitor.read(A, "/travel/trip/log").lines())
                .containsExactly(
                        "initialized: of the request",
                        "ending: of the request",
                        "trip  destroyed",
                        "ended: of the request");
    }

    @Test
    void redirectsGoOnWithTheConversation() {
        String cid = visitor.read(A, "/travel/trip/begin?stop=x");
        assertThat(visitor.ask(A, "/travel/page.xhtml?go=on&cid=" + cid)
                        .headers()
                        .firstValue("location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/travel/page.xhtml?cid=" + cid));
    }

    @Test
    void whereTheContainersFilterIsMappedConversationsGoOnAndItRefusesThoseThatThereAreNot() {
        String cid = visitor.read(B, "/travel/trip/begin?stop=x");
        assertThat(visitor.read(B, "/travel/trip/add?stop=y&cid=" + cid)).isEqualTo("xy");
        assertThat(visitor.read(B, "/travel/page.xhtml?cid=" + cid))
                .contains("action=\"/travel/page.xhtml?cid=" + cid + "\"", "stops: xy");
        assertThat(visitor.read(B, "/travel/trip/logout?cid=" + cid)).isEqualTo("xy");
        assertThat(visitor.ask(B, "/travel/trip/add?stop=z&cid=" + cid).statusCode())
                .isEqualTo(500);
    }
}
