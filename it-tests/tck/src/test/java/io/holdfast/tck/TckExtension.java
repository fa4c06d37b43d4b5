package io.holdfast.tck;

import org.jboss.arquillian.container.spi.client.container.DeploymentExceptionTransformer;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.as.arquillian.container.ExceptionTransformer;

/** Puts Holdfast into what the TCK deploys. Registered as a service of Arquillian's. */
public final class TckExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(HoldfastInArchives.class);
        builder.override(DeploymentExceptionTransformer.class, ExceptionTransformer.class, WeldErrors.class);
    }
}
