package io.holdfast.cdi.bean;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope that {@code @SessionScoped} beans get at deployment.
 *
 * <p>A scope of our own, because a second context for the standard one cannot be used: the containers have theirs and
 * refuse two active ones (CDI 4.0 section 6.5.1).
 */
@NormalScope(passivating = true)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface HoldfastSessionScoped {}
