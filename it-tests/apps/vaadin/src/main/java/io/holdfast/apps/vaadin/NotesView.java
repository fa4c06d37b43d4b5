package io.holdfast.apps.vaadin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import java.util.ArrayList;
import java.util.List;

/** A view with state of its own: what was written in it. */
@Route("")
public final class NotesView extends Div {

    private static final long serialVersionUID = 1L;

    private final List<String> written = new ArrayList<>();
    private final Input text = new Input();
    private final Span shown = new Span("Nothing");

    public NotesView() {
        text.setId("text");
        shown.setId("shown");
        NativeButton write = new NativeButton("Write", event -> write());
        write.setId("write");
        NativeButton more = new NativeButton("More");
        more.setId("more");
        more.addClickListener(event -> more());
        NativeButton leave = new NativeButton(
                "Leave", event -> getUI().ifPresent(ui -> ui.getSession().close()));
        leave.setId("leave");
        NativeButton later = new NativeButton("Later", event -> later());
        later.setId("later");
        add(text, write, more, leave, later, shown);
    }

    /** The thread waits until the answer to this has been written. */
    private void later() {
        UI ui = getUI().orElseThrow();
        new Thread(() -> ui.accessSynchronously(() -> shown.setText("written by a thread"))).start();
    }

    private void write() {
        written.add(text.getValue());
        int notes = Visit.ofThisRequest().countNote();
        shown.setText(String.join(", ", written) + "; " + notes + " in all");
        text.clear();
    }

    /** Its listener refers to a value of this moment. */
    private void more() {
        int number = written.size();
        NativeButton added = new NativeButton("At " + number);
        added.setId("at" + number);
        added.addClickListener(event -> shown.setText("added at " + number + ", now " + written.size()));
        add(added);
    }
}
