package io.holdfast.session.value;

import java.util.List;
import java.util.stream.Stream;

/**
 * The JDK's classes that any attribute may be made of: none of them opens, looks up or runs anything while it is read
 * or hashed. Hence not {@code java.net.URL}, whose hash code resolves its host.
 */
final class JdkValueTypes {

    /** As {@link java.io.ObjectInputFilter.Config#createFilter} reads them. */
    static final List<String> PATTERNS = Stream.of(
                    "java.lang.Number,Byte,Short,Integer,Long,Float,Double,Boolean,Character,String"
                            + ",String$CaseInsensitiveComparator,StringBuilder,StringBuffer,Enum,Object,CharSequence"
                            + ",Comparable,StackTraceElement,Throwable,Exception,RuntimeException,Error",
                    "java.math.BigInteger,BigDecimal,MathContext,RoundingMode",
                    "java.time.*",
                    "java.time.chrono.*",
                    "java.time.temporal.*",
                    "java.text.ChoiceFormat,CompactNumberFormat,DateFormat,DateFormatSymbols,DecimalFormat"
                            + ",DecimalFormatSymbols,Format,MessageFormat,NumberFormat,SimpleDateFormat",
                    "java.util.ArrayList,ArrayDeque,Arrays$ArrayList,BitSet,Calendar,GregorianCalendar"
                            + ",Collections$*,CollSer,Comparator,Comparators$*,Currency,Date,EnumMap"
                            + ",EnumSet,EnumSet$SerializationProxy,RegularEnumSet,JumboEnumSet,HashMap"
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
                    "java.net.URI,InetAddress,Inet4Address,Inet6Address,InetSocketAddress,SocketAddress",
                    "java.io.File,Serializable",
                    "java.sql.Date,Time,Timestamp",
                    "sun.util.calendar.ZoneInfo")
            .flatMap(JdkValueTypes::spelledOut)
            .toList();

    private JdkValueTypes() {}

    private static Stream<String> spelledOut(String names) {
        String packageName = names.substring(0, packageEnd(names));
        return Stream.of(names.substring(packageName.length()).split(",")).map(name -> packageName + name);
    }

    private static int packageEnd(String names) {
        int firstComma = names.indexOf(',');
        return names.lastIndexOf('.', firstComma < 0 ? names.length() : firstComma) + 1;
    }

    /** Enums run nothing on reading; what a throwable refers to is checked for itself. */
    static boolean isEnumOrThrowable(Class<?> type) {
        return type.getName().startsWith("java.")
                && (Enum.class.isAssignableFrom(type) || Throwable.class.isAssignableFrom(type));
    }
}
