"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { buttonClass } from "./ui/button-class.ts";
import { Menu, MenuChoice } from "./ui/menu.tsx";

type Theme = "light" | "dark" | "system";

const OPTIONS = [
  { value: "light" as const, label: "Light", icon: <Sun size={16} strokeWidth={1.75} aria-hidden="true" /> },
  { value: "dark" as const, label: "Dark", icon: <Moon size={16} strokeWidth={1.75} aria-hidden="true" /> },
  {
    value: "system" as const,
    label: "As the system",
    icon: <Monitor size={16} strokeWidth={1.75} aria-hidden="true" />,
  },
];

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  return (
    <Menu
      trigger={
        <button type="button" aria-label="Theme" className={buttonClass({ variant: "quiet", isIcon: true })}>
          <Moon size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoice label="Theme" value={(theme ?? "system") as Theme} options={OPTIONS} onChange={setTheme} />
    </Menu>
  );
}
