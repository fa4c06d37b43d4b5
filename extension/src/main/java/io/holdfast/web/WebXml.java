package io.holdfast.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code web.xml} or {@code web-fragment.xml} says of listeners (Jakarta Servlet 6.0 chapters 8 and 14).
 *
 * @param name the fragment's, or null
 * @param listeners class names in their order
 * @param complete whether annotations are not to be looked at
 * @param fragments the names of the fragments that take part, or null if all do
 */
record WebXml(
        @Nullable String name,
        List<String> listeners,
        boolean complete,
        @Nullable List<String> fragments) {

    static final WebXml NONE = new WebXml(null, List.of(), false, null);

    /** Reads one; external entities and document types are not followed. */
    static WebXml read(URL place) {
        try (InputStream in = open(place)) {
            return new Reading(safeFactory().createXMLStreamReader(in)).document();
        } catch (IOException | XMLStreamException e) {
            throw new IllegalStateException("Cannot read the session listeners from " + place + ": " + e, e);
        }
    }

    // Not URL.openStream(): it keeps the library's file open after the application is gone.
    private static InputStream open(URL place) throws IOException {
        URLConnection connection = place.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    // The JDK's own: one that the application brings may know these properties by other names.
    private static XMLInputFactory safeFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Whether a fragment's listeners count. */
    boolean takes(WebXml fragment) {
        return fragments == null || (fragment.name != null && fragments.contains(fragment.name));
    }

    private static final class Reading {

        private final XMLStreamReader xml;
        private final List<String> listeners = new ArrayList<>();
        private @Nullable List<String> fragments;
        private @Nullable String name;

        Reading(XMLStreamReader xml) {
            this.xml = xml;
        }

        WebXml document() throws XMLStreamException {
            nextElement();
            boolean complete = Boolean.parseBoolean(xml.getAttributeValue(null, "metadata-complete"));
            while (nextElement()) {
                switch (xml.getLocalName()) {
                    case "listener" -> listener();
                    case "absolute-ordering" -> ordering();
                    case "name" -> name = xml.getElementText().strip();
                    default -> skip();
                }
            }
            return new WebXml(name, List.copyOf(listeners), complete, fragments);
        }

        private void listener() throws XMLStreamException {
            while (nextElement()) {
                if (xml.getLocalName().equals("listener-class")) {
                    listeners.add(xml.getElementText().strip());
                } else {
                    skip();
                }
            }
        }

        private void ordering() throws XMLStreamException {
            List<String> named = new ArrayList<>();
            boolean all = false;
            while (nextElement()) {
                if (xml.getLocalName().equals("name")) {
                    named.add(xml.getElementText().strip());
                } else {
                    all |= xml.getLocalName().equals("others");
                    skip();
                }
            }
            fragments = all ? null : named;
        }

        /** Moves to the next child element, or to the end of the present one. */
        private boolean nextElement() throws XMLStreamException {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.START_ELEMENT || event == XMLStreamReader.END_ELEMENT) {
                    return event == XMLStreamReader.START_ELEMENT;
                }
            }
            return false;
        }

        private void skip() throws XMLStreamException {
            while (nextElement()) {
                skip();
            }
        }
    }
}
