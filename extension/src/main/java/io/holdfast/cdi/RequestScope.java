package io.holdfast.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.BeanManager;

/** The request scope of an application where there is no request. Thread-safe. */
final class RequestScope {

    private final BeanManager beanManager;

    RequestScope(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    /** Runs {@code work} as observers and listeners expect it: request scoped beans can be used. */
    void run(Runnable work) {
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
