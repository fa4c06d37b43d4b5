package io.holdfast.store;

import io.holdfast.cluster.Cluster;

/** What copies are read and encoded with, and what nodes have missed. All thread-safe. */
record CopyAccess(Cluster cluster, CopyReader reader, CopyCodec codec, TimeToLive timeToLive, Hints hints) {}
