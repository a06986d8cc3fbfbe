import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { readAhead, startPace, type Pending } from "../../src/source/ahead.ts";

const folder = mkdtempSync(join(tmpdir(), "mesh-lint-ahead-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("meets files, folders, pipes, circles and gaps, and comes to its end", async () => {
  mkdirSync(join(folder, "a", "b", ".git"), { recursive: true });
  for (let number = 0; number < 40; number++) writeFileSync(join(folder, "a", `${number}.yaml`), "a: 1\n");
  writeFileSync(join(folder, "a", "large.yaml"), "x".repeat(200_000));
  symlinkSync(join(folder, "a"), join(folder, "a", "b", "circle"));
  execFileSync("mkfifo", [join(folder, "pipe.yaml")]);
  const files = ["a/0.yaml", "a/large.yaml", "pipe.yaml", "gone.yaml", "a/b", "a/b/circle"];
  const { ended } = readAhead({
    folders: [folder, join(folder, "gone")],
    files: files.map((file) => join(folder, file)),
  });
  expect(await ended).toBe(0);
});

it("has nothing to do", async () => {
  expect(await readAhead({ folders: [], files: [] }).ended).toBe(0);
});

it("ends when it is stopped, with work left", async () => {
  const ahead = readAhead({ folders: Array.from({ length: 1_000_000 }, () => folder), files: [] });
  ahead.stop();
  expect(await ahead.ended).toBeTypeOf("number");
}, 5_000);

it.each([
  ["storage that is slow", -1, 1],
  ["storage that is fast", 60_000, 0],
])("is asked what is left, once at most: %s", (_, ms, times) => {
  const pending = vi.fn((): Pending => ({ folders: [], files: [] }));
  const pace = startPace({ ms, fewest: 100 });
  for (let left = 500; left > 0; left--) pace.step(left, pending);
  pace.end();
  expect(pending).toHaveBeenCalledTimes(times);
});

it("is not worth it for the last few", () => {
  const pending = vi.fn((): Pending => ({ folders: [], files: [] }));
  const pace = startPace({ ms: -1, fewest: 1000 });
  for (let left = 500; left > 0; left--) pace.step(left, pending);
  expect(pending).not.toHaveBeenCalled();
});
