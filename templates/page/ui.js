"use strict";
if (window.disclose) {
  const find = (id) => document.getElementById(id);
  const say = (text) => { find("state").textContent = text; };
  const give = ({ name, media, bytes }) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: media }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  window.disclose.onprogress = (step, of) => say(`正在启动 ${step}/${of}`);
  window.disclose.ready.then((about) => say(`就绪  ${about.version} · ${about.fingerprint.slice(0, 16)}`));
  find("file").onchange = async (event) => {
    const [file] = event.target.files;
    const files = [{ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }];
    try {
      const { data } = await window.disclose.ask("check", { lang: "zh", workbook: file.name }, files);
      say(data.title);
      find("view").srcdoc = data.html;
      const marked = await window.disclose.ask("mark", { lang: "zh", workbook: file.name }, files);
      find("mark").onclick = () => marked.files.forEach(give);
    } catch (error) {
      say(error.message);
    }
  };
}
