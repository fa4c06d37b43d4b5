package io.holdfast.example.shop;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the visitor means to buy: an ordinary session bean, changed by calling it. */
@Named
@SessionScoped
public class Cart implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MOST_OF_ONE = 99;

    private final Map<Product, Integer> pieces = new LinkedHashMap<>();

    /** Puts one more of it in, up to 99. */
    public void add(Product product) {
        pieces.merge(product, 1, (had, one) -> Math.min(had + one, MOST_OF_ONE));
    }

    /** Takes one of it out; does nothing where there is none. */
    public void takeOut(Product product) {
        pieces.computeIfPresent(product, (same, had) -> had > 1 ? had - 1 : null);
    }

    /** What is in it, in the order it was put in. */
    public List<Line> lines() {
        return pieces.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** How many pieces there are in all. */
    public int size() {
        return pieces.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What all of it costs, as it is shown. */
    public String total() {
        return Product.euros(lines().stream().mapToInt(Line::cents).sum());
    }

    /** So many pieces of one product. */
    public record Line(Product product, int pieces) {

        int cents() {
            return product.cents() * pieces;
        }

        /** What these pieces cost, as it is shown. */
        public String price() {
            return Product.euros(cents());
        }
    }
}
