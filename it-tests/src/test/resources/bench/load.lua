-- Each thread of wrk has one connection: so each connection has a session. That is a line of the file that the script is
-- given; without a file, the one that the last answer has begun; with "new" none, so that each request begins one. With "check" after the file each answer is looked at, which
-- begins with how many changes its session has seen.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
  thread:set("older", 0)
end

function init(args)
  if args[1] == "new" then
    return
  elseif args[1] then
    keep(args[1])
    if args[2] == "check" then check() end
  else
    follow()
  end
end

function keep(file)
  local at = 0
  for cookie in io.lines(file) do
    at = at + 1
    if at == number then wrk.headers["Cookie"] = cookie end
  end
end

function check()
  local last = 0
  response = function(status, headers, body)
    local changes = status == 200 and tonumber(body:match("^%d+"))
    if changes then
      if changes < last then older = older + 1 end
      last = math.max(last, changes)
    end
  end
end

function follow()
  local text = wrk.format()
  local head = text:sub(1, -3) -- without the line that ends it
  request = function() return text end
  response = function(status, headers)
    local cookie = headers["Set-Cookie"]
    if cookie then text = head .. "Cookie: " .. cookie:match("[^;]*") .. "\r\n\r\n" end
  end
end

function done(summary, latency)
  local errors = summary.errors
  local all = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  local older = 0
  for _, thread in ipairs(threads) do older = older + thread:get("older") end
  io.write(string.format("result %d %d %d %d %d %d\n", summary.requests, summary.duration, all,
    latency:percentile(50), latency:percentile(99), older))
end
