package io.holdfast.session;

import java.io.ObjectInputFilter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be deserialised: classes of the application's archives, the JDK's plain value types, and what is listed
 * besides; everything else is refused before it is instantiated. Thread-safe.
 *
 * <p>An allow-list because a list of known dangers is always behind. An application's class is one whose class loader
 * is the application's; which packages it has need not be written anywhere.
 */
public final class SerialFilter {

    private static final String JDK_VALUE_TYPES = String.join(
            ";",
            Stream.of(
                            "java.lang.Number,Byte,Short,Integer,Long,Float,Double,Boolean,Character,String,StringBuilder,StringBuffer,Enum,Object,CharSequence,Comparable"
                                    + ",StackTraceElement,Throwable,Exception,RuntimeException,Error",
                            "java.math.BigInteger,BigDecimal,MathContext,RoundingMode",
                            "java.time.*",
                            "java.util.ArrayList,ArrayDeque,Arrays$ArrayList,BitSet,Calendar,GregorianCalendar"
                                    + ",Collections$*,CollSer,Currency,Date,EnumMap,EnumSet$SerializationProxy,RegularEnumSet,JumboEnumSet,HashMap"
                                    + ",HashSet,Hashtable,IdentityHashMap,ImmutableCollections$*,LinkedHashMap"
                                    + ",LinkedHashSet,LinkedList,Locale,OptionalInt,PriorityQueue,Properties"
                                    + ",SimpleTimeZone,Stack,TimeZone,TreeMap,TreeSet,UUID,Vector,AbstractList"
                                    + ",Map$Entry,HashMap$Node,AbstractMap$*,Random",
                            "java.util.concurrent.ArrayBlockingQueue,ConcurrentHashMap,ConcurrentHashMap$*"
                                    + ",ConcurrentLinkedDeque,ConcurrentLinkedQueue,ConcurrentSkipListMap"
                                    + ",ConcurrentSkipListSet,CopyOnWriteArrayList,CopyOnWriteArraySet"
                                    + ",LinkedBlockingDeque,LinkedBlockingQueue,TimeUnit",
                            "java.util.concurrent.atomic.*",
                            "java.util.concurrent.locks.*",
                            "java.util.regex.Pattern",
                            "java.net.URI,InetAddress,Inet4Address,Inet6Address",
                            "java.io.File,Serializable",
                            "java.sql.Date,Time,Timestamp",
                            "sun.util.calendar.ZoneInfo")
                    .flatMap(SerialFilter::spelledOut)
                    .toList());

    private final Set<ClassLoader> applicationLoaders;
    private final ObjectInputFilter listed;
    private final Limits limits;

    /**
     * Bounds of one attribute's object graph.
     *
     * @param depth of nesting
     * @param references objects in it
     * @param bytes of its serialised form; also the bound of an array's length
     */
    public record Limits(long depth, long references, long bytes) {}

    /**
     * @param applicationLoaders the loaders of the application's archives
     * @param patterns further classes, each as in {@link ObjectInputFilter.Config#createFilter}
     */
    public SerialFilter(Set<ClassLoader> applicationLoaders, Collection<String> patterns, Limits limits) {
        this.applicationLoaders = Set.copyOf(applicationLoaders);
        List<String> all =
                Stream.concat(patterns.stream(), Stream.of(JDK_VALUE_TYPES)).toList();
        this.listed = ObjectInputFilter.Config.createFilter(all.stream().collect(Collectors.joining(";")));
        this.limits = limits;
    }

    private static Stream<String> spelledOut(String names) {
        String packageName = names.substring(0, packageEnd(names));
        return Stream.of(names.substring(packageName.length()).split(",")).map(name -> packageName + name);
    }

    private static int packageEnd(String names) {
        int firstComma = names.indexOf(',');
        return names.lastIndexOf('.', firstComma < 0 ? names.length() : firstComma) + 1;
    }

    /** The verdict on one class or on the size of the graph so far. */
    ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
        if (info.depth() > limits.depth
                || info.references() > limits.references
                || info.streamBytes() > limits.bytes
                || info.arrayLength() > limits.bytes) {
            return ObjectInputFilter.Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return ObjectInputFilter.Status.UNDECIDED;
        }
        while (type.isArray()) {
            type = type.getComponentType();
        }
        return type.isPrimitive() || isApplications(type) || listed.checkInput(new OfClass(type)) == ALLOWED
                ? ALLOWED
                : ObjectInputFilter.Status.REJECTED;
    }

    private static final ObjectInputFilter.Status ALLOWED = ObjectInputFilter.Status.ALLOWED;

    private boolean isApplications(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null && applicationLoaders.contains(loader);
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
