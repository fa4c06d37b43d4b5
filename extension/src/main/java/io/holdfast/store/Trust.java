package io.holdfast.store;

import io.holdfast.session.RecordCodec;

/**
 * By what the engine knows its own ids and records.
 *
 * @param records as they lie on nodes
 */
public record Trust(SessionKeys ids, RecordCodec records, StrangeKeys strangeKeys) {}
