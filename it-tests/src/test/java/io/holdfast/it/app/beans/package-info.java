/** An application with session beans of many kinds, deployed by the tests; written as if there were no Holdfast. */
package io.holdfast.it.app.beans;
