package io.holdfast.apps.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;

/** The orders in the database. */
@ApplicationScoped
public class Orders {

    @PersistenceContext
    @SuppressWarnings("NullAway.Init")
    private EntityManager entities;

    /** Gives the id of the new order. */
    @Transactional
    public long begin(String customer, List<String> articles) {
        Purchase order = new Purchase(new Customer(customer));
        articles.forEach(order::add);
        entities.persist(order);
        entities.flush();
        return order.id();
    }

    /** Reads it, and what its words need of the rest. */
    @Transactional
    public Purchase read(long id) {
        Purchase order = entities.find(Purchase.class, id);
        order.inWords();
        return order;
    }

    /** Reads it with nothing of what is lazy. */
    @Transactional
    public Purchase readAlone(long id) {
        return entities.find(Purchase.class, id);
    }
}
