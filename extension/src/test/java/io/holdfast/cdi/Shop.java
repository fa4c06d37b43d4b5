package io.holdfast.cdi;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Qualifier;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;

/** An application with session beans of every kind, written as if there were no Holdfast. */
final class Shop {

    private Shop() {}

    static final Class<?>[] BEANS = {
        Cart.class, Wishlist.class, Price.class, Doubling.class, Till.class, Counted.Counter.class, Ledger.class,
    };

    /** What happened, told by whoever does it; not part of any session. */
    @ApplicationScoped
    static class Ledger {
        private final List<String> lines = new ArrayList<>();

        void write(String line) {
            lines.add(line);
        }

        List<String> lines() {
            return List.copyOf(lines);
        }

        void heard(@Observes Sold sold) {
            write("sold " + sold.what());
        }
    }

    record Sold(String what) {}

    interface Items {
        void put(String item);

        List<String> items();
    }

    /** Managed, with an interceptor, a decorator, a name, a dependent object of its own and all the built-in beans. */
    @SessionScoped
    @Named("cart")
    @Counted
    static class Cart implements Items, Serializable {
        private final List<String> items = new ArrayList<>();

        @Inject
        private Price price;

        @Inject
        private Ledger ledger;

        @Inject
        private Event<Sold> sold;

        @Inject
        @Any
        private Instance<Price> prices;

        @Inject
        private BeanManager beanManager;

        @Inject
        private Wishlist wishlist;

        @Override
        public void put(String item) {
            items.add(item);
            price.add(1);
        }

        @Override
        public List<String> items() {
            return List.copyOf(items);
        }

        int price() {
            return price.amount();
        }

        void sell() {
            items.forEach(item -> sold.fire(new Sold(item)));
        }

        int lookedUpPrice() {
            return prices.get().amount();
        }

        boolean knowsItsBeanManager() {
            return beanManager.isScope(SessionScoped.class);
        }

        List<String> wishes() {
            return wishlist.wishes();
        }

        @PreDestroy
        void destroyed() {
            ledger.write("cart destroyed");
        }
    }

    @Dependent
    static class Price implements Serializable {
        private int amount;

        @Inject
        private Ledger ledger;

        void add(int more) {
            amount += more;
        }

        int amount() {
            return amount;
        }

        @PreDestroy
        void destroyed() {
            ledger.write("price destroyed");
        }
    }

    @Decorator
    @Priority(1)
    abstract static class Doubling implements Items, Serializable {
        @Inject
        @Delegate
        @Any
        private Items decorated;

        @Override
        public void put(String item) {
            decorated.put(item.equals("two") ? "double " + item : item);
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Counted {

        @Interceptor
        @Counted
        @Priority(1)
        class Counter implements Serializable {
            private int calls;

            @Inject
            private Ledger ledger;

            @AroundInvoke
            Object count(InvocationContext invocation) throws Exception {
                ledger.write("call " + ++calls);
                return invocation.proceed();
            }
        }
    }

    @Stereotype
    @SessionScoped
    @Named
    @Retention(RetentionPolicy.RUNTIME)
    @interface PerVisitor {}

    @PerVisitor
    static class Wishlist implements Serializable {
        private final List<String> wishes = new ArrayList<>();

        void wish(String what) {
            wishes.add(what);
        }

        List<String> wishes() {
            return List.copyOf(wishes);
        }
    }

    /** What {@link Till} produces. */
    static class Recent implements Serializable {
        private final List<String> seen = new ArrayList<>();

        void see(String what) {
            seen.add(what);
        }

        List<String> seen() {
            return List.copyOf(seen);
        }
    }

    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface From {
        String value();
    }

    /** Producer methods and fields. */
    @ApplicationScoped
    static class Till {

        @Inject
        private Ledger ledger;

        @Produces
        @SessionScoped
        @From("field")
        @SuppressWarnings("UnusedVariable") // the container reads it
        private Recent made = new Recent();

        @Produces
        @SessionScoped
        @From("method")
        Recent recent() {
            return new Recent();
        }

        void dispose(@Disposes @From("method") Recent recent) {
            ledger.write("disposed of " + recent.seen());
        }

        @Produces
        @SessionScoped
        @From("overloaded")
        Recent recent(Ledger unused) {
            return new Recent();
        }
    }
}
