package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpSessionTest extends ServletFaceFixture {

    @Test
    void anAttributeSetInOneRequestIsThereInTheNext() {
        application.on("/set", (request, response) -> request.getSession().setAttribute("name", "Ada"));
        application.on(
                "/get",
                (request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("name")));
        start();

        read("/set");

        assertThat(read("/get")).isEqualTo("Ada");
    }

    @Test
    void aValueThatWasReadAndChangedInsideIsSavedWithoutBeingSetAgain() {
        application.on("/start", (request, response) -> request.getSession().setAttribute("cart", new ArrayList<>()));
        application.on("/add", (request, response) -> cart(request.getSession()).add("book"));
        application.on("/show", (request, response) -> response.getWriter().print(cart(request.getSession())));
        start();

        read("/start");
        read("/add");
        read("/add");

        assertThat(read("/show")).isEqualTo("[book, book]");
    }

    @SuppressWarnings("unchecked")
    private static List<String> cart(HttpSession session) {
        return (List<String>) session.getAttribute("cart");
    }
}
