/** Session beans, EJBs among them. */
package io.holdfast.it.beans;
