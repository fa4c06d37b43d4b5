package io.holdfast.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the few places that may read the clock of the machine, to hand it to everybody else.
 *
 * <p>The build refuses {@code InstantSource.system()}, {@code System.nanoTime()} and the like (the list is
 * {@code .mvn/forbidden-clocks.txt}) wherever this annotation is not.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface SystemTime {}
