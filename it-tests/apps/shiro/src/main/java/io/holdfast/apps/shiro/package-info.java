/** Notes of users whom Shiro knows, with Shiro's sessions as it makes them in a servlet container. */
@NullMarked
package io.holdfast.apps.shiro;

import org.jspecify.annotations.NullMarked;
