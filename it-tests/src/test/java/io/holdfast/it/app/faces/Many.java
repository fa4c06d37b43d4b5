package io.holdfast.it.app.faces;

import jakarta.faces.component.UIComponent;
import jakarta.faces.component.html.HtmlInputText;
import jakarta.faces.component.html.HtmlOutputText;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What a page with components of many kinds edits. */
@Named
@ViewScoped
public class Many implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<Row> rows = new ArrayList<>(List.of(new Row(), new Row()));
    private String boxed = "";
    private long number = 1;
    private String choice = "b";
    private String note = "";

    /** One row of its tables. */
    public static class Row implements Serializable {

        private static final long serialVersionUID = 1L;

        private String text = "r";

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }
    }

    public List<Row> getRows() {
        return rows;
    }

    public String getBoxed() {
        return boxed;
    }

    public void setBoxed(String boxed) {
        this.boxed = boxed;
    }

    public long getNumber() {
        return number;
    }

    public void setNumber(long number) {
        this.number = number;
    }

    public String getChoice() {
        return choice;
    }

    public void setChoice(String choice) {
        this.choice = choice;
    }

    public List<String> getChoices() {
        return List.of("a", "b");
    }

    public void setNote(String note) {
        this.note = note;
    }

    /** Adds components of two kinds, and a row. */
    public void grow() {
        rows.add(new Row());
        FacesContext faces = FacesContext.getCurrentInstance();
        UIComponent place = faces.getViewRoot().findComponent("form:place");
        HtmlOutputText text = new HtmlOutputText();
        text.setValue("added " + place.getChildCount());
        place.getChildren().add(text);
        HtmlInputText input = new HtmlInputText();
        input.setValue("new");
        place.getChildren().add(input);
    }

    public String getText() {
        FacesContext faces = FacesContext.getCurrentInstance();
        StringBuilder all = new StringBuilder();
        rows.forEach(row -> all.append(row.getText()));
        return all + " " + boxed + " " + number + " " + choice + " " + note + " "
                + faces.getViewRoot().findComponent("form:place").getChildCount() + " "
                + faces.getViewRoot()
                        .findComponent("form:number")
                        .getAttributes()
                        .get("changed");
    }
}
