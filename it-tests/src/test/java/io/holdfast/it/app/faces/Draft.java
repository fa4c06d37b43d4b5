package io.holdfast.it.app.faces;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Map;

/** The letters written on one view; each is noted in the view's map and in the state of a component as well. */
@Named
@ViewScoped
public class Draft implements Serializable {

    private static final long serialVersionUID = 1L;

    private final StringBuilder text = new StringBuilder();
    private String letter = "";

    @Inject
    private Notebook notebook;

    public String getText() {
        return text.toString();
    }

    public String getLetter() {
        return letter;
    }

    public void setLetter(String letter) {
        this.letter = letter;
    }

    /** Stays on the view. */
    public void write() {
        text.append(letter);
        UIViewRoot view = FacesContext.getCurrentInstance().getViewRoot();
        addTo(view.getViewMap());
        addTo(view.findComponent("shown").getAttributes());
    }

    private void addTo(Map<String, Object> map) {
        Object before = map.get("letters");
        map.put("letters", before == null ? letter : before + letter);
    }

    /** Goes to a new view by a redirect. */
    public String keep() {
        notebook.add(text.toString());
        return "page?faces-redirect=true";
    }
}
