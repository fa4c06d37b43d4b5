package io.holdfast.it.app.spring;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import org.springframework.web.WebApplicationInitializer;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** The same controllers twice: under {@code /spring}, and one request of a session at a time under {@code /in-turn}. */
public class Start implements WebApplicationInitializer {

    @Override
    public void onStartup(ServletContext context) {
        add(context, "spring", Pages.class);
        add(context, "in-turn", Pages.class, InTurn.class);
    }

    private static void add(ServletContext context, String name, Class<?>... beans) {
        AnnotationConfigWebApplicationContext application = new AnnotationConfigWebApplicationContext();
        application.register(beans);
        ServletRegistration.Dynamic servlet = context.addServlet(name, new DispatcherServlet(application));
        servlet.addMapping("/" + name + "/*");
        servlet.setLoadOnStartup(1);
    }
}
