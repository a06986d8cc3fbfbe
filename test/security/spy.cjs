/** Loaded into the program: notes every program it starts, every connection it opens and every file it writes. */

const { appendFileSync } = require("node:fs");
const process = require("node:process");
const log = process.env.SPY_LOG;
const note = (what) => appendFileSync(log, `${what}\n`);

function wrap(module, name, tell) {
  const original = module[name];
  module[name] = function (...args) {
    const told = tell(...args);
    if (told !== undefined) note(told);
    return original.apply(this, args);
  };
}

const processes = require("node:child_process");
for (const name of ["spawn", "spawnSync", "execFile", "execFileSync", "exec", "execSync", "fork"]) {
  wrap(processes, name, (command) => `program ${command}`);
}
wrap(require("node:net").Socket.prototype, "connect", (...args) => `connection ${JSON.stringify(args[0])}`);
wrap(require("node:dns"), "lookup", (host) => `connection ${host}`);

const files = require("node:fs");
const isWrite = (flags) => (typeof flags === "number" ? (flags & 3) !== 0 : /[wa+]/.test(String(flags ?? "r")));
for (const name of ["open", "openSync"])
  wrap(files, name, (path, flags) => (isWrite(flags) ? `write ${path}` : undefined));
for (const name of ["writeFile", "writeFileSync", "appendFile", "mkdir", "mkdirSync", "rename", "renameSync"]) {
  wrap(files, name, (path) => (typeof path === "string" && path !== log ? `write ${path}` : undefined));
}
require("node:module").syncBuiltinESMExports();
