package io.holdfast.it.app.ejb;

import jakarta.ejb.Stateful;
import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Its state is the EJB container's, which knows it by an id. */
@Stateful
@SessionScoped
public class Pad implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<String> lines = new ArrayList<>();

    public List<String> write(String line) {
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return List.copyOf(lines);
    }
}
