"use strict";
// Before the first paint: rows that the script can show on demand are hidden only if it runs.
document.documentElement.classList.add("scripted");
try {
  const chosen = localStorage.getItem("stillwatch-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch (denied) {
  // A browser that keeps no storage for files follows the system's setting.
  document.documentElement.dataset.storage = "none";
}
