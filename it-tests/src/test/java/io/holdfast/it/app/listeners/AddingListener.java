package io.holdfast.it.app.listeners;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Adds a listener when the application starts, as frameworks do. */
@WebListener
public class AddingListener implements ServletContextListener {

    static final String ADDED = "the listener that was added";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        AddedListener added = new AddedListener();
        event.getServletContext().addListener(added);
        event.getServletContext().setAttribute(ADDED, added);
    }
}
