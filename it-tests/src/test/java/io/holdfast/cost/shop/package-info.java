/** The application under load. It knows nothing of Holdfast, so that it also runs without. */
package io.holdfast.cost.shop;
