package io.holdfast.it.applications;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.deployment.Example;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Views that the server may push changes to have what that takes in the session too. */
@Tag("in-full")
class VaadinWithPushIT extends VaadinContract {

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet>
                <servlet-name>vaadin</servlet-name>
                <servlet-class>com.vaadin.flow.server.VaadinServlet</servlet-class>
                <init-param><param-name>pushMode</param-name><param-value>automatic</param-value></init-param>
                <load-on-startup>1</load-on-startup>
                <async-supported>true</async-supported>
              </servlet>
              <servlet-mapping><servlet-name>vaadin</servlet-name><url-pattern>/*</url-pattern></servlet-mapping>
            </web-app>
            """;

    @Deployment(name = "without", testable = false)
    @TargetsContainer("a")
    static WebArchive without() {
        return Application.without("vaadin").setWebXML(new StringAsset(WEB_XML));
    }

    @Deployment(name = "on-a", testable = false)
    @TargetsContainer("a")
    static WebArchive onA() {
        return Application.with("vaadin").setWebXML(new StringAsset(WEB_XML));
    }

    @Deployment(name = "on-b", testable = false)
    @TargetsContainer("b")
    static WebArchive onB() {
        return Application.with("vaadin").setWebXML(new StringAsset(WEB_XML));
    }

    /** The thread's change is no request's: the next one on that server has it stored. */
    @Test
    void whatAThreadChangesIsPushedAndOnTheOtherServerAfterTheNextRequest() {
        Browser browser = new Browser(Example.A, Application.WITH);
        VaadinPage page = VaadinPage.open(browser);
        try (Chat pushed = page.listen()) {
            page.click("later");
            pushed.awaitHeard("written by a thread");
        }
        page.type("text", "Ada was here");
        browser.goTo(Example.B);
        assertThat(page.resynchronize()).contains("written by a thread");
    }
}
