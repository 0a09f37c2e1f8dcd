// What the page of reader does beside textual-serve's own script, which shows the terminal.

const terminal = document.getElementById("terminal");

// Where the page is, its terminal is: behind a forwarded port or a proxy too.
terminal.dataset.sessionWebsocketUrl = window.location.href.replace(/[?#].*$/, "").replace(/^http/, "ws") + "ws";

// The first key goes to the text.
new MutationObserver((_changes, observer) => {
  if (terminal.classList.contains("-connected")) {
    observer.disconnect();
    document.querySelector(".xterm-helper-textarea").focus();
  }
}).observe(terminal, { attributes: true });

document.getElementById("again").addEventListener("click", () => window.location.reload());
