package io.holdfast.it.spring;

import io.holdfast.it.app.live.Busy;
import io.holdfast.it.app.spring.Start;
import io.holdfast.it.harness.deployment.TrialApplication;
import io.holdfast.it.harness.server.Jars;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import java.io.File;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.expression.Expression;
import org.springframework.web.WebApplicationInitializer;
import org.springframework.web.servlet.DispatcherServlet;

/** The application of {@code io.holdfast.it.app.spring}, with Spring and Holdfast in it. */
final class SpringApplication {

    private static final String WITH_MUTEX = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <listener>
                <listener-class>org.springframework.web.util.HttpSessionMutexListener</listener-class>
              </listener>
            </web-app>
            """;

    private SpringApplication() {}

    static WebArchive war(String name, String... settings) {
        return TrialApplication.war(name, settings)
                .addPackage(Start.class.getPackage())
                .addClass(Busy.class)
                .addAsLibraries(libraries());
    }

    /** With Spring's listener that gives each session a mutex. */
    static WebArchive warWithMutex(String name, String... settings) {
        return war(name, settings).setWebXML(new StringAsset(WITH_MUTEX));
    }

    private static File[] libraries() {
        return Stream.of(
                        DispatcherServlet.class,
                        WebApplicationInitializer.class,
                        ApplicationContext.class,
                        BeanFactory.class,
                        Advisor.class,
                        Expression.class,
                        Resource.class,
                        LogFactory.class,
                        Observation.class,
                        KeyValue.class)
                .map(type -> Jars.of(type).toFile())
                .toArray(File[]::new);
    }
}
