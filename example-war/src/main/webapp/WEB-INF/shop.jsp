<%@ page contentType="text/html; charset=UTF-8" session="false" buffer="64kb"
%><%@ taglib prefix="c" uri="jakarta.tags.core"
%><!doctype html>
<html lang="en">
<head>
  <title>The Chandlery</title>
  <%@ include file="head.jspf" %>
</head>
<body>
  <a class="skip" href="#goods">Skip to the goods</a>

  <header>
    <div class="wide">
      <svg class="mark" aria-hidden="true"><use href="static/icons.svg#anchor"/></svg>
      <div class="brand">
        <h1>The Chandlery</h1>
        <p>Everything for a ship that must not drift.</p>
      </div>
      <section id="visitor" aria-label="Your name">
        <c:choose>
          <c:when test="${empty visitor}">
            <form method="post" action="visitor">
              <label for="name">Your name</label>
              <input id="name" name="name" required maxlength="40" autocomplete="given-name">
              <button>Come aboard</button>
            </form>
          </c:when>
          <c:otherwise>
            <form method="post" action="leave">
              <p>Good day, <strong><c:out value="${visitor}"/></strong></p>
              <a href="#cart">Cart (${cart.size()})</a>
              <button class="quiet">Leave</button>
            </form>
          </c:otherwise>
        </c:choose>
      </section>
    </div>
  </header>

  <main class="wide">
    <%@ include file="status.jspf" %>

    <div class="shop">
      <section id="goods" aria-labelledby="goods-title" tabindex="-1">
        <h2 id="goods-title">Goods</h2>
        <ul class="goods">
          <c:forEach var="product" items="${products}">
            <li id="${product.icon()}">
              <svg aria-hidden="true"><use href="static/icons.svg#${product.icon()}"/></svg>
              <h3>${product.title()}</h3>
              <p>${product.text()}</p>
              <form method="post" action="cart#${product.icon()}">
                <span class="price">${product.price()}</span>
                <button name="add" value="${product.name()}" aria-label="Add ${product.title()} to the cart">Add</button>
              </form>
            </li>
          </c:forEach>
        </ul>
      </section>

      <section id="cart" aria-labelledby="cart-title">
        <h2 id="cart-title">Cart <span class="count">${cart.size()}</span></h2>
        <c:choose>
          <c:when test="${cart.size() == 0}">
            <p class="empty">Nothing in it yet.</p>
          </c:when>
          <c:otherwise>
            <form method="post" action="cart#cart">
              <ul>
                <c:forEach var="line" items="${cart.lines()}">
                  <li>
                    <span class="pieces">${line.pieces()}&nbsp;&times;</span>
                    <span class="title">${line.product().title()}</span>
                    <span class="price">${line.price()}</span>
                    <button class="quiet" name="take" value="${line.product().name()}"
                            aria-label="Take one ${line.product().title()} out of the cart">&minus;</button>
                  </li>
                </c:forEach>
              </ul>
            </form>
            <p class="total"><span>Total</span> <strong class="price">${cart.total()}</strong></p>
          </c:otherwise>
        </c:choose>
      </section>
    </div>
  </main>

  <footer class="wide">
    <p>Kept by <strong>Holdfast</strong>: any server can serve your session, from its copies on the nodes above.</p>
  </footer>
</body>
</html>
