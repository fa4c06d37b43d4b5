package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cookies of the session's name that somebody else has set, such as a neighbour under the same domain. */
class JunkCookiesTest extends ServletSessionsFixture {

    private static final String NAME = "JSESSIONID";
    private static final int MANY = 40;

    private final Random random = new Random(1);

    private String invented() {
        byte[] bytes = new byte[SessionId.BYTES];
        random.nextBytes(bytes);
        return SessionId.of(bytes).value();
    }

    private String nameWith(List<String> ids) {
        String cookies = NAME + "=" + String.join("; " + NAME + "=", ids);
        return new Browser().read(url("/name"), "Cookie", cookies);
    }

    private void pages() {
        application.on("/start", (request, response) -> {
            request.getSession().setAttribute("name", "Ada");
            response.getWriter().print(request.getSession().getId());
        });
        application.on("/name", showing("name"));
        start();
    }

    @Test
    void manyBeforeTheRealOneDoNotHideItNorCostACommand() {
        pages();
        List<String> ids = new ArrayList<>(Collections.nCopies(1, read("/start")));
        String unused = nameWith(ids);
        int before = nodes.requests();
        assertThat(nameWith(ids)).isEqualTo("Ada");
        int alone = nodes.requests() - before;
        for (int i = 0; i < MANY; i++) {
            ids.add(0, invented());
        }
        assertThat(nameWith(ids)).isEqualTo("Ada");
        assertThat(nodes.requests() - before).isEqualTo(2 * alone);
    }

    @Test
    void aloneTheyAreNoSessionAndCostNoCommand() {
        pages();
        for (int i = 0; i < MANY; i++) {
            assertThat(nameWith(List.of(invented(), invented(), invented(), invented())))
                    .isEqualTo("none");
        }
        assertThat(nodes.requests()).isZero();
    }
}
