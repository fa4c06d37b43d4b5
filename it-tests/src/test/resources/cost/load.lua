-- Each thread of wrk has one connection: so each connection has a session, a line of the file that the script is given.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  local at = 0
  for cookie in io.lines(args[1]) do
    at = at + 1
    if at == number then wrk.headers["Cookie"] = cookie end
  end
  local always = wrk.format()
  wrk.request = function() return always end
end

function done(summary)
  local errors = summary.errors
  local all = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("result %d %d %d\n", summary.requests, summary.duration, all))
end
