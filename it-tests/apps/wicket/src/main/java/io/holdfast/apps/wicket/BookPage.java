package io.holdfast.apps.wicket;

import java.util.ArrayList;
import java.util.List;
import org.apache.wicket.ajax.AjaxRequestTarget;
import org.apache.wicket.ajax.markup.html.AjaxLink;
import org.apache.wicket.markup.html.WebPage;
import org.apache.wicket.markup.html.basic.Label;
import org.apache.wicket.markup.html.form.Form;
import org.apache.wicket.markup.html.form.TextField;
import org.apache.wicket.markup.html.link.Link;
import org.apache.wicket.markup.html.panel.FeedbackPanel;
import org.apache.wicket.model.Model;

/** A page with state of its own: what was written on it, and how often it was turned. */
public final class BookPage extends WebPage {

    private static final long serialVersionUID = 1L;

    private final List<String> written = new ArrayList<>();
    private int turns;
    private int nods;

    public BookPage() {
        Label nodded = new Label("nods", () -> nods);
        nodded.setOutputMarkupId(true);
        add(
                new Label("turns", () -> turns),
                new Label("written", () -> String.join(", ", written)),
                new Label("lines", () -> GuestSession.ofThisRequest().lines()),
                new FeedbackPanel("feedback"),
                nodded,
                turn(),
                nod(nodded),
                book(),
                new Link<Void>("leave") {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void onClick() {
                        getSession().invalidate();
                        setResponsePage(BookPage.class);
                    }
                });
    }

    private Link<Void> turn() {
        return new Link<>("turn") {
            private static final long serialVersionUID = 1L;

            @Override
            public void onClick() {
                turns++;
            }
        };
    }

    private AjaxLink<Void> nod(Label nodded) {
        return new AjaxLink<>("nod") {
            private static final long serialVersionUID = 1L;

            @Override
            public void onClick(AjaxRequestTarget target) {
                nods++;
                target.add(nodded);
            }
        };
    }

    private Form<String> book() {
        Model<String> line = Model.of("");
        Form<String> form = new Form<>("book", line) {
            private static final long serialVersionUID = 1L;

            @Override
            protected void onSubmit() {
                written.add(line.getObject());
                GuestSession.ofThisRequest().countLine();
                getSession().success("written: " + line.getObject());
                line.setObject("");
            }
        };
        form.add(new TextField<>("line", line).setRequired(true));
        return form;
    }
}
