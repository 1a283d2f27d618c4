/* The end of the worker's script, after the runtime: it starts Python and answers requests.

   The page has no connection: what the runtime asks of `fetch` is answered from the parts. A worker
   that follows another one is given the compiled module and the unpacked parts of the first. */
const NOWHERE = "https://page.invalid/";
const answers = new Map();
let desk = null;
let python = null;

self.fetch = async (url) => {
  const name = String(url.url || url).split("/").pop();
  if (!answers.has(name)) {
    throw new TypeError("no connection");
  }
  return new Response(answers.get(name));
};

const unpacked = (blob) =>
  new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
const bytes = async (given) => (given instanceof Blob ? unpacked(given) : given);

async function start({ parts, about }) {
  const STEPS = 5;
  let step = 0;
  const done = (value) => {
    step += 1;
    self.postMessage({ type: "progress", step, of: STEPS });
    return value;
  };
  const [stdlib, program, own] = await Promise.all([
    bytes(parts.stdlib), bytes(parts.program), parts.own ? bytes(parts.own) : null,
  ]);
  done();
  const wasm = parts.wasm instanceof Blob
    ? await WebAssembly.compile(await unpacked(parts.wasm)) : parts.wasm;
  done();
  WebAssembly.instantiateStreaming = async (response, imports) => ({
    module: wasm, instance: await WebAssembly.instantiate(wasm, imports),
  });
  answers.set("pyodide.asm.wasm", new Uint8Array());
  answers.set("python_stdlib.zip", stdlib);
  const { version } = about.runtime;
  python = await loadPyodide({
    indexURL: NOWHERE,
    packageBaseUrl: NOWHERE,
    createPyodideModule: _createPyodideModule,
    lockFileContents: JSON.stringify({ info: { ...about.runtime.lock, version }, packages: {} }),
    env: { HOME: "/home/clerk", PYTHONDONTWRITEBYTECODE: "1" },
  });
  answers.clear();
  done();
  lay_out(new Uint8Array(program), "/program");
  if (own) {
    lay_out(new Uint8Array(own), "/own");
  }
  done();
  python.runPython("import sys; sys.path.insert(0, '/program')");
  desk = python.pyimport("disclose.browser.desk").Desk(JSON.stringify(about), own ? "/own" : "");
  const told = desk.answer(JSON.stringify({ verb: "about", args: { lang: "zh" } }), []);
  const { data } = JSON.parse(told.get(0));
  told.destroy();
  done();
  self.postMessage({ type: "ready", about: data, parts: { wasm, stdlib, program, own } });
  setTimeout(prepare, 0);
}

/* Load what requests need, piece by piece: a request that comes meanwhile does not wait long. */
function prepare() {
  try {
    if (desk.prepare()) {
      setTimeout(prepare, 0);
    }
  } catch {
    // The request that needs it says why it cannot be loaded.
  }
}

/* Write the files of an archive, which is not compressed, into the file system of the worker. */
function lay_out(archive, folder) {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const text = new TextDecoder();
  const there = new Set();
  const FILE = 0x04034b50;
  for (let at = 0; view.getUint32(at, true) === FILE;) {
    const size = view.getUint32(at + 18, true);
    const name = view.getUint16(at + 26, true);
    const content = at + 30 + name + view.getUint16(at + 28, true);
    const path = `${folder}/${text.decode(archive.subarray(at + 30, at + 30 + name))}`;
    const above = path.slice(0, path.lastIndexOf("/"));
    if (!there.has(above)) {
      python.FS.mkdirTree(above);
      there.add(above);
    }
    python.FS.writeFile(path, archive.subarray(content, content + size));
    at = content + size;
  }
}

function ask({ verb, args, files }) {
  const given = python.toPy(files.map(({ name, bytes: content }) => [name, new Uint8Array(content)]));
  let told = null;
  try {
    told = desk.answer(JSON.stringify({ verb, args }), given);
    const answer = JSON.parse(told.get(0));
    const found = told.get(1);
    const out = found.toJs();
    found.destroy();
    const memory = python._module.HEAPU8.length;
    if ("error" in answer) {
      self.postMessage({ type: "error", message: answer.error, memory });
      return;
    }
    const outputs = out.map(([name, media, content]) => ({ name, media, bytes: content }));
    self.postMessage({ type: "answer", data: answer.data, files: outputs, memory },
      outputs.map((each) => each.bytes.buffer));
  } finally {
    given.destroy();
    told?.destroy();
  }
}

const DIED = {
  zh: "处理这个文件时内存不够或出了意外，没有做完。请再试一次；还不行，就把文件发给提供本页的单位。",
  en: "Memory ran out or something unforeseen happened; nothing was done. Try again; if it fails "
    + "again, send the file to the office that gave out this page.",
};

self.onmessage = async ({ data }) => {
  try {
    if (data.type === "start") {
      await start(data);
    } else {
      ask(data);
    }
  } catch (error) {
    if (data.type === "start") {
      self.postMessage({ type: "failed", reason: String(error && error.message || error) });
    } else {
      const message = DIED[data.args.lang] || DIED.zh;
      self.postMessage({ type: "error", message, dead: true });
    }
  }
};
