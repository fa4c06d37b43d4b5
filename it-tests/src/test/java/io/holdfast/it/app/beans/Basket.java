package io.holdfast.it.app.beans;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A managed bean that holds one of everything that can be injected. */
@SessionScoped
@Named
public class Basket implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<String> items = new ArrayList<>();

    @Inject
    private Price price;

    @Inject
    private Diary diary;

    @Inject
    private Event<Bought> bought;

    @Inject
    @Any
    private Instance<Price> prices;

    @Inject
    private BeanManager beanManager;

    @Inject
    private HttpSession session;

    @Inject
    private HttpServletRequest request;

    record Bought(String item) {}

    /** A dependent object, stored with the basket. */
    @Dependent
    public static class Price implements Serializable {

        private static final long serialVersionUID = 1L;

        private int amount;

        @Inject
        private Diary diary;

        @PreDestroy
        void destroyed() {
            diary.write("price " + amount + " destroyed");
        }
    }

    void put(String item) {
        items.add(item);
        price.amount++;
        session.setAttribute("last", item);
        bought.fire(new Bought(item));
    }

    String describe() {
        Price looked = prices.get();
        try {
            return items + " for " + price.amount + ", looked up " + looked.amount + ", last "
                    + session.getAttribute("last") + ", asked by " + request.getParameter("by") + ", bean manager "
                    + beanManager.isNormalScope(SessionScoped.class);
        } finally {
            prices.destroy(looked);
        }
    }

    @PreDestroy
    void destroyed() {
        diary.write("basket " + items + " destroyed");
    }
}
