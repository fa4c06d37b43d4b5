package io.holdfast.it.applications;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.deployment.Example;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A shop of PrimeFaces pages, whose views are on the server: beans of views and sessions, tables, flash, Ajax. */
abstract class PrimeFacesContract extends ApplicationContract {

    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 25;

    @Override
    List<Step> trip() {
        return List.of(
                browser -> page(browser.open("order.xhtml")),
                browser -> add(browser, "", "1"),
                browser -> add(browser, "pears", "12"),
                browser -> add(browser, "pears", "2"),
                browser -> add(browser, "apples", "1"),
                browser -> add(browser, "quinces", "3"),
                PrimeFacesContract::turn,
                PrimeFacesContract::sort,
                browser -> choose(browser, "2"),
                PrimeFacesContract::more,
                PrimeFacesContract::nod,
                PrimeFacesContract::more,
                PrimeFacesContract::nod,
                browser -> page(browser.submit("#list", "list:order", "list:order")),
                browser -> page(browser.open("ordered.xhtml")),
                browser -> page(browser.click("#back")),
                PrimeFacesContract::nod,
                browser -> add(browser, "plums", "9"),
                browser -> add(browser, "figs", "9"),
                browser -> page(browser.submit("#list", "list:order", "list:order")),
                browser -> page(browser.click("#back")),
                browser -> page(browser.submit("#list", "list:leave", "list:leave")),
                PrimeFacesContract::nod);
    }

    private static String page(Browser browser) {
        return new PrimeFacesPage(browser).text();
    }

    private static String add(Browser browser, String name, String amount) {
        return new PrimeFacesPage(browser)
                .press("form:add", "form list", "form:name", name, "form:amount", amount)
                .text();
    }

    private static String turn(Browser browser) {
        return new PrimeFacesPage(browser)
                .askTable("list:items", "list:items", rows("_pagination", "true", "_first", "2", "_rows", "2"))
                .text();
    }

    private static String sort(Browser browser) {
        return new PrimeFacesPage(browser)
                .askTable(
                        "list:items",
                        "list:items",
                        rows("_sorting", "true", "_sortKey", "list:items:byName", "_sortDir", "1"))
                .text();
    }

    private static String[] rows(String... request) {
        return Stream.concat(Stream.of(request), Stream.of("_encodeFeature", "true", "_skipChildren", "true"))
                .toArray(String[]::new);
    }

    private static String choose(Browser browser, String key) {
        PrimeFacesPage page = new PrimeFacesPage(browser);
        page.element("list:items_selection").val(key);
        String event = "jakarta.faces.behavior.event";
        String partial = "jakarta.faces.partial.event";
        return page.askTable(
                        "list:items",
                        "list:chosen",
                        event,
                        "rowSelect",
                        partial,
                        "rowSelect",
                        "_instantSelectedRowKey",
                        key)
                .text();
    }

    private static String more(Browser browser) {
        return new PrimeFacesPage(browser).press("list:more", "list").text();
    }

    private static String nod(Browser browser) {
        return new PrimeFacesPage(browser).press("nods:nod", "nods:shown").text();
    }

    @Test
    void noneOfEightNodsAtOnceIsLostByTheBeansOfItsViewAndSession() {
        assertThat(nodsAtOnce(Application.WITHOUT)).isEqualTo(allNods());
        assertThat(nodsAtOnce(Application.WITH)).isEqualTo(allNods());
    }

    private static String allNods() {
        return AT_ONCE * ROUNDS + " nods here, " + AT_ONCE * ROUNDS + " in all.";
    }

    private static String nodsAtOnce(String application) {
        PrimeFacesPage page = new PrimeFacesPage(new Browser(Example.A, application).open("order.xhtml"));
        ExecutorService script = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<String>> begun = Stream.generate(
                                () -> CompletableFuture.supplyAsync(() -> page.send("nods:nod", "nods:shown"), script))
                        .limit(AT_ONCE)
                        .toList();
                begun.stream().map(CompletableFuture::join).toList().forEach(page::show);
            }
        } finally {
            script.shutdownNow();
        }
        return page.press("list:more", "nods:shown").element("nods:shown").text();
    }
}
