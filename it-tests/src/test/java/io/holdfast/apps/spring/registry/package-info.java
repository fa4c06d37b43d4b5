/** What an application of Spring Security adds where its users have one session each and its servers are several. */
package io.holdfast.apps.spring.registry;
