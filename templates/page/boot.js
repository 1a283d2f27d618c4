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

  var MEMORY = 192 * 1024 * 1024; /* bytes of memory after which the worker is renewed; it starts with 55 MB */

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

  var missing = lacking(), begun = false;
  if (missing.length) {
    give_up("这个浏览器太旧，打不开本页（缺少 " + missing.join("、") + "）。请用新版 Edge、360 安全浏览器、" +
      "WPS 浏览器，或 Chromium 109、Firefox 115 以上的浏览器打开。",
      "This browser is too old for this page (it lacks " + missing.join(", ") + "). Use a current Edge, " +
      "360 or WPS browser, Chromium 109 or later, or Firefox 115 or later.");
    return;
  }

  function refuse(reason) {
    if (!begun) {
      begun = true;
      give_up("本页没能启动（" + reason + "）。文件可能没有复制完整，请重新复制一份再打开；还不行，" +
        "请换用新版 Edge、360 安全浏览器或 WPS 浏览器。",
        "This page could not start (" + reason + "). Perhaps the file was not copied to its end: copy it " +
        "again. If that does not help, open it in a current Edge or another current browser.");
    }
  }

  window.onerror = function (message) { refuse(message); };

  function held(name) {
    var holder = element("part-" + name);
    if (!holder) { throw new Error("part-" + name); }
    return holder;
  }

  /* The content of a part of the page, packed; its text is given back to the browser. */
  function part(name) {
    var holder = held(name);
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

  var about = null, parts = {}, engine = null, worker = null, waiting = [];
  var state = "starting"; /* of the worker; then "idle" or "busy", or "failed" if there is none */

  /* Start a worker; `started` is called with an error, or with nothing and what `about` answers. */
  function start(started) {
    state = "starting";
    worker = new Worker(engine);
    worker.onmessage = function (event) { hear(event.data, started); };
    worker.onerror = function (event) {
      event.preventDefault();
      started(new Error(event.message || "worker"));
    };
    worker.postMessage({ type: "start", parts: parts, about: about });
  }

  function hear(told, started) {
    if (told.type === "progress") {
      if (window.disclose.onprogress) { window.disclose.onprogress(told.step, told.of); }
    } else if (told.type === "failed") {
      started(new Error(told.reason));
    } else if (told.type === "ready") {
      parts = told.parts;
      state = "idle";
      started(null, told.about);
      next();
    } else {
      var one = waiting.shift();
      state = "idle";
      if (told.type === "answer") {
        one.resolve({ data: told.data, files: told.files });
      } else {
        one.reject(new Error(told.message));
      }
      if (told.dead || told.memory > MEMORY) { renew(); } else { next(); }
    }
  }

  function next() {
    if (state === "idle" && waiting.length) {
      state = "busy";
      worker.postMessage(waiting[0].request);
    }
  }

  /* End the worker and start another: its memory and all that it holds is given back. */
  function renew() {
    if (worker) { worker.terminate(); }
    start(function (error) {
      if (error) { fail(error); }
    });
  }

  function fail(error) {
    state = "failed";
    waiting.splice(0).forEach(function (one) { one.reject(error); });
  }

  function ask(verb, args, files) {
    return new Promise(function (resolve, reject) {
      var request = { type: "ask", verb: verb, args: args || {}, files: files || [] };
      waiting.push({ request: request, resolve: resolve, reject: reject });
      if (state === "failed") { renew(); } else { next(); }
    });
  }

  function stop() {
    var stopped = waiting.splice(0);
    if (state === "busy") { renew(); } /* one that starts has been asked nothing yet */
    stopped.forEach(function (one) {
      var error = new Error("stopped");
      error.stopped = true;
      one.reject(error);
    });
  }

  /* Take the parts out of the page, when all of it has arrived, and start. */
  function begin(started) {
    about = JSON.parse(held("about").textContent);
    ["wasm", "stdlib", "program"].concat(element("part-own") ? ["own"] : []).forEach(function (name) {
      parts[name] = part(name);
    });
    unpacked(part("engine")).then(function (script) {
      engine = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
      start(started);
    }, started);
  }

  var ready = new Promise(function (resolve, reject) {
    function started(error, told) {
      if (error) { reject(error); } else { resolve(told); }
    }
    document.addEventListener("DOMContentLoaded", function () {
      try { begin(started); } catch (error) { started(error); }
    });
  });
  ready.then(function () { begun = true; }, function (error) {
    fail(error);
    refuse(error.message);
  });
  window.disclose = { ready: ready, ask: ask, stop: stop, onprogress: null };
}());
