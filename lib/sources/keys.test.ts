import { describe, expect, it } from "vitest";
import { keyTimeMs } from "./key-time.ts";
import { namesFromKey } from "./names-from-key.ts";

describe("keyTimeMs", () => {
  it.each([
    ["2024/04/12/app.log.gz", "2024-04-12T00:00:00Z"],
    ["logs/2024-04-12T10-05-00.json.gz", "2024-04-12T10:05:00Z"],
    ["app-20240412T1005Z-0001.log", "2024-04-12T10:05:00Z"],
    ["2024/04/12/10/part-1.gz", "2024-04-12T10:00:00Z"],
    ["app.2024-04-12.log", "2024-04-12T00:00:00Z"],
  ])("finds the time of %s", (key, iso) => {
    expect(keyTimeMs(key)).toBe(Date.parse(iso));
  });

  it.each(["app.log", "20241345", "2024-02-31.log", "12345678901234.log", "build-120240412"])(
    "finds none in %s",
    (key) => {
      expect(keyTimeMs(key)).toBeNull();
    },
  );
});

describe("namesFromKey", () => {
  it.each([
    ["rollout-7/LT-2291/setup.log", "<deployment>/<device>/...", "rollout-7", "LT-2291"],
    ["rollout-7/LT-2291/deep/er/setup.log", "<deployment>/<device>/...", "rollout-7", "LT-2291"],
    ["logs/eu/LT-2291/setup.log", "*/*/<device>", null, "LT-2291"],
    ["logs/eu/LT-2291/setup.log", "logs/*/<device>/...", null, "LT-2291"],
    ["other/eu/LT-2291/setup.log", "logs/*/<device>/...", null, null],
    ["LT-2291/setup.log", "<deployment>/<device>/...", null, null],
    ["setup.log", null, null, null],
  ])("reads %s by %s", (key, pattern, deployment, device) => {
    expect(namesFromKey(key, "", pattern)).toEqual({ deployment, device });
    expect(namesFromKey(`team/in/${key}`, "team/in/", pattern)).toEqual({ deployment, device });
  });
});
