<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="shiro" uri="http://shiro.apache.org/tags" %>
<!DOCTYPE html>
<html lang="en">
<head><title>Notes</title></head>
<body>
  <p>You are <shiro:guest>a guest</shiro:guest><shiro:principal/>
    <shiro:authenticated>by your password</shiro:authenticated><shiro:notAuthenticated>without a password</shiro:notAuthenticated>
    <shiro:hasRole name="author">and an author</shiro:hasRole><shiro:hasPermission name="users:delete">and may delete users</shiro:hasPermission>.</p>
  <p>Your notes: ${notes}</p>
  <form id="note" action="notes" method="post"><input name="note" aria-label="Note"/><button>Write</button></form>
  <form id="run-as" action="run-as" method="post"><input name="user" aria-label="User"/><button>Be somebody else</button></form>
  <form id="be-yourself" action="be-yourself" method="post"><button>Be yourself</button></form>
  <a id="logout" href="logout">Log out</a>
</body>
</html>
