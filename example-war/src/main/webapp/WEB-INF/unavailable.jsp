<%@ page contentType="text/html; charset=UTF-8" session="false" buffer="64kb"
%><%@ taglib prefix="c" uri="jakarta.tags.core"
%><!doctype html>
<html lang="en">
<head>
  <title>One moment: The Chandlery</title>
  <base href="${pageContext.request.contextPath}/">
  <%@ include file="head.jspf" %>
</head>
<body>
  <header>
    <div class="wide">
      <svg class="mark" aria-hidden="true"><use href="static/icons.svg#anchor"/></svg>
      <div class="brand">
        <h1>The Chandlery</h1>
        <p>Hove to for a moment.</p>
      </div>
    </div>
  </header>
  <main class="wide">
    <section class="notice">
      <h2>Your session cannot be reached right now</h2>
      <p>None of the nodes that hold it answers. You have not been logged out, and what was saved is kept as long as
        one of them comes back with it.</p>
      <p><a class="button" href="./">Try again</a></p>
    </section>
    <%@ include file="status.jspf" %>
  </main>
</body>
</html>
