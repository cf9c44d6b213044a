import { defineConfig } from "vite";
import { readFileSync } from "node:fs";

/** Each version has its own folder, which never changes once released: partners pin its hash. */
const { version } = JSON.parse(readFileSync("package.json", "utf-8"));

export default defineConfig({
  build: {
    outDir: `served/${version}`,
    emptyOutDir: true,
    target: "es2020",
    reportCompressedSize: false,
    lib: {
      entry: "src/assistant.ts",
      formats: ["iife"],
      name: "AssistantOrientation",
      fileName: () => "assistant.js",
    },
  },
});
