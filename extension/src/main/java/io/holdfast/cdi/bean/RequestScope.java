package io.holdfast.cdi.bean;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.BeanManager;

/** The request scope of an application outside of its requests. Thread-safe. */
public final class RequestScope {

    private final BeanManager beanManager;

    /** @param beanManager the application's */
    public RequestScope(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    /** Runs {@code work} as observers and listeners expect it: request scoped beans can be used. */
    public void run(Runnable work) {
        RequestContextController controller = beanManager
                .createInstance()
                .select(RequestContextController.class)
                .get();
        boolean activated = controller.activate();
        try {
            work.run();
        } finally {
            if (activated) {
                controller.deactivate();
            }
        }
    }
}
