package io.holdfast.apps.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.io.Serializable;

/** Referred to lazily by orders. */
@Entity
public class Customer implements Serializable {

    private static final long serialVersionUID = 1L;

    @Id
    @GeneratedValue
    private long id;

    private String name = "";

    protected Customer() {}

    Customer(String name) {
        this.name = name;
    }

    /** For the proxies of the provider. */
    public String getName() {
        return name;
    }
}
