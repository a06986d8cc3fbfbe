import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { version } from "../../src/version.ts";
import { build } from "./program.ts";

const program = await build();
const folder = mkdtempSync(join(tmpdir(), "mesh-lint-pipes-"));
afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true, force: true });
});

const wrong = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: shop }
spec: { servers: [{ port: { number: 80, protocol: HTTP, name: http }, host: [a.example.com] }] }
`;
writeFileSync(join(folder, "one.yaml"), wrong);
// Two megabytes of report: more than any pipe holds.
const many = Array.from({ length: 3000 }, (_, at) => wrong.replace("name: shop", `name: shop-${at}`)).join("---\n");
writeFileSync(join(folder, "many.yaml"), many);

const mesh = `"${process.execPath}" "${program.file}"`;

function shell(command: string): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-c", command.replaceAll("mesh-lint", mesh)], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", CI: "true" },
    maxBuffer: 2 ** 28,
  });
  return { code: status, stdout, stderr };
}

describe.runIf(process.platform !== "win32")("a reader that leaves", () => {
  it.each([
    ["mesh-lint many.yaml --format json", 1],
    ["mesh-lint many.yaml", 1],
    ["mesh-lint many.yaml --fail-on never", 0],
    ["mesh-lint rules --format json", 0],
    ["mesh-lint --help", 0],
    ["mesh-lint --version", 0],
  ])("of %s leaves the exit code as it is", (command, code) => {
    const { stdout, stderr } = shell(`${command} | head -c 1 > /dev/null; echo "\${PIPESTATUS[0]}"`);
    expect({ stdout, stderr }).toEqual({ stdout: `${code}\n`, stderr: "" });
  });

  it("before the first word does so too", () => {
    const { stdout, stderr } = shell('mesh-lint one.yaml | true; echo "${PIPESTATUS[0]}"');
    expect({ stdout, stderr }).toEqual({ stdout: "1\n", stderr: "" });
  });

  it("of a socket does so too", async () => {
    const server = createServer((socket) => {
      socket.once("data", () => socket.destroy());
    });
    const path = join(folder, "socket");
    await new Promise<void>((resolve) => server.listen(path, resolve));
    const { connect } = await import("node:net");
    const socket = connect(path);
    await new Promise((resolve) => socket.once("connect", resolve));
    const child = spawn(process.execPath, [program.file, "many.yaml", "--format", "json", "--verbose"], {
      cwd: folder,
      stdio: ["ignore", socket, "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    const code = await new Promise((resolve) => child.once("close", resolve));
    server.close();
    socket.destroy();
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });
});

describe.runIf(process.platform !== "win32")("a slow reader", () => {
  it("gets every byte", () => {
    const { stdout } = shell("mesh-lint many.yaml --format json | (sleep 0.5; cat)");
    expect((JSON.parse(stdout) as { diagnostics: unknown[] }).diagnostics.length).toBeGreaterThanOrEqual(3000);
  });

  it("gets every byte of a pipe that does not block", () => {
    const loose = `python3 -c 'import fcntl,os,sys; fcntl.fcntl(1,4,fcntl.fcntl(1,3)|os.O_NONBLOCK); os.execvp(sys.argv[1],sys.argv[1:])'`;
    if (spawnSync("python3", ["--version"]).status !== 0) return;
    const { stdout, stderr } = shell(`${loose} mesh-lint many.yaml --format json | (sleep 0.5; cat)`);
    expect(stderr).toBe("");
    expect((JSON.parse(stdout) as { diagnostics: unknown[] }).diagnostics.length).toBeGreaterThanOrEqual(3000);
  });
});

describe.runIf(process.platform !== "win32")("closed standard output or error", () => {
  it.each([
    ["mesh-lint one.yaml >&-", 1],
    ["mesh-lint one.yaml 2>&-", 1],
    ["mesh-lint one.yaml >&- 2>&-", 1],
    ["mesh-lint one.yaml <&- >&- 2>&-", 1],
    ["mesh-lint --version >&-", 0],
    ["mesh-lint nowhere 2>&-", 2],
    ["mesh-lint one.yaml --rule istio/unknown-subset >&- 2>&-", 0],
  ])("%s ends with %i", (command, expected) => {
    const { code, stderr } = shell(command);
    expect({ code, stderr }).toEqual({ code: expected, stderr: "" });
  });
});

describe.runIf(existsSync("/dev/full"))("a full disk", () => {
  it.each([
    "mesh-lint one.yaml > /dev/full",
    "mesh-lint many.yaml --format json > /dev/full",
    "mesh-lint rules > /dev/full",
    "mesh-lint --help > /dev/full",
  ])("is told of: %s", (command) => {
    const { code, stderr } = shell(command);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mesh-lint: cannot write the report: ENOSPC: no space left on device, write\n$/);
  });

  it.each([
    ["mesh-lint one.yaml -o /dev/full", /cannot write "\/dev\/full": ENOSPC/],
    ["mesh-lint one.yaml --report junit=/dev/full", /cannot write "\/dev\/full": ENOSPC/],
  ])("is told of: %s", (command, words) => {
    const { code, stderr } = shell(command);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
  });

  it.each([
    ["mesh-lint --version > /dev/full", 2],
    ["mesh-lint nowhere 2> /dev/full", 2],
    ["mesh-lint one.yaml 2> /dev/full", 1],
    ["mesh-lint one.yaml > /dev/full 2> /dev/full", 2],
  ])("cannot be told of there: %s", (command, expected) => {
    const { code, stderr } = shell(command);
    expect({ code, stderr }).toEqual({ code: expected, stderr: "" });
  });
});

it("needs no terminal to answer", () => {
  expect(shell("mesh-lint --version").stdout).toBe(`${version}\n`);
});
