/** An application with listeners that use sessions; written as if there were no Holdfast. */
package io.holdfast.it.app.listeners;
