package io.holdfast.it.applications;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jsoup.parser.Parser;

/** The page that a browser shows, for which this does what PrimeFaces' script does there. */
record PrimeFacesPage(Browser browser) {

    private static final String STATE = "jakarta.faces.ViewState";

    /** The requests of a button with {@code update}. */
    PrimeFacesPage press(String button, String update, String... fields) {
        return show(send(button, update, fields));
    }

    /** What a button with {@code update} asks for; the page stays as it is. */
    String send(String button, String update, String... fields) {
        Map<String, String> data = data(button, formOf(button).id(), update, fields);
        data.put(button, button);
        return ajax(button, data);
    }

    /** What a table asks for when it is turned, sorted or chosen from; names with {@code _} first follow on its own. */
    PrimeFacesPage askTable(String table, String update, String... fields) {
        return show(ajax(table, data(table, table, update, fields)));
    }

    private String ajax(String source, Map<String, String> data) {
        return browser.ajax(formOf(source).attr("action"), data, "Faces-Request", "partial/ajax");
    }

    private Map<String, String> data(String source, String execute, String update, String... fields) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("jakarta.faces.partial.ajax", "true");
        data.put("jakarta.faces.source", source);
        data.put("jakarta.faces.partial.execute", execute);
        data.put("jakarta.faces.partial.render", update);
        formOf(source).formData().forEach(field -> data.put(field.key(), field.value()));
        for (int i = 0; i < fields.length; i += 2) {
            data.put(fields[i].startsWith("_") ? source + fields[i] : fields[i], fields[i + 1]);
        }
        return data;
    }

    private FormElement formOf(String id) {
        return (FormElement) element(id).closest("form");
    }

    Element element(String id) {
        return browser.element("[id='" + id + "']");
    }

    /** Puts what has come in place of what it is named after, and the new state into all forms. */
    PrimeFacesPage show(String answer) {
        List<Element> updates = Jsoup.parse(answer, Parser.xmlParser()).select("update");
        if (updates.isEmpty()) {
            throw new AssertionError("no update in " + answer);
        }
        updates.forEach(each -> show(each.id(), each.wholeText()));
        return this;
    }

    private void show(String id, String html) {
        if (id.contains(STATE)) {
            browser.element("body").select("form").forEach(each -> give(each, html));
        } else if (html.startsWith("<tr")) {
            element(id + "_data").html(html);
        } else {
            element(id).before(html).remove();
        }
    }

    /** A form that came with an update has no state of its own. */
    private static void give(Element form, String state) {
        form.select("[name=" + STATE + "]").remove();
        form.appendElement("input").attr("type", "hidden").attr("name", STATE).val(state);
    }

    /** All that is to be read, without scripts. */
    String text() {
        return browser.all();
    }
}
