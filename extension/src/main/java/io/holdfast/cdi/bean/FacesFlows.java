package io.holdfast.cdi.bean;

import io.holdfast.session.value.ReplacedObjects;
import jakarta.faces.context.FacesContext;
import jakarta.faces.flow.Flow;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The flows of a Faces application, which Mojarra puts into the session of whoever has entered one, with all their
 * expressions. Thread-safe.
 *
 * <p>Allowing these expressions was turned down: whoever may write to a node could have any other evaluated.
 */
final class FacesFlows implements ReplacedObjects {

    private final Map<Reference, Flow> known = new ConcurrentHashMap<>();
    private final Search search;

    /** Where a flow is looked for that this process has not met in a session yet. */
    interface Search {

        @Nullable
        Flow find(String document, String flow);
    }

    FacesFlows(Search search) {
        this.search = search;
    }

    /** Those of the application of this thread's Faces request; outside of one no new ones are found. */
    static FacesFlows ofTheApplication() {
        return new FacesFlows((document, flow) -> {
            FacesContext faces = FacesContext.getCurrentInstance();
            return faces == null
                    ? null
                    : faces.getApplication().getFlowHandler().getFlow(faces, document, flow);
        });
    }

    /** What the record holds instead of a flow: its names. */
    record Reference(String document, String flow) implements Serializable {}

    @Override
    public Object stored(Object value) {
        if (!(value instanceof Flow flow) || flow.getDefiningDocumentId() == null || flow.getId() == null) {
            return value;
        }
        Reference reference = new Reference(flow.getDefiningDocumentId(), flow.getId());
        known.putIfAbsent(reference, flow);
        return reference;
    }

    @Override
    public Object live(Object stored) throws InvalidObjectException {
        if (!(stored instanceof Reference reference)) {
            return stored;
        }
        Flow flow = known.computeIfAbsent(reference, none -> search.find(reference.document, reference.flow));
        if (flow == null) {
            throw new InvalidObjectException(
                    "the flow " + reference.flow + " of the document \"" + reference.document + "\" is not known here");
        }
        return flow;
    }
}
