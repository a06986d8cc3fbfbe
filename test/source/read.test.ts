/** Which bytes are a text, and what is said of the others. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readSource } from "../../src/source/read.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "mesh-lint-")));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function read(file: string, content: string | Buffer, options?: Parameters<typeof readSource>[2]): unknown {
  writeFileSync(join(root, file), content);
  const result = readSource(root, file, options);
  return result && ("text" in result ? result.text : result.reason);
}

describe("readSource", () => {
  it.each<[string, string | Buffer, unknown]>([
    ["plain text", "kind: Ä", "kind: Ä"],
    ["an empty file", "", ""],
    ["a large text that outgrows the buffer", "ä".repeat(500_000), "ä".repeat(500_000)],
    ["a byte order mark", "\uFEFFa: 1", "\uFEFFa: 1"],
    ["UTF-16 LE", Buffer.from("\uFEFFa: 1", "utf16le"), "\uFEFFa: 1"],
    ["UTF-16 BE", Buffer.from("\uFEFFa: 1", "utf16le").swap16(), "\uFEFFa: 1"],
    ["NUL within the first 8 KB", "a\0b", "binary file"],
    ["bytes that are no UTF-8", Buffer.from([0x61, 0xe4, 0x62]), "not encoded as UTF-8"],
  ])("%s", (_name, content, expected) => {
    expect(read("a.yaml", content)).toBe(expected);
  });

  it("skips what is larger than the limit", () => {
    expect(read("big.yaml", "x".repeat(11), { maxBytes: 10 })).toBe("larger than 10 bytes");
    expect(read("fits.yaml", "x".repeat(10), { maxBytes: 10 })).toBe("x".repeat(10));
    expect(read("huge.yaml", Buffer.alloc(10 * 1024 * 1024 + 1, "x"))).toBe("larger than 10 MB");
  });

  it("takes JSON only when it may be a manifest, or is named", () => {
    expect(read("package.json", '{"name": "x"}')).toBeUndefined();
    expect(read("service.json", '{"apiVersion": "v1", "kind": "Service"}')).toContain("Service");
    expect(read("package.json", '{"name": "x"}', { named: true })).toBe('{"name": "x"}');
  });

  it("has nothing to say of a file that is gone", () => {
    expect(readSource(root, "gone.yaml")).toBeUndefined();
    expect(readSource(root, "package.json/gone.yaml")).toBeUndefined();
  });

  it("reads nothing out of the root, whatever name or link leads there", () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), "mesh-lint-")));
    writeFileSync(join(outside, "secret.yaml"), "x");
    symlinkSync(outside, join(root, "linked"));
    const skipped = { reason: "out of the repository" };
    expect(readSource(root, "linked/secret.yaml", { named: true })).toMatchObject(skipped);
    expect(readSource(root, `../${basename(outside)}/secret.yaml`, { named: true })).toMatchObject(skipped);
    rmSync(outside, { recursive: true });
  });

  it("skips folders and does not wait for pipes", () => {
    expect(readSource(root, ".")).toMatchObject({ reason: "a folder, not a file" });
    execFileSync("mkfifo", [join(root, "pipe.yaml")]);
    expect(readSource(root, "pipe.yaml")).toMatchObject({ path: "pipe.yaml", text: "" });
  });
});
