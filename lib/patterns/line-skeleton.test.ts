import { expect, test } from "vitest";
import { lineSkeleton } from "./line-skeleton.ts";

test.each([
  ["numbers go", "Retry 3 of 10", "Retry <*> of <*>"],
  ["an address and its port are one value", "peer 10.20.30.40:8443 left", "peer <*> left"],
  ["addresses of six groups and more", "route 2001:db8::17 via aa:bb:cc:11:22:33", "route <*> via <*>"],
  ["times and dates, with names of days and months", "since Tue Nov 24 09:15:02 2026 idle", "since <*> idle"],
  ["a modal verb is no month", "May fail later", "May fail later"],
  ["paths of both worlds", "copy /opt/tally/a.bin to C:\\Tally Data\\a.bin now", "copy <*> to <*> now"],
  ["keys of the registry and accounts", "key HKLM\\Tally\\Run set by FIN\\avery", "key <*> set by <*>"],
  ["a colon behind a path stays", "cannot open /opt/tally/a.bin: denied", "cannot open <*>: denied"],
  ["addresses of the web", "GET https://tally.example/a?b=c done", "GET <*> done"],
  ["ids", "job 3f2504e0-4f89-11d3-9a0c-0305e82c3301 ended", "job <*> ended"],
  ["hexadecimal", "result 0x80070005, flags 0xff", "result <*>, flags <*>"],
  ["values of keys, but not their names", "uid=avery mode=fast rest=", "uid=<*> mode=<*> rest="],
  ["a quoted word is a value, a quoted sentence is text", 'set "fast" to "not in use"', 'set "<*>" to "not in use"'],
  ["host names and addresses of people", "mail from avery@tally.example via mx.tally.example", "mail from <*> via <*>"],
  ["the class of an error is text", "java.io.IOException: closed", "java.io.IOException: closed"],
  ["names keep their digit", "IPv4 on en0 by ssh2", "IPv4 on en0 by ssh2"],
  ["units belong to their numbers", "took 15 ms, 3.5 MB free", "took <*> free"],
  ["a list is one value whatever its length", "fans ( 3552 3534 **** 3375 )", "fans ( <*> )"],
  ["a list of states as well", "power ( on off off )", "power ( <*> )"],
  ["less than is part of the value", "lifetime <1 sec", "lifetime <*>"],
  ["dots that lead to a value are neither", "paper tray.......3", "paper tray.......<*>"],
  ["ranges of hosts", "reset node-[4-7,12] and node-9", "reset <*> and <*>"],
  ["an ellipsis is text", "please wait... done", "please wait... done"],
  ["brackets around a value stay", "device <01ff> gone", "device <<*>> gone"],
  ["blanks count once", "a\t b   c", "a b c"],
  ["other further lines don't count", "stopped at 7\nall is well", "stopped at <*>"],
  [
    "of further lines the one that tells of a failure counts",
    "Executing op: Start(4)\nnothing here\nGrant: error 0x80070534 for avery\n  at Failure.run(9)",
    "Executing op: Start(<*>) ⏎ Grant: error <*> for avery",
  ],
  ["frames of a stack tell of no failure", "stopped\n  at ErrorHandler.run(12)", "stopped"],
  ["an empty text", "", ""],
  ["letters of other alphabets", "Пользователь вошёл 5 раз", "Пользователь вошёл <*> раз"],
])("%s", (_, line, skeleton) => {
  expect(lineSkeleton(line)).toBe(skeleton);
});

test("hostile lines take time in proportion to their length at most", () => {
  for (const part of ["a:", "/", "\\", '"', "=", "<1", "on ", "C:\\ ", "1.", "::"]) {
    expect(lineSkeleton(part.repeat(500_000)).length).toBeLessThanOrEqual(1200);
  }
});
