<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="shiro" uri="http://shiro.apache.org/tags" %>
<!DOCTYPE html>
<html lang="en">
<head><title>Log in</title></head>
<body>
  <p>Who are you?</p>
  <p>${shiroLoginFailure}</p>
  <form id="login" action="" method="post">
    <input name="username" aria-label="Name"/>
    <input name="password" type="password" aria-label="Password"/>
    <input name="rememberMe" type="checkbox" value="true" aria-label="Remember me"/>
    <button>Log in</button>
  </form>
</body>
</html>
