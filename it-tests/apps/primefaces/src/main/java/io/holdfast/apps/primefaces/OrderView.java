package io.holdfast.apps.primefaces;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An order while it is written: it lives as long as its page is open. */
@Named
@ViewScoped
public class OrderView implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<Item> items = new ArrayList<>();
    private @Nullable String name;
    private int amount = 1;
    private @Nullable Item chosen;
    private int nods;

    @Inject
    private Customer customer;

    public void add() {
        items.add(new Item(items.size() + 1, String.valueOf(name), amount));
        name = null;
        amount = 1;
    }

    public void more() {
        if (chosen != null) {
            chosen.setAmount(chosen.getAmount() + 1);
        }
    }

    /** Ends this view; what is said of it is shown on the next one. */
    public String order() {
        String order = items.stream()
                .map(each -> each.getAmount() + " " + each.getName())
                .collect(Collectors.joining(", "));
        customer.order(order);
        FacesContext context = FacesContext.getCurrentInstance();
        context.addMessage(null, new FacesMessage("Ordered: " + order));
        context.getExternalContext().getFlash().setKeepMessages(true);
        context.getExternalContext().getFlash().put("thanks", "Thank you for " + items.size());
        return "ordered?faces-redirect=true";
    }

    public String leave() {
        FacesContext.getCurrentInstance().getExternalContext().invalidateSession();
        return "order?faces-redirect=true";
    }

    /** For many requests at the same time. */
    public synchronized void nod() {
        nods++;
        customer.nod();
    }

    public synchronized int getNods() {
        return nods;
    }

    public List<Item> getItems() {
        return items;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public int getAmount() {
        return amount;
    }

    public void setAmount(int amount) {
        this.amount = amount;
    }

    public @Nullable Item getChosen() {
        return chosen;
    }

    public void setChosen(@Nullable Item chosen) {
        this.chosen = chosen;
    }
}
