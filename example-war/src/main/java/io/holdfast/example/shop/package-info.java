/** The shop: what an application looks like that keeps its sessions with Holdfast. It knows nothing of Holdfast. */
@NullMarked
package io.holdfast.example.shop;

import org.jspecify.annotations.NullMarked;
