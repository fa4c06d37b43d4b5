/** An application with a session bean that is an EJB. */
package io.holdfast.it.app.ejb;
