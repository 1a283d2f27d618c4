/* The beginning of the worker's script, before the runtime: it may load no other script. The runtime
   refuses to work in a worker that can (it takes that for a sign of an old one). */
self.importScripts = () => {
  throw new Error("no connection");
};
