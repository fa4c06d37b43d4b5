package io.holdfast.apps.spring;

import jakarta.servlet.ServletContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Who may see what. Whether each user has one session only is for who deploys it to say. */
@Configuration
@EnableWebSecurity
class Security {

    @Bean
    SecurityFilterChain chain(HttpSecurity http, ServletContext context) throws Exception {
        http.authorizeHttpRequests(requests -> requests.requestMatchers("/members/**", "/order/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .formLogin(form -> form.loginPage("/login").permitAll())
                .rememberMe(cookie -> cookie.key("the same on all servers"))
                .logout(logout -> logout.logoutSuccessUrl("/"));
        if (Boolean.parseBoolean(context.getInitParameter("one-session-a-user"))) {
            http.sessionManagement(sessions -> sessions.maximumSessions(1).maxSessionsPreventsLogin(true));
        }
        return http.build();
    }

    /** With passwords as a database would have them: a plain one each server would replace by a hash of its own. */
    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("ada")
                        .password("{bcrypt}$2a$10$6y.tqu1LzFE64MLYBYvrTuZgmeznp790UOUZTSZbAEhQO/abJvi4i")
                        .roles("MEMBER", "AUTHOR")
                        .build(),
                User.withUsername("bob")
                        .password("{bcrypt}$2a$10$135Zd6yhVREi/I5Rl/tD4OMK2NHHY1JosuowverK7xGG.QyNoKWiq")
                        .roles("MEMBER")
                        .build());
    }
}
