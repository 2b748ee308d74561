(function () {
  "use strict";
  var box = document.getElementById("search"), region = document.getElementById("region");
  var said = document.getElementById("shown");
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-search]"));
  var groups = Array.prototype.slice.call(document.querySelectorAll("section[data-region]"));
  function folded(text) {
    return text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f']/g, "").replace(/[^a-z0-9]+/g, " ").trim();
  }
  function show() {
    var words = folded(box.value).split(" "), n = 0;
    rows.forEach(function (row) {
      var here = !region.value || row.closest("section").id === region.value;
      var names = " " + row.getAttribute("data-search");
      row.hidden = !(here && words.every(function (word) { return names.indexOf(" " + word) >= 0; }));
      n += row.hidden ? 0 : 1;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector("[data-search]:not([hidden])"); });
    said.textContent = n === 1 ? "1 authority shown" : n + " authorities shown";
    if (!n) { said.textContent += ". Check the spelling, or choose another region."; }
  }
  box.addEventListener("input", show);
  region.addEventListener("change", show);
  document.getElementById("clear").addEventListener("click", function () {
    box.value = ""; region.value = ""; show(); box.focus();
  });
  document.getElementById("controls").hidden = false;
  show();
})();
