/** Deployment, again and again, on two makes, in an EAR; and what is logged of it. */
package io.holdfast.it.deployment;
