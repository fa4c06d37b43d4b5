package io.holdfast.it.app.spring;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** All controllers and beans of this package. */
@Configuration
@EnableWebMvc
@ComponentScan
class Pages {}
