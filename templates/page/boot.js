/* The first script of the page. Only what every browser since 2009 understands (ES5) stands here,
   so that one that is too old can say so. It starts the worker in which Python runs, and gives the
   rest of the page one object, `window.disclose`:

     ready                       a promise of what `about` answers
     ask(verb, args, files)      a promise of {data, files}; files are {name, bytes} in, and
                                 {name, media, bytes} out; fails with an Error whose message is for
                                 the reader (`stopped` is true if `stop` ended it)
     stop()                      ends the request at work, and those that wait
     onprogress(step, of)        called while it loads, if it is set
*/
(function () {
  "use strict";

  var MEMORY = 384 * 1024 * 1024; /* bytes of the worker's memory after which it is renewed */

  function element(id) {
    return document.getElementById(id);
  }

  /* Show a message on its own, in both languages: nothing else of the page may work. */
  function give_up(zh, en) {
    var box = element("unable") || document.body.appendChild(document.createElement("div"));
    box.id = "unable";
    box.setAttribute("role", "alert");
    box.removeAttribute("hidden");
    box.textContent = "";
    [[zh, "zh-CN"], [en, "en"]].forEach(function (each) {
      var line = document.createElement("p");
      line.setAttribute("lang", each[1]);
      line.appendChild(document.createTextNode(each[0]));
      box.appendChild(line);
    });
  }

  function lacking() {
    var found = [];
    function need(name, there) {
      if (!there) { found.push(name); }
    }
    need("WebAssembly", typeof WebAssembly === "object" && typeof WebAssembly.Exception === "function");
    need("BigInt", typeof BigInt === "function");
    need("DecompressionStream", typeof DecompressionStream === "function");
    need("Promise", typeof Promise === "function");
    need("Worker", typeof Worker === "function");
    return found;
  }

  var broken = false;
  window.onerror = function (message) {
    if (!broken && !window.disclose) {
      broken = true;
      give_up("这个页面没能启动（" + message + "）。请换用新版 Edge、360 或 WPS 浏览器打开。",
        "This page could not start (" + message + "). Open it in a current Edge or another current browser.");
    }
  };

  var missing = lacking();
  if (missing.length) {
    broken = true;
    give_up("这个浏览器太旧，打不开本页（缺少 " + missing.join("、") + "）。请用新版 Edge、360 安全浏览器、" +
      "WPS 浏览器，或 Chromium 109、Firefox 115 以上的浏览器打开。",
      "This browser is too old for this page (it lacks " + missing.join(", ") + "). Use a current Edge, " +
      "360 or WPS browser, Chromium 109 or later, or Firefox 115 or later.");
    return;
  }

  /* The content of a part of the page, packed; its text is given back to the browser. */
  function part(name) {
    var holder = element("part-" + name);
    var text = holder.textContent;
    holder.parentNode.removeChild(holder);
    var bytes;
    if (Uint8Array.fromBase64) {
      bytes = Uint8Array.fromBase64(text);
    } else {
      var raw = atob(text);
      bytes = new Uint8Array(raw.length);
      for (var at = 0; at < raw.length; at += 1) { bytes[at] = raw.charCodeAt(at); }
    }
    return new Blob([bytes]);
  }

  function unpacked(blob) {
    return new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  }

  var parts = {}, engine = null, worker = null, waiting = {}, last = 0, queue = Promise.resolve();
  var about = JSON.parse(element("part-about").textContent);

  function fail(id, message, stopped) {
    var one = waiting[id];
    delete waiting[id];
    if (one) {
      var error = new Error(message);
      error.stopped = Boolean(stopped);
      one.reject(error);
    }
  }

  /* Start a worker; the promise is kept when it can answer. */
  function start() {
    return new Promise(function (resolve, reject) {
      worker = new Worker(engine);
      worker.onmessage = function (event) { hear(event.data, resolve, reject); };
      worker.onerror = function (event) {
        event.preventDefault();
        var reason = event.message || "worker";
        reject(new Error(reason));
        Object.keys(waiting).forEach(function (id) { fail(id, reason); });
      };
      worker.postMessage({ type: "start", parts: parts, about: about });
    });
  }

  function hear(told, resolve, reject) {
    if (told.type === "progress") {
      if (window.disclose.onprogress) { window.disclose.onprogress(told.step, told.of); }
    } else if (told.type === "ready") {
      parts = told.parts;
      resolve(told.about);
    } else if (told.type === "failed") {
      reject(new Error(told.reason));
    } else if (told.type === "answer") {
      var one = waiting[told.id];
      delete waiting[told.id];
      if (told.memory > MEMORY) { renew(); }
      if (one) { one.resolve({ data: told.data, files: told.files }); }
    } else if (told.type === "error") {
      if (told.dead || told.memory > MEMORY) { renew(); }
      fail(told.id, told.message);
    }
  }

  function renew() {
    worker.terminate();
    queue = start();
    return queue;
  }

  function ask(verb, args, files) {
    last += 1;
    var id = last;
    return new Promise(function (resolve, reject) {
      waiting[id] = { resolve: resolve, reject: reject };
      queue.then(function () {
        if (waiting[id]) {
          worker.postMessage({ type: "ask", id: id, verb: verb, args: args || {}, files: files || [] });
        }
      }, reject);
    });
  }

  function stop() {
    var ids = Object.keys(waiting);
    renew();
    ids.forEach(function (id) { fail(id, "stopped", true); });
  }

  ["wasm", "stdlib", "program", "own"].forEach(function (name) {
    if (element("part-" + name)) { parts[name] = part(name); }
  });
  queue = unpacked(part("engine")).then(function (script) {
    engine = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    return start();
  });
  queue["catch"](function (error) {
    give_up("这个页面没能启动（" + error.message + "）。请换用新版 Edge、360 或 WPS 浏览器打开。",
      "This page could not start (" + error.message + "). Open it in a current Edge or another current browser.");
  });
  window.disclose = { ready: queue, ask: ask, stop: stop, onprogress: null };
}());
