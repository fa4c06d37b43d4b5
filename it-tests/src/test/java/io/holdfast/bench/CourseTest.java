package io.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {

    /** One sample each ten seconds, the first at 5 s. */
    private static Course course(SoakFigure figure, double... values) {
        List<Sample> samples = IntStream.range(0, values.length)
                .mapToObj(i -> new Sample(10 * i + 5, Map.of(figure, values[i])))
                .toList();
        return new Course(figure, samples, 10 * values.length);
    }

    @Test
    void mediansAreOfTheSecondAndTheLastQuarter() {
        Course course = course(SoakFigure.HEAP, 90, 80, 70, 10, 30, 20, 50, 50, 50, 41, 45, 40);
        assertThat(course.early()).isEqualTo(20);
        assertThat(course.late()).isEqualTo(41);
        assertThat(course.lowest()).isEqualTo(10);
    }

    @Test
    void theMedianOfTwoIsBetweenThem() {
        assertThat(course(SoakFigure.HEAP, 0, 0, 10, 20, 0, 0, 0, 0).early()).isEqualTo(15);
    }

    @Test
    void aSampleAtTheEndIsOfTheLastQuarter() {
        List<Sample> late = List.of(new Sample(40, Map.of(SoakFigure.THREADS, 7.0)));
        assertThat(new Course(SoakFigure.THREADS, late, 40).late()).isEqualTo(7);
    }

    @Test
    void aHeapMayGrowByATwentiethAndAMegabyte() {
        assertThat(course(SoakFigure.HEAP, 0, 20, 0, 22).isFlat()).isTrue();
        assertThat(course(SoakFigure.HEAP, 0, 20, 0, 22.1).isFlat()).isFalse();
    }

    @Test
    void threadsMayGrowByTwoAndDescriptorsByFour() {
        assertThat(course(SoakFigure.THREADS, 0, 70, 0, 72).isFlat()).isTrue();
        assertThat(course(SoakFigure.THREADS, 0, 70, 0, 73).isFlat()).isFalse();
        assertThat(course(SoakFigure.DESCRIPTORS, 0, 90, 0, 94).isFlat()).isTrue();
        assertThat(course(SoakFigure.DESCRIPTORS, 0, 90, 0, 95).isFlat()).isFalse();
    }

    @Test
    void whatSettlesInTheFirstQuarterOrGetsLessIsFlat() {
        assertThat(course(SoakFigure.THREADS, 10, 70, 70, 70).isFlat()).isTrue();
        assertThat(course(SoakFigure.THREADS, 70, 70, 70, 10).isFlat()).isTrue();
    }

    @Test
    void whatNobodySawIsNotFlat() {
        Course course =
                new Course(SoakFigure.ITEMS, course(SoakFigure.HEAP, 1, 1, 1, 1).samples(), 40);
        assertThat(course.late()).isNaN();
        assertThat(course.isFlat()).isFalse();
    }
}
