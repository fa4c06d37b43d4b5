package io.holdfast.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Set;

/**
 * What an application brings along besides its settings.
 *
 * @param beanManager whose observers are told what happens
 * @param readWith the loaders to find the classes of attributes with, in this order
 * @param loaders those of its archives, whose classes may be deserialised
 */
record Application(
        String namespace,
        int idleTimeoutSeconds,
        List<ClassLoader> readWith,
        Set<ClassLoader> loaders,
        BeanManager beanManager) {}
