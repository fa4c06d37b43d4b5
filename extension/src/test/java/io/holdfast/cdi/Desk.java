package io.holdfast.cdi;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A session bean that says it is serialisable, and is not. */
@SessionScoped
public class Desk implements Serializable {

    private final List<Printer> printers = new ArrayList<>();

    public int print() {
        printers.add(new Printer());
        return printers.size();
    }

    static class Printer {}
}
