// Suche und „Link kopieren“. Ohne dieses Skript geht alles andere auch.
(function () {
  "use strict";
  var form = document.getElementById("suche");
  var rows = null;

  window.lipctlIndex = function (loaded) {
    rows = loaded;
    search();
  };

  function load() {
    if (rows || document.getElementById("index")) return;
    var script = document.createElement("script");
    script.id = "index";
    script.src = "suchindex.js";
    document.head.appendChild(script);
  }

  function search() {
    var words = document.getElementById("suchwort").value.toLowerCase().split(/\s+/).filter(Boolean);
    var list = document.getElementById("ergebnis");
    var said = document.getElementById("treffer");
    list.textContent = "";
    said.textContent = "";
    if (!words.length || !rows) return;
    var found = rows.filter(function (row) {
      return words.every(function (word) { return row[3].indexOf(word) >= 0; });
    });
    said.textContent = found.length === 1 ? "1 Treffer" : found.length + " Treffer";
    found.slice(0, 50).forEach(function (row) {
      var item = list.appendChild(document.createElement("li"));
      var link = item.appendChild(document.createElement("a"));
      link.href = row[0];
      link.textContent = row[1];
      var brief = item.appendChild(document.createElement("span"));
      brief.dir = "auto";
      brief.textContent = row[2];
    });
    if (found.length > 50) said.textContent += ", davon die ersten 50";
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); load(); search(); });
    form.addEventListener("focusin", load);
    form.addEventListener("input", function () { load(); search(); });
  }

  function icon(path) {
    var space = "http://www.w3.org/2000/svg";
    var image = document.createElementNS(space, "svg");
    image.setAttribute("viewBox", "0 0 24 24");
    image.setAttribute("aria-hidden", "true");
    image.appendChild(document.createElementNS(space, "path")).setAttribute("d", path);
    return image;
  }

  // Ohne Zwischenablage (auf Seiten ohne https) bleibt die Überschrift, die selbst ein Link ist.
  if (!navigator.clipboard) return;
  document.querySelectorAll(".eintrag > h2").forEach(function (heading) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "kopieren";
    button.setAttribute("aria-label", "Link zu " + heading.textContent + " kopieren");
    button.appendChild(icon("M10 13a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.4 1.4M14 11a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.4-1.4"));
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(heading.querySelector("a").href).then(function () {
        button.setAttribute("aria-label", "Link ist kopiert");
        button.replaceChildren(icon("M5 13l5 5 9-11"));
      });
    });
    heading.insertAdjacentElement("afterend", button);
  });
})();
