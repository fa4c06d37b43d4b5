/** The application under load. It knows nothing of what keeps its sessions, so that it runs with all. */
package io.holdfast.bench.shop;
