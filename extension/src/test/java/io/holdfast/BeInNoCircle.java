package io.holdfast;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether classes know each other in circles. What is nested counts as its top-level class, and a sealed type may name
 * those that it permits. One line a class, not one a circle: a knot of ten classes holds hundreds of circles.
 * ArchUnit's own detector of cycles was turned down: of one class graph it found other cycles in each run.
 */
final class BeInNoCircle extends ArchCondition<JavaClass> {

    static final BeInNoCircle OF_TOP_LEVEL_CLASSES = new BeInNoCircle();

    private Map<JavaClass, Set<JavaClass>> known = Map.of();

    private BeInNoCircle() {
        super("be in no circle");
    }

    @Override
    public void init(Collection<JavaClass> all) {
        known = all.stream()
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> all.contains(dependency.getTargetClass()) && !isOfSealed(dependency))
                .collect(groupingBy(
                        dependency -> top(dependency.getOriginClass()),
                        mapping(dependency -> top(dependency.getTargetClass()), toSet())));
    }

    @Override
    public void check(JavaClass one, ConditionEvents events) {
        if (top(one).equals(one) && isInCircle(one)) {
            events.add(SimpleConditionEvent.violated(one, one.getName() + " knows classes that know it"));
        }
    }

    private boolean isInCircle(JavaClass start) {
        Set<JavaClass> seen = new HashSet<>();
        Deque<JavaClass> next = new ArrayDeque<>(Set.of(start));
        while (!next.isEmpty()) {
            JavaClass one = next.pop();
            for (JavaClass target : known.getOrDefault(one, Set.of())) {
                if (target.equals(start) && !one.equals(start)) {
                    return true;
                }
                if (seen.add(target)) {
                    next.push(target);
                }
            }
        }
        return false;
    }

    private static boolean isOfSealed(Dependency dependency) {
        Class<?>[] permitted = dependency.getOriginClass().reflect().getPermittedSubclasses();
        return permitted != null
                && Set.of(permitted).contains(dependency.getTargetClass().reflect());
    }

    private static JavaClass top(JavaClass one) {
        return one.getEnclosingClass().map(BeInNoCircle::top).orElse(one);
    }
}
