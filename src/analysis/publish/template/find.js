(function () {
  "use strict";
  var asked = /^#find=(.+)$/.exec(window.location.hash), box = document.getElementById("search");
  if (asked) {
    box.value = decodeURIComponent(asked[1]);
    box.dispatchEvent(new Event("input"));
  }
})();
