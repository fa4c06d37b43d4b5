package io.holdfast.web;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Session listeners of an application, and values that listen; they write down what they are told. */
final class Listening {

    private Listening() {}

    /** What the values were told, as there is nobody to hand them a list: emptied by the test. */
    static final List<String> VALUES = new CopyOnWriteArrayList<>();

    /** Annotated, so found by scanning. */
    @WebListener
    public static class First implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

        private final List<String> events;

        public First(List<String> events) {
            this.events = events;
        }

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            events.add("first created " + event.getSession().isNew());
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            events.add("first destroyed " + event.getSession().getAttribute("name"));
        }

        @Override
        public void sessionIdChanged(HttpSessionEvent event, String oldId) {
            events.add("id changed " + !event.getSession().getId().equals(oldId));
        }

        @Override
        public void attributeAdded(HttpSessionBindingEvent event) {
            events.add("added " + event.getName() + "=" + event.getValue());
        }

        @Override
        public void attributeRemoved(HttpSessionBindingEvent event) {
            events.add("removed " + event.getName() + "=" + event.getValue());
        }

        @Override
        public void attributeReplaced(HttpSessionBindingEvent event) {
            HttpSession session = event.getSession();
            events.add("replaced " + event.getName() + "=" + event.getValue() + " by "
                    + session.getAttribute(event.getName()));
        }
    }

    /** Annotated, so found by scanning; its name is the later one. */
    @WebListener
    public static class Second implements HttpSessionListener {

        private final List<String> events;

        public Second(List<String> events) {
            this.events = events;
        }

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            events.add("second created");
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            events.add("second destroyed");
        }
    }

    /** Fails whenever it is called. */
    @WebListener
    public static class Failing implements HttpSessionListener {

        public Failing(List<String> unused) {}

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            throw new IllegalStateException("a listener's own fault");
        }
    }

    /** Only named in a descriptor, if anywhere. */
    public static class Plain implements HttpSessionListener {

        private final List<String> events;

        public Plain(List<String> events) {
            this.events = events;
        }

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            events.add("plain created");
        }
    }

    /** A value that is told where it goes. */
    static final class Value implements Serializable, HttpSessionBindingListener, HttpSessionActivationListener {

        private final String name;

        Value(String name) {
            this.name = name;
        }

        private void tell(String what, HttpSessionEvent event) {
            VALUES.add(name + " " + what + (event.getSession() == null ? " nowhere" : ""));
        }

        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            tell("bound as " + event.getName(), event);
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            tell("unbound from " + event.getName(), event);
        }

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            tell("will passivate", event);
        }

        @Override
        public void sessionDidActivate(HttpSessionEvent event) {
            tell("did activate", event);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
