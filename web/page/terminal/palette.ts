// SPDX-License-Identifier: MIT
// Terminal colours. xterm.js raises the contrast of what a program chooses to 4.5 where these do not reach it.
import type { ITheme } from "@xterm/xterm";
import type { ThemeName } from "../InspectorSource.ts";

const kDark: ITheme = {
  background: "#11141a",
  foreground: "#d8dee6",
  cursor: "#e5b454",
  cursorAccent: "#11141a",
  selectionBackground: "#33465f",
  selectionInactiveBackground: "#28323f",
  scrollbarSliderBackground: "#ffffff1f",
  scrollbarSliderHoverBackground: "#ffffff33",
  scrollbarSliderActiveBackground: "#ffffff47",
  black: "#20262e",
  red: "#f07f7a",
  green: "#8fca8b",
  yellow: "#e5b454",
  blue: "#7db2f5",
  magenta: "#c9a0f0",
  cyan: "#6fc9c6",
  white: "#c9d1da",
  brightBlack: "#7d8895",
  brightRed: "#ff9d98",
  brightGreen: "#aee0a9",
  brightYellow: "#f4d083",
  brightBlue: "#a3caff",
  brightMagenta: "#dcbdfb",
  brightCyan: "#93e2df",
  brightWhite: "#f3f6f9",
};

const kLight: ITheme = {
  background: "#fdfcfa",
  foreground: "#262b31",
  cursor: "#8a5a00",
  cursorAccent: "#fdfcfa",
  selectionBackground: "#c9dcf5",
  selectionInactiveBackground: "#e2e6eb",
  scrollbarSliderBackground: "#0000001f",
  scrollbarSliderHoverBackground: "#00000033",
  scrollbarSliderActiveBackground: "#00000047",
  black: "#262b31",
  red: "#b3261e",
  green: "#2c6b29",
  yellow: "#7d5700",
  blue: "#1b54b0",
  magenta: "#7a38a5",
  cyan: "#0b6868",
  white: "#5d6671",
  brightBlack: "#6a737e",
  brightRed: "#c23329",
  brightGreen: "#35762f",
  brightYellow: "#8a6000",
  brightBlue: "#2462c4",
  brightMagenta: "#8845b5",
  brightCyan: "#117474",
  brightWhite: "#3c434b",
};

export function paletteOf(theme: ThemeName): ITheme {
  return theme === "dark" ? kDark : kLight;
}
