<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="shiro" uri="http://shiro.apache.org/tags" %>
<!DOCTYPE html>
<html lang="en">
<head><title>Members</title></head>
<body>
  <p>Welcome, <shiro:principal/>. All about ${param.topic}.</p>
  <a id="logout" href="logout">Log out</a>
</body>
</html>
