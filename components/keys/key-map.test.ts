import { describe, expect, it, vi } from "vitest";
import { type KeyBinding, KeyMap, type KeyPress } from "./key-map.ts";

const key = (name: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key: name,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  ...held,
});
const binding = (keys: string): KeyBinding => ({ keys, label: keys, run: vi.fn() });
const on = (nowMs = 0) => ({ nowMs, areSingleKeysOn: true });

describe("KeyMap", () => {
  it("finds single keys, keys with Ctrl or Cmd, and sequences", () => {
    const map = new KeyMap();
    map.add({ title: "Shell", bindings: [binding("u"), binding("ctrl+k"), binding("g o")] });
    expect(map.press(key("U"), on())?.keys).toBe("u");
    expect(map.press(key("k", { metaKey: true }), on())?.keys).toBe("ctrl+k");
    expect(map.press(key("g"), on(0))).toBeNull();
    expect(map.press(key("o"), on(1000))?.keys).toBe("g o");
  });

  it("forgets the first key of a sequence after a while, and after another key", () => {
    const map = new KeyMap();
    map.add({ title: "Shell", bindings: [binding("g o")] });
    map.press(key("g"), on(0));
    expect(map.press(key("o"), on(5000))).toBeNull();
    map.press(key("g"), on(6000));
    map.press(key("x"), on(6100));
    expect(map.press(key("o"), on(6200))).toBeNull();
  });

  it("lets what was added last take a key over, until it goes", () => {
    const map = new KeyMap();
    const shell = binding("a");
    const page = binding("a");
    map.add({ title: "Shell", bindings: [shell] });
    const remove = map.add({ title: "Page", bindings: [page] });
    expect(map.press(key("a"), on())).toBe(page);
    remove();
    expect(map.press(key("a"), on())).toBe(shell);
  });

  it.each([
    ["Alt is held", key("u", { altKey: true })],
    ["text is being composed", key("u", { isComposing: true })],
  ])("does nothing while %s", (_case, press) => {
    const map = new KeyMap();
    map.add({ title: "Shell", bindings: [binding("u")] });
    expect(map.press(press, on())).toBeNull();
  });

  it("leaves only keys with Ctrl when single keys are switched off", () => {
    const map = new KeyMap();
    map.add({ title: "Shell", bindings: [binding("u"), binding("ctrl+k"), binding("g o")] });
    const off = { nowMs: 0, areSingleKeysOn: false };
    expect(map.press(key("u"), off)).toBeNull();
    expect(map.press(key("g"), off)).toBeNull();
    expect(map.press(key("o"), off)).toBeNull();
    expect(map.press(key("k", { ctrlKey: true }), off)?.keys).toBe("ctrl+k");
  });
});
