/** A Spring MVC application as people write it, with Spring in its WAR; as if there were no Holdfast. */
package io.holdfast.it.app.spring;
