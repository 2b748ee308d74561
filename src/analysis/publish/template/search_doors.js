(function () {
  "use strict";
  var box = document.getElementById("search"), said = document.getElementById("shown");
  var doors = Array.prototype.slice.call(document.querySelectorAll("[data-search]"));
  var groups = Array.prototype.slice.call(document.querySelectorAll("section[data-region]"));
  var letters = Math.max.apply(null, doors.map(function (door) {
    return Math.max.apply(null, door.getAttribute("data-search").split(" ").map(function (word) { return word.length; }));
  }));
  function folded(text) {
    return text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f']/g, "").replace(/[^a-z0-9]+/g, " ").trim();
  }
  function show() {
    var words = folded(box.value).split(" "), n = 0;
    doors.forEach(function (door) {
      var begin = " " + door.getAttribute("data-search"), link = door.querySelector("a");
      door.hidden = !words.every(function (word) { return begin.indexOf(" " + word.slice(0, letters)) >= 0; });
      link.href = link.getAttribute("href").split("#")[0] + (box.value ? "#find=" + encodeURIComponent(box.value) : "");
      n += door.hidden ? 0 : 1;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector("[data-search]:not([hidden])"); });
    said.textContent = !box.value ? n + " pages list all authorities"
      : n ? (n === 1 ? "1 page has" : n + " pages have") + " names that begin so. Open one to see whether yours is there"
      : "No authority's name begins so. Check the spelling.";
  }
  box.addEventListener("input", show);
  document.getElementById("clear").addEventListener("click", function () { box.value = ""; show(); box.focus(); });
  document.getElementById("controls").hidden = false;
  show();
})();
