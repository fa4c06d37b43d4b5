package io.holdfast.cdi.conversation;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.ExternalContextFactory;
import jakarta.faces.context.ExternalContextWrapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds {@code cid} to the addresses that Faces makes for forms and redirects while the conversation is long-running
 * (Jakarta CDI 4.0, propagation in Jakarta Faces). Registered as a service, which only Faces reads; not for
 * applications.
 */
public final class FacesConversations extends ExternalContextFactory {

    /** For Faces. */
    public FacesConversations(ExternalContextFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExternalContext getExternalContext(Object context, Object request, Object response) {
        return new Propagating(getWrapped().getExternalContext(context, request, response));
    }

    @SuppressWarnings("unchecked") // what it extends is not typed as what that extends
    private static final class Propagating extends ExternalContextWrapper {

        private @Nullable String bookmarkable;

        Propagating(ExternalContext wrapped) {
            super(wrapped);
        }

        @Override
        public String encodeBookmarkableURL(String baseUrl, Map<String, List<String>> parameters) {
            String encoded = super.encodeBookmarkableURL(baseUrl, parameters);
            bookmarkable = encoded;
            return encoded;
        }

        /** Also asked for links, after {@link #encodeBookmarkableURL}: they do not go on with the conversation. */
        @Override
        @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // a form may have an equal address
        public String encodeActionURL(String url) {
            return super.encodeActionURL(url == bookmarkable ? url : withId(url));
        }

        @Override
        public String encodePartialActionURL(String url) {
            return super.encodePartialActionURL(withId(url));
        }

        @Override
        public String encodeRedirectURL(String baseUrl, Map<String, List<String>> parameters) {
            return super.encodeRedirectURL(
                    parameters != null && parameters.containsKey("cid") ? baseUrl : withId(baseUrl), parameters);
        }
    }

    private static String withId(String url) {
        String id = id();
        return id == null ? url : with("cid=" + URLEncoder.encode(id, StandardCharsets.UTF_8), url);
    }

    private static @Nullable String id() {
        try {
            return CDI.current().select(Conversation.class).get().getId();
        } catch (ContextNotActiveException e) {
            return null;
        }
    }

    static String with(String parameter, String url) {
        int fragment = url.indexOf('#') < 0 ? url.length() : url.indexOf('#');
        String address = url.substring(0, fragment);
        if (address.contains("?cid=") || address.contains("&cid=")) {
            return url;
        }
        return address + (address.contains("?") ? "&" : "?") + parameter + url.substring(fragment);
    }
}
