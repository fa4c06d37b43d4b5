package io.holdfast.it.app.faces;

import jakarta.faces.event.ValueChangeEvent;
import jakarta.faces.event.ValueChangeListener;

/** Listens to a component of a page. */
public class Changed implements ValueChangeListener {

    @Override
    public void processValueChange(ValueChangeEvent event) {
        event.getComponent().getAttributes().put("changed", event.getNewValue());
    }
}
