package io.holdfast.apps.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.io.Serializable;

/** An article of an order. */
@Entity
public class Line implements Serializable {

    private static final long serialVersionUID = 1L;

    @Id
    @GeneratedValue
    private long id;

    private String article = "";

    protected Line() {}

    Line(String article) {
        this.article = article;
    }

    String article() {
        return article;
    }
}
