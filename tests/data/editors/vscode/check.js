// check.js EXTENSION [PAGE]: starts the extension in a window, as VS Code does; waits for findings in PAGE or a message,
// clicks the first code lens of PAGE, closes the window; prints as JSON what was shown.
const Module = require("node:module");
const path = require("node:path");

const stub = path.join(__dirname, "vscode.js");
const resolve = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) => (name === "vscode" ? stub : resolve(name, ...rest));

const [folder, page] = process.argv.slice(2);
const { main } = require(path.join(folder, "package.json"));
const { shown, CancellationTokenSource, Uri } = require(stub);
const extension = require(path.join(folder, main));

async function until(isSo) {
  while (!isSo()) await new Promise((done) => setTimeout(done, 20));
}

async function look(uri) {
  await until(() => shown.messages.length || shown.diagnostics.has(String(uri)));
  const { token } = new CancellationTokenSource();
  for (const provider of shown.providers) shown.lenses.push(...((await provider.provideCodeLenses({ uri }, token)) ?? []));
  if (shown.lenses.length) {
    const { command, arguments: values } = shown.lenses[0].command;
    await shown.commands.get(command)(...values);
    await until(() => shown.documents.length);
  }
}

async function check() {
  const uri = Uri.file(path.resolve(page ?? "."));
  await extension.activate();
  if (page) await look(uri);
  const findings = (shown.diagnostics.get(String(uri)) ?? []).map(({ range, message }) => ({ ...range, message }));
  const lenses = shown.lenses.map((lens) => lens.command.title);
  const { messages, documents } = shown;
  await extension.deactivate();
  process.stdout.write(JSON.stringify({ messages, documents, commands: [...shown.commands.keys()], findings, lenses }));
}

check().catch((error) => {
  console.error(error);
  process.exit(1);
});
