package io.holdfast.apps.redis;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * The filter of Spring Session before all others, as its own configuration makes it, without an application context.
 * The Redis is on 127.0.0.1, at the port that {@code bench.redis.port} names.
 */
@WebListener
public final class RedisSessions implements ServletContextListener {

    private static final int USUAL_PORT = 6379;

    private final LettuceConnectionFactory connections =
            new LettuceConnectionFactory("127.0.0.1", Integer.getInteger("bench.redis.port", USUAL_PORT));

    @Override
    public void contextInitialized(ServletContextEvent event) {
        connections.afterPropertiesSet();
        connections.start();
        FilterRegistration.Dynamic filter =
                event.getServletContext().addFilter("springSession", filter(new RedisSessionRepository(redis())));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.REQUEST), false, "/*");
    }

    /** Values are as Java serialises them, by default. */
    private RedisTemplate<String, Object> redis() {
        RedisTemplate<String, Object> redis = new RedisTemplate<>();
        redis.setKeySerializer(RedisSerializer.string());
        redis.setHashKeySerializer(RedisSerializer.string());
        redis.setConnectionFactory(connections);
        redis.setBeanClassLoader(RedisSessions.class.getClassLoader());
        redis.afterPropertiesSet();
        return redis;
    }

    private static <S extends Session> Filter filter(SessionRepository<S> repository) {
        return new SessionRepositoryFilter<>(repository);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        connections.destroy();
    }
}
