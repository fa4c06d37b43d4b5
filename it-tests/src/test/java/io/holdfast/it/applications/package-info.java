/** Applications that people run, each on two servers with Holdfast beside itself on one server without. */
package io.holdfast.it.applications;
