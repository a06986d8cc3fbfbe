import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "./program.ts";

const program = await build();
const cache = mkdtempSync(join(tmpdir(), "mesh-lint-cache-"));
afterAll(() => {
  program.remove();
  rmSync(cache, { recursive: true, force: true });
});

const service = (name: string): string => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: {}\n`;
const large = Object.fromEntries(
  Array.from({ length: 2001 }, (_, number) => [`s${number}.yaml`, service(`s${number}`)]),
);
const route = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: s1 }
spec: { hosts: [s1], http: [{ route: [{ destination: { host: s1 } }] }] }
`;
const small = { "web.yaml": service("web") };

/** Only Node 20 keeps what it compiled in this way. */
describe.skipIf(process.versions.node.split(".")[0] !== "20")("code that is kept compiled", () => {
  const kept = (): string[] => readdirSync(join(cache, "mesh-lint")).map((name) => join(cache, "mesh-lint", name));
  const run = (files: Readonly<Record<string, string>>, ...paths: readonly string[]) =>
    program.run(["--no-config", "--quiet", ...paths], files, { env: { XDG_CACHE_HOME: cache } });

  const states = () => kept().map((file) => ({ file, inode: statSync(file).ino, code: readFileSync(file) }));

  it("serves small runs though a large one, which tunes the compiler, made it", () => {
    const { code, stdout, stderr } = run(large);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
    const before = states();
    expect(before).toHaveLength(1);
    run(small);
    run(large);
    // What V8 does not take is written anew.
    expect(states()).toEqual(before);
  });

  it("is less for runs over a few files than for those over folders", () => {
    const [folders = ""] = kept();
    run(small, "web.yaml");
    const files = kept().find((file) => file !== folders) ?? "";
    expect(kept()).toHaveLength(2);
    expect(statSync(files).size).toBeLessThan(statSync(folders).size);
    run(small, ".");
    expect(kept()).toHaveLength(2);
  });

  it("goes into no folder of the linted repository", () => {
    const after = (folder: string): void => {
      expect(readdirSync(folder)).toEqual(["web.yaml"]);
    };
    expect(program.run(["--no-config"], small, { env: { XDG_CACHE_HOME: "cache" }, after }).code).toBe(0);
  });

  it.skipIf(process.platform !== "linux")("is not kept where no folder can be made", () => {
    const { code, stderr } = program.run(["--no-config"], small, { env: { XDG_CACHE_HOME: "/proc/nowhere" } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("serves large runs, whichever rules they load", () => {
    run({ "route.yaml": route });
    const before = states();
    expect(before.map(({ file }) => file)).toContainEqual(expect.stringContaining("rules-istio.js-folders"));
    run({ ...large, "route.yaml": route });
    expect(states()).toEqual(before);
  });
});
