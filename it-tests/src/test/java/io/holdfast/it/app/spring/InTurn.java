package io.holdfast.it.app.spring;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Lets Spring hold the mutex of a session around every call of a controller. */
class InTurn implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof RequestMappingHandlerAdapter adapter) {
            adapter.setSynchronizeOnSession(true);
        }
        return bean;
    }
}
