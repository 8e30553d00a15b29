"use client";

import { useEffect, useState } from "react";

/** A pointer that rests this long reads no more. */
const REST_MS = 4000;

/**
 * Whether somebody reads the list of this element right now: a row is open or has the focus, the page is scrolled down,
 * or the pointer moved over it a moment ago. A list that is being read must not move.
 */
export function useIsReading(element: HTMLElement | null, isRowOpen: boolean): boolean {
  const [isPointing, setIsPointing] = useState(false);
  const [isFocused, setIsFocused] = useState(false);
  const [isScrolled, setIsScrolled] = useState(false);
  useEffect(() => {
    if (element === null) return;
    const signal = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      clearTimeout(timer);
      setIsPointing(false);
    };
    const point = () => {
      clearTimeout(timer);
      setIsPointing(true);
      timer = setTimeout(rest, REST_MS);
    };
    const scroll = () => setIsScrolled(element.scrollTop > 8 || window.scrollY > 8);
    const options = { signal: signal.signal, passive: true };
    element.addEventListener("pointermove", point, options);
    element.addEventListener("pointerleave", rest, options);
    element.addEventListener("focusin", () => setIsFocused(true), options);
    element.addEventListener("focusout", () => setIsFocused(false), options);
    element.addEventListener("scroll", scroll, options);
    window.addEventListener("scroll", scroll, options);
    return () => {
      signal.abort();
      clearTimeout(timer);
    };
  }, [element]);
  return isRowOpen || isPointing || isFocused || isScrolled;
}
