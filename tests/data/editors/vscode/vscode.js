// In place of the module `vscode`: a window with one folder, in which what extensions show is kept, to be looked at.
//
// `shown` has what they show; all that is not written here does nothing.
const path = require("node:path");
const { pathToFileURL, fileURLToPath } = require("node:url");

const shown = {
  commands: new Map(),
  diagnostics: new Map(),
  documents: [],
  lenses: [],
  messages: [],
  providers: [],
};
const disposable = { dispose() {} };

/** The properties of `known`, and for all others `anything`. */
function partly(known) {
  const has = (target, key) => key in target || typeof key === "symbol" || key === "then";
  return new Proxy(known, {
    get: (target, key) => (has(target, key) ? target[key] : (target[key] = anything())),
    apply: () => disposable,
  });
}

/** What can be called, constructed, extended and asked for any property, and does nothing. */
function anything() {
  return partly(class {});
}

class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.split(":")[0];
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(name) {
    return new Uri(pathToFileURL(name).href);
  }
  get fsPath() {
    return fileURLToPath(this.text);
  }
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(...at) {
    const [start, end] = at.length === 4 ? [new Position(at[0], at[1]), new Position(at[2], at[3])] : at;
    Object.assign(this, { start, end });
  }
}

class Plain {
  constructor(range, second) {
    Object.assign(this, { range, message: second, command: second });
  }
}

const version = "1.91.0";
const [folder, command] = JSON.parse(process.env.WINDOW);
module.exports = partly({
  shown,
  version,
  Uri,
  Position,
  Range,
  Diagnostic: class extends Plain {},
  CodeLens: class extends Plain {},
  CancellationTokenSource: class {
    token = { isCancellationRequested: false, onCancellationRequested: () => disposable };
    cancel() {}
    dispose() {}
  },
  EventEmitter: class {
    event = () => disposable;
    fire() {}
    dispose() {}
  },
  env: partly({ appName: "a window", language: "en" }),
  commands: partly({
    registerCommand(name, run) {
      shown.commands.set(name, run);
      return disposable;
    },
  }),
  languages: partly({
    match: () => 10,
    createDiagnosticCollection: () => ({
      set: (uri, list) => shown.diagnostics.set(String(uri), list),
      delete: (uri) => shown.diagnostics.delete(String(uri)),
      clear() {},
      dispose() {},
    }),
    registerCodeLensProvider(_, provider) {
      shown.providers.push(provider);
      return disposable;
    },
  }),
  window: partly({
    visibleTextEditors: [],
    tabGroups: partly({ all: [] }),
    createOutputChannel: anything,
    showErrorMessage: async (text) => void shown.messages.push(text),
    showInformationMessage: async (text) => void shown.messages.push(text),
    showTextDocument: async (uri) => void shown.documents.push(uri.fsPath),
  }),
  workspace: partly({
    workspaceFolders: folder && [{ uri: Uri.file(folder), name: path.basename(folder), index: 0 }],
    textDocuments: [],
    notebookDocuments: [],
    getConfiguration: () => ({ get: (key) => (key === "command" ? command : undefined) }),
  }),
});
