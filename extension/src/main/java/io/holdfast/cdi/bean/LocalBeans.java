package io.holdfast.cdi.bean;

import io.holdfast.bounded.BoundedMap;
import io.holdfast.bounded.WarnOnce;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Session beans that come with the server and cannot be stored, and EJBs: they stay in this process, the least used
 * ones are given up beyond {@value #MAX}. Thread-safe.
 *
 * <p>Failing the request, as for other beans of the application, was turned down: the server's only its maker could
 * mend, and an EJB works on one server.
 */
final class LocalBeans implements StoredBean.Place {

    private static final System.Logger LOG = System.getLogger(LocalBeans.class.getName());
    private static final int MAX = 10_000;

    private final WarnOnce reported = new WarnOnce(MAX);
    private final Map<UUID, StoredBean> kept = Collections.synchronizedMap(BoundedMap.byUse(MAX));

    @Override
    public void take(StoredBean bean, StoredBean.Marker marker, Exception whyNotStorable) {
        report(bean.instance().getClass().getName(), whyNotStorable);
        put(marker, bean);
    }

    @Nullable
    StoredBean get(StoredBean.Marker marker) {
        return kept.get(marker.key());
    }

    void put(StoredBean.Marker marker, StoredBean bean) {
        kept.put(marker.key(), bean);
    }

    void remove(StoredBean.Marker marker) {
        kept.remove(marker.key());
    }

    private void report(String type, Exception cause) {
        if (reported.isNew(type)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The session bean {0} stays in this process and does not follow its session to another"
                            + " server, because it cannot be stored: {1}",
                    type,
                    cause.toString());
        }
    }
}
