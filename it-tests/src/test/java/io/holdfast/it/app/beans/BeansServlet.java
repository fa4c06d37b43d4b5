package io.holdfast.it.app.beans;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Does to the session beans what the last part of the path says. */
@WebServlet(urlPatterns = "/beans/*", asyncSupported = true)
public class BeansServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private Basket basket;

    @Inject
    private Voucher voucher;

    @Inject
    @Named("method")
    private Notes byMethod;

    @Inject
    @Named("field")
    private Notes byField;

    @Inject
    private transient Diary diary;

    @Inject
    private transient HttpSession session;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        switch (request.getPathInfo()) {
            case "/change" -> change(request.getParameter("item"));
            case "/show" -> response.getWriter().print(show());
            case "/async" -> changeAsynchronously(request);
            case "/end" -> session.invalidate();
            case "/diary" -> response.getWriter().print(diary.read());
            default -> response.sendError(404);
        }
    }

    private void change(String item) {
        basket.put(item);
        voucher.raise();
        byMethod.add(item);
        byField.add(item);
    }

    private String show() {
        return basket.describe() + ", voucher " + voucher.worth() + ", notes " + byMethod.text() + " and "
                + byField.text() + ", page " + session.getAttribute("last");
    }

    private void changeAsynchronously(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            change(request.getParameter("item"));
        } else {
            AsyncContext async = request.startAsync();
            async.start(async::dispatch);
        }
    }
}
