package io.holdfast.cdi;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;

/**
 * One of our checks: the class of its bean, for OpenWebBeans makes its proxies of that. Payara's health is there only
 * for applications in which it finds such an annotation.
 */
@Readiness
interface ReadinessCheck extends HealthCheck {}
