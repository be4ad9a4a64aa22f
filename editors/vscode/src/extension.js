// A window of VS Code with a guide → `concord lsp`, running in the guide's folder, and what it answers shown in the editor.
//
// The commands of code lenses and actions are the server's own: the client passes them on, and opens the file that the
// server asks it to show. One server a window: in the first folder that is a guide.
const process = require("node:process");
const { window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { isGuide, program, reasonOfFailure } = require("./guide");

/** The client, which while it starts writes errors to its output only: there are several for one cause. */
class QuietlyStarting extends LanguageClient {
  hasStarted = false;

  async start() {
    await super.start();
    this.hasStarted = true;
  }

  error(message, data, showNotification) {
    super.error(message, data, this.hasStarted && showNotification);
  }
}

let client;

async function activate() {
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file" && isGuide(uri.fsPath));
  if (!folder) return;
  const cwd = folder.uri.fsPath;
  const command = program(cwd, workspace.getConfiguration("concord", folder).get("command"), process.platform);
  const documentSelector = ["markdown", "yaml"].map((language) => ({ scheme: "file", language }));
  client = new QuietlyStarting(
    "concord",
    { command, args: ["lsp"], options: { cwd } },
    { documentSelector, workspaceFolder: folder, initializationFailedHandler: () => false },
  );
  try {
    await client.start();
  } catch {
    client = undefined;
    window.showErrorMessage(await reasonOfFailure(command, cwd));
  }
}

async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
