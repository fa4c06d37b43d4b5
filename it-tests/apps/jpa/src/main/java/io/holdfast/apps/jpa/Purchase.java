package io.holdfast.apps.jpa;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An order, with a collection of each kind and a reference, all of them lazy. */
@Entity
public class Purchase implements Serializable {

    private static final long serialVersionUID = 1L;

    @Id
    @GeneratedValue
    private long id;

    @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
    private List<Line> lines = new ArrayList<>();

    @ElementCollection
    private Set<String> marks = new HashSet<>();

    @ElementCollection
    @MapKeyColumn(name = "place")
    private Map<String, String> remarks = new HashMap<>();

    @ElementCollection
    private List<String> neverLoaded = new ArrayList<>();

    @ManyToOne(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
    private Customer customer = new Customer("");

    protected Purchase() {}

    Purchase(Customer customer) {
        this.customer = customer;
        neverLoaded.add("secret");
    }

    long id() {
        return id;
    }

    void add(String article) {
        lines.add(new Line(article));
        marks.add(article.substring(0, 1));
        remarks.put(article, "no. " + lines.size());
    }

    /** All of it but what stays unloaded. */
    String inWords() {
        return customer.getName() + ": " + lines.stream().map(Line::article).toList() + " "
                + marks.stream().sorted().toList() + " " + new TreeMap<>(remarks);
    }
}
