package io.holdfast.apps.primefaces;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What a customer did on all pages. */
@Named
@SessionScoped
public class Customer implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<String> orders = new ArrayList<>();
    private int nods;

    public synchronized void order(String order) {
        orders.add(order);
    }

    public synchronized String getOrders() {
        return String.join("; ", orders);
    }

    public synchronized void nod() {
        nods++;
    }

    public synchronized int getNods() {
        return nods;
    }
}
