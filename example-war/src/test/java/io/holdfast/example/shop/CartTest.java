package io.holdfast.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CartTest {

    private final Cart cart = new Cart();

    @Test
    void aProductPutInTwiceIsOneLineOfTwoPieces() {
        cart.add(Product.ROPE);
        cart.add(Product.BELL);
        cart.add(Product.ROPE);
        assertThat(cart.lines()).containsExactly(new Cart.Line(Product.ROPE, 2), new Cart.Line(Product.BELL, 1));
        assertThat(cart.size()).isEqualTo(3);
    }

    @Test
    void theTotalIsTheSumOfAllPieces() {
        cart.add(Product.ANCHOR);
        for (int i = 0; i < 10; i++) {
            cart.add(Product.FLAG);
        }
        assertThat(cart.total()).isEqualTo("€\u00a0304.00");
    }

    @Test
    void takingOutTheLastPieceRemovesTheLine() {
        cart.add(Product.LANTERN);
        cart.takeOut(Product.LANTERN);
        cart.takeOut(Product.LANTERN);
        assertThat(cart.lines()).isEmpty();
    }

    @Test
    void nobodyGetsMoreThanNinetyNineOfAKind() {
        for (int i = 0; i < 120; i++) {
            cart.add(Product.FLAG);
        }
        assertThat(cart.size()).isEqualTo(99);
    }

    @Test
    void whatIsNotSoldHasNoName() {
        assertThat(Product.named("KRAKEN")).isEmpty();
        assertThat(Product.named(null)).isEmpty();
        assertThat(Product.named("BELL")).contains(Product.BELL);
    }
}
