/**
 * A shop of Spring MVC whose customers log in by Spring Security: by a form, by a cookie, or at an issuer of OpenID.
 */
@NullMarked
package io.holdfast.apps.spring;

import org.jspecify.annotations.NullMarked;
