package io.holdfast.it.faces;

import io.holdfast.it.app.faces.Notebook;
import io.holdfast.it.harness.deployment.TrialApplication;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An application of Faces pages, with a composite component and a flow. */
final class FacesApplication {

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet><servlet-name>faces</servlet-name>
                <servlet-class>jakarta.faces.webapp.FacesServlet</servlet-class></servlet>
              <servlet-mapping><servlet-name>faces</servlet-name><url-pattern>*.xhtml</url-pattern></servlet-mapping>
            </web-app>
            """;

    private static final String FACES_CONFIG =
            "<faces-config xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\"/>";

    private FacesApplication() {}

    static WebArchive war(String... settings) {
        return TrialApplication.war("example.war", settings)
                .addPackage(Notebook.class.getPackage())
                .addAsWebResource("faces/many.xhtml", "many.xhtml")
                .addAsWebResource("faces/resources/trial/box.xhtml", "resources/trial/box.xhtml")
                .addAsWebResource("faces/page.xhtml", "page.xhtml")
                .addAsWebResource("faces/clicks.xhtml", "clicks.xhtml")
                .addAsWebResource("faces/interview/interview.xhtml", "interview/interview.xhtml")
                .addAsWebResource("faces/interview/town.xhtml", "interview/town.xhtml")
                .addAsWebResource("faces/interview/interview-flow.xml", "interview/interview-flow.xml")
                .addAsWebInfResource(new StringAsset(FACES_CONFIG), "faces-config.xml")
                .setWebXML(new StringAsset(WEB_XML));
    }
}
