package io.holdfast.session.value;

import java.io.ObjectInputFilter;
import java.util.Collection;

/**
 * Class names as {@link ObjectInputFilter.Config#createFilter} reads them; the first that fits decides. Thread-safe.
 */
final class Patterns {

    private final ObjectInputFilter filter;

    Patterns(Collection<String> patterns) {
        filter = patterns.isEmpty()
                ? info -> ObjectInputFilter.Status.UNDECIDED
                : ObjectInputFilter.Config.createFilter(String.join(";", patterns));
    }

    ObjectInputFilter.Status verdictOn(Class<?> type) {
        return filter.checkInput(new OfClass(type));
    }

    private record OfClass(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {
        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 0;
        }
    }
}
