/** What is deployed on a Payara to deploy on it. */
package io.holdfast.server.payara;
