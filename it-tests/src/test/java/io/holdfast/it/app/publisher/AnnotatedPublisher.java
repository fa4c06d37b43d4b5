package io.holdfast.it.app.publisher;

import jakarta.servlet.annotation.WebListener;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** Spring Security's own, which the container finds by its annotation. */
@WebListener
public class AnnotatedPublisher extends HttpSessionEventPublisher {}
