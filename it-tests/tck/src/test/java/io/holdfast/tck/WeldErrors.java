package io.holdfast.tck;

import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.spi.client.container.DeploymentExceptionTransformer;

/** WildFly tells of a deployment that failed as text; the TCK wants the types of exceptions that CDI has for it. */
public final class WeldErrors implements DeploymentExceptionTransformer {

    private static final String DEFINITION = "org.jboss.weld.exceptions.DefinitionException";
    private static final Pattern DEPLOYMENT = Pattern.compile("org\\.jboss\\.weld\\.exceptions\\."
            + "(Deployment|UnserializableDependency|InconsistentSpecialization|NullableDependency)Exception");

    @Override
    public Throwable transform(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof DefinitionException || cause instanceof DeploymentException) {
                return cause;
            }
            if (text.contains(DEFINITION)) {
                return new DefinitionException(text);
            }
            if (DEPLOYMENT.matcher(text).find()) {
                return new DeploymentException(text);
            }
        }
        return failure;
    }
}
