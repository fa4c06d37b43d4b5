package io.holdfast.example.shop;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the shop sells. */
public enum Product {
    ANCHOR("Bower anchor", "Holds in sand, in mud and in an argument.", 18_900),
    ROPE("Manila rope", "Twenty fathoms, three strands, no shortcuts.", 4_250),
    LANTERN("Storm lantern", "Burns where matches give up.", 3_900),
    COMPASS("Box compass", "Knows north. Asks for nothing.", 6_480),
    BELL("Ship's bell", "Solid brass, and heard two decks down.", 7_200),
    FLAG("Signal flag", "Says \u201call is well\u201d without a word.", 1_150);

    private final String title;
    private final String text;
    private final int cents;

    Product(String title, String text, int cents) {
        this.title = title;
        this.text = text;
        this.cents = cents;
    }

    /** The product that a form names, or empty where there is none of that name. */
    static Optional<Product> named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(product -> product.name().equals(name))
                .findFirst();
    }

    int cents() {
        return cents;
    }

    /** The name of its picture. */
    public String icon() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is called. */
    public String title() {
        return title;
    }

    /** What is said of it. */
    public String text() {
        return text;
    }

    /** The price of one, as it is shown. */
    public String price() {
        return euros(cents);
    }

    static String euros(int cents) {
        return String.format(Locale.ROOT, "\u20ac\u00a0%,d.%02d", cents / 100, cents % 100);
    }
}
