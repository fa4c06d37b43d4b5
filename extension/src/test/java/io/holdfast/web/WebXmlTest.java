package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebXmlTest {

    @TempDir
    Path directory;

    private WebXml read(String xml) throws IOException {
        return WebXml.read(
                Files.writeString(directory.resolve("web.xml"), xml).toUri().toURL());
    }

    @Test
    void listenersAreReadInTheirOrderAndNothingElse() throws IOException {
        WebXml xml = read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <!-- <listener><listener-class>commented.Out</listener-class></listener> -->
                  <context-param><param-name>name</param-name><param-value>v</param-value></context-param>
                  <listener><description>one</description><listener-class>a.B</listener-class></listener>
                  <servlet><servlet-name>s</servlet-name><listener-class>no.Listener</listener-class></servlet>
                  <listener>
                    <listener-class>
                      c.D
                    </listener-class>
                  </listener>
                </web-app>
                """);

        assertThat(xml.listeners()).containsExactly("a.B", "c.D");
        assertThat(xml.name()).isNull();
        assertThat(xml.complete()).isFalse();
    }

    @Test
    void anOldDocumentTypeIsNotFetched() throws IOException {
        WebXml xml = read("""
                <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN"
                  "http://127.0.0.1:1/web-app_2_3.dtd">
                <web-app><listener><listener-class>a.B</listener-class></listener></web-app>
                """);

        assertThat(xml.listeners()).containsExactly("a.B");
    }

    @Test
    void anExternalEntityIsNotFollowed() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret.Listener");
        String xml = "<!DOCTYPE web-app [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                + "<web-app><listener><listener-class>&e;</listener-class></listener></web-app>";

        assertThatIllegalStateException()
                .isThrownBy(() -> read(xml))
                .withMessageContaining("web.xml")
                .withMessageNotContaining("secret.Listener");
    }

    @Test
    void whatIsNoXmlIsAClearError() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read("<web-app><listener>"))
                .withMessageContaining("Cannot read the session listeners from")
                .withMessageContaining("web.xml");
    }

    @Test
    void fragmentsThatTheOrderingLeavesOutDoNotCount() throws IOException {
        WebXml some = read("<web-app><absolute-ordering><name>a</name></absolute-ordering></web-app>");
        WebXml all = read("<web-app><absolute-ordering><name>a</name><others/></absolute-ordering></web-app>");
        WebXml none = read("<web-app><absolute-ordering/></web-app>");
        WebXml unsaid = read("<web-app/>");
        WebXml a = read("<web-fragment><name>a</name></web-fragment>");
        WebXml b = read("<web-fragment><ordering><after><name>a</name></after></ordering></web-fragment>");

        assertThat(some.takes(a)).isTrue();
        assertThat(some.takes(b)).isFalse();
        assertThat(all.takes(b)).isTrue();
        assertThat(none.takes(a)).isFalse();
        assertThat(unsaid.takes(b)).isTrue();
        assertThat(b.name()).isNull();
    }
}
