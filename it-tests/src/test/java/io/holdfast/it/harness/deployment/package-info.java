/** The applications of {@code io.holdfast.it.app} put together as archives, with Holdfast and this test's nodes. */
@NullMarked
package io.holdfast.it.harness.deployment;

import org.jspecify.annotations.NullMarked;
