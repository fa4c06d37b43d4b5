package io.holdfast.cdi.bean;

import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of the beans that the extension adds. They are the same on every server, because references to these beans
 * are serialised with the beans that hold them. They differ between the web applications of one EAR, whose beans are
 * all in one container.
 */
public final class BeanId {

    /** Where WildFly keeps an EAR, and where Open Liberty does. */
    private static final Pattern IN_EAR = Pattern.compile("/(?:[^/]+\\.ear|\\.cache/\\.cache)/([^/]+)/WEB-INF/");

    private BeanId() {}

    /** The id of the bean of that type. */
    public static String of(Class<?> type) {
        return of(type.getName());
    }

    /** @param what tells it from the other beans of the extension */
    public static String of(String what) {
        CodeSource source = BeanId.class.getProtectionDomain().getCodeSource();
        return of(
                what,
                source == null || source.getLocation() == null
                        ? ""
                        : source.getLocation().getPath());
    }

    static String of(String what, String jar) {
        Matcher inEar = IN_EAR.matcher(jar);
        return "holdfast/" + (inEar.find() ? inEar.group(1) + "/" : "") + what;
    }
}
