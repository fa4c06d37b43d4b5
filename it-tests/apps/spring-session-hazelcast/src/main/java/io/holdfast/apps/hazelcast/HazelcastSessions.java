package io.holdfast.apps.hazelcast;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.core.HazelcastInstance;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.hazelcast.HazelcastIndexedSessionRepository;
import org.springframework.session.hazelcast.HazelcastSessionSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * The filter of Spring Session before all others, as its own configuration makes it, without an application context.
 * The member of Hazelcast is on 127.0.0.1, at the port that {@code bench.hazelcast.port} names.
 */
@WebListener
public final class HazelcastSessions implements ServletContextListener {

    private static final int USUAL_PORT = 5701;

    private @Nullable HazelcastInstance client;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        HazelcastInstance started = HazelcastClient.newHazelcastClient(configuration());
        client = started;
        HazelcastIndexedSessionRepository repository = new HazelcastIndexedSessionRepository(started);
        repository.afterPropertiesSet();
        FilterRegistration.Dynamic filter = event.getServletContext().addFilter("springSession", filter(repository));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.REQUEST), false, "/*");
    }

    private static ClientConfig configuration() {
        ClientConfig configuration = new ClientConfig();
        configuration.setClusterName("bench");
        configuration.setClassLoader(HazelcastSessions.class.getClassLoader());
        configuration
                .getNetworkConfig()
                .addAddress("127.0.0.1:" + Integer.getInteger("bench.hazelcast.port", USUAL_PORT));
        configuration
                .getSerializationConfig()
                .addSerializerConfig(new SerializerConfig()
                        .setImplementation(new HazelcastSessionSerializer())
                        .setTypeClass(MapSession.class));
        return configuration;
    }

    private static <S extends Session> Filter filter(SessionRepository<S> repository) {
        return new SessionRepositoryFilter<>(repository);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (client != null) {
            client.shutdown();
        }
    }
}
