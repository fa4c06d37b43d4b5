/** The servlet integration: what an application sees as its HttpSession. */
@NullMarked
package io.holdfast.web;

import org.jspecify.annotations.NullMarked;
