package io.holdfast.apps.wicket;

import org.apache.wicket.DefaultPageManagerProvider;
import org.apache.wicket.Page;
import org.apache.wicket.Session;
import org.apache.wicket.pageStore.IPageStore;
import org.apache.wicket.pageStore.InSessionPageStore;
import org.apache.wicket.protocol.http.WebApplication;
import org.apache.wicket.request.Request;
import org.apache.wicket.request.Response;

/** The application. Everything but where the pages are is as Wicket has it. */
public final class GuestBook extends WebApplication {

    private static final int PAGES = 5;

    @Override
    public Class<? extends Page> getHomePage() {
        return BookPage.class;
    }

    @Override
    public Session newSession(Request request, Response response) {
        return new GuestSession(request);
    }

    @Override
    protected void init() {
        super.init();
        getCspSettings().blocking().disabled();
        setPageManagerProvider(new DefaultPageManagerProvider(this) {
            @Override
            protected IPageStore newPersistentStore() {
                return new InSessionPageStore(PAGES, getSerializer());
            }
        });
    }
}
