-- Each thread of wrk has one connection: so each connection has a session. That is a line of the file that the script is
-- given; without a file, the one that the last answer has begun; with "new", none: each request begins one. With "check" after
-- the file each answer is looked at, which begins with how many changes its session has seen, and whose it is: of the number of
-- its line. With "delay=MS" there is a pause before each request.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
  thread:set("older", 0)
  thread:set("wrong", 0)
  thread:set("refused", "")
end

function init(args)
  if args[1] == "new" then
    return
  elseif args[1] then
    keep(args[1])
    for i = 2, #args do
      local pause = tonumber(args[i]:match("^delay=(.+)"))
      if args[i] == "check" then check() end
      if pause then rest(pause) end
    end
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
  local own = "user" .. number
  local more = wrk.path:find("/hit", 1, true) and 1 or 0 -- what an answer has seen more than the one before
  local last = -1
  response = function(status, headers, body)
    if status ~= 200 then
      if #refused < 200 then refused = refused .. os.date(" %X ") .. status end
      return
    end
    local changes, user = body:match("^(%d+) (%S+)")
    if user ~= own then
      wrong = wrong + 1
    else
      changes = tonumber(changes)
      if changes < last + more then older = older + 1 end
      last = math.max(last, changes)
    end
  end
end

-- Pauses are whole milliseconds: they are rounded up as often as makes the mean right. Each connection starts at a time of
-- its own.
function rest(pause)
  math.randomseed(os.time() + number)
  local first = true
  delay = function()
    local share = first and math.random() or 1
    first = false
    return math.floor(pause * share + math.random())
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
  local older, wrong = 0, 0
  for _, thread in ipairs(threads) do
    older = older + thread:get("older")
    wrong = wrong + thread:get("wrong")
    local refused = thread:get("refused")
    if refused ~= "" then io.write("refused" .. refused .. "\n") end
  end
  io.write(string.format("result %d %d %d %d %d %d %d %d\n", summary.requests - errors.status, summary.duration, all,
    errors.status, latency:percentile(50), latency:percentile(99), older, wrong))
end
