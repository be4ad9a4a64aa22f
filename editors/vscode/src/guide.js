// A folder → whether it is the folder of a guide, the program that serves it, and why that did not start.
const { execFile } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

/** True where `folder` has mkdocs.yml, or a pyproject.toml with the settings of concord. */
function isGuide(folder) {
  if (fs.existsSync(path.join(folder, "mkdocs.yml"))) return true;
  try {
    return /^\s*\[tool\.concord\b/m.test(fs.readFileSync(path.join(folder, "pyproject.toml"), "utf8"));
  } catch {
    return false;
  }
}

/** The program to start: the setting, or the one in the virtual environment of `folder`. A bare name is one of the PATH. */
function program(folder, setting, platform) {
  const usual = platform === "win32" ? ".venv\\Scripts\\concord.exe" : ".venv/bin/concord";
  const chosen = setting || usual;
  return /[\\/]/.test(chosen) ? path.resolve(folder, chosen) : chosen;
}

/** One line: what `command lsp` says where it does not start, and what to do where it is not there. */
function reasonOfFailure(command, cwd) {
  return new Promise((resolve) => {
    const running = execFile(command, ["lsp"], { cwd, timeout: 10_000 }, (error, _, stderr) => {
      const said = stderr.trim().split("\n").at(-1);
      if (error?.code === "ENOENT") resolve(`concord: ${command} is not there: install it, or set concord.command`);
      else resolve(said || `concord: ${command} did not start the server: Output › concord says more`);
    });
    running.stdin.on("error", () => {}); // it may be gone by then
    running.stdin.end();
  });
}

module.exports = { isGuide, program, reasonOfFailure };
