// Bundles the desk's scripts and styles into the package: one script a page that needs one, one style sheet for all.
import { build } from "esbuild";
import { readdirSync } from "node:fs";

const pages = readdirSync("src/pages").filter((name) => name.endsWith(".ts")).map((name) => `src/pages/${name}`);
await build({
  entryPoints: [...pages, "src/desk.css"],
  outdir: "../src/onrecord/desk/static",
  entryNames: "[name]",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "linked",
  logLevel: "warning",
});
