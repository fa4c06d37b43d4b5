package io.holdfast.cdi.conversation;

import io.holdfast.cdi.bean.HoldfastSessionScoped;
import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope that {@code @ConversationScoped} beans get at deployment, for the reason of {@link HoldfastSessionScoped}.
 */
@NormalScope(passivating = true)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface HoldfastConversationScoped {}
