/** Spring's mutex for a session. */
package io.holdfast.it.spring;
