package io.holdfast.cdi;

import io.holdfast.cdi.bean.ServerResources;
import io.holdfast.config.AttributeClasses;
import io.holdfast.config.Settings;
import io.holdfast.session.value.AllowedClasses;
import io.holdfast.session.value.SerialFilter;
import io.holdfast.session.value.ValueCodec;
import java.util.List;
import java.util.stream.Stream;

/** What the attributes of an application may be. */
final class AttributeValues {

    private AttributeValues() {}

    /** @param areKeysSecret whether nobody but our servers can have written what is read */
    static ValueCodec codec(Settings settings, Application application, boolean areKeysSecret) {
        Settings.Attributes bounds = settings.attributes();
        SerialFilter filter = new SerialFilter(
                classes(settings, application, areKeysSecret),
                new SerialFilter.Limits(bounds.depth(), bounds.references(), bounds.bytes()));
        return new ValueCodec(application.readWith(), filter, ServerResources.ofTheApplication(application.readWith()));
    }

    /**
     * The one place where it is decided what attributes may be made of. What servers of ours wrote may be of any class;
     * under a key that everybody knows nobody can tell who wrote it.
     */
    private static AllowedClasses classes(Settings settings, Application application, boolean areKeysSecret) {
        List<String> allowed = settings.attributes().allowedClasses();
        AttributeClasses wanted = settings.attributes().classes().orElse(AttributeClasses.ANY);
        return areKeysSecret && wanted == AttributeClasses.ANY
                ? AllowedClasses.any(allowed)
                : AllowedClasses.listed(
                        application.loaders(),
                        Stream.concat(allowed.stream(), ContainerClasses.PATTERNS.stream())
                                .toList());
    }
}
