<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="shiro" uri="http://shiro.apache.org/tags" %>
<!DOCTYPE html>
<html lang="en">
<head><title>Account</title></head>
<body>
  <p>The account of <shiro:principal/>.</p>
  <a id="logout" href="logout">Log out</a>
</body>
</html>
