-- Arguments: the story, four characters that begin every id, and how many views to send (0 for as many as it can; else on one thread).
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  quota = tonumber(args[3])
  sent, answered = 0, 0
  local place = string.rep("0", 12)
  wrk.method = "POST"
  wrk.path = "/api/views"
  wrk.headers["Content-Type"] = "text/plain;charset=UTF-8"
  wrk.headers["User-Agent"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
  wrk.body = string.format(
    '{"id":"%s%02d%s","story":"%s","version":1,"seq":1,"activeMs":15000,"cards":[0],"done":false}', args[2], number, place, args[1])
  local whole = wrk.format()
  local from = string.find(whole, place, 1, true)
  before, after = string.sub(whole, 1, from - 1), string.sub(whole, from + #place)
  nothing = wrk.format("GET", "/nothing-is-here", { ["Host"] = wrk.headers["Host"] }, "")

  if quota > 0 then
    response = function(status)
      if status >= 200 and status < 300 then answered = answered + 1 end
      if status ~= 404 then
        left = (left or quota) - 1
        -- wrk's one way to end before its time; it does not hear a signal while it waits for a command.
        if left == 0 then os.execute("(sleep 0.2; kill -INT $PPID) &") end
      end
    end
  end
end

function request()
  -- Before it begins, wrk asks its first thread for a request only to look at it.
  if number == 0 and not looked_at then
    looked_at = true
    return nothing
  end

  -- wrk always wants something to send; once the quota is out it asks for a page that is not there, until the last view is answered.
  if quota > 0 and sent == quota then return nothing end
  sent = sent + 1
  return before .. string.format("%012d", sent) .. after
end

function done(summary, latency, requests)
  local quota, answered = 0, 0
  for _, thread in ipairs(threads) do
    quota = quota + thread:get("quota")
    answered = answered + thread:get("answered")
  end
  local errors = summary.errors
  local refused = errors.status
  if quota > 0 then
    refused = quota - answered
  else
    answered = summary.requests - errors.status
  end
  print(string.format(
    '{"Answered":%d,"Refused":%d,"Broken":%d,"Seconds":%.6f,"P50Ms":%.3f,"P99Ms":%.3f}',
    answered, refused, errors.connect + errors.read + errors.write + errors.timeout, summary.duration / 1000000,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
