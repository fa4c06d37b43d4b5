/** What is deployed on a Payara to deploy on it. */
package io.holdfast.it.app.payara;
