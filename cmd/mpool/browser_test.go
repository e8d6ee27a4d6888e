package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// measured is what a page that shows the report in a frame finds out about it.
type measured struct {
	Wide    int    // of the document, in pixels
	Room    int    // of the frame
	Verdict string // the colour behind it: its style is in force
	Charts  int
	Lines   int // drawn in the charts, with a length
	Broken  int // elements that hostile text has made
}

// The report is tried in a browser: on a phone's width nothing is cut off, its own
// style is in force, and it loads nothing.
func TestReportInABrowser(t *testing.T) {
	browser := findBrowser()
	if browser == "" {
		t.Skip("there is no chromium, chromium-browser or google-chrome on PATH")
	}
	var mutex sync.Mutex
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mutex.Lock()
		defer mutex.Unlock()
		asked = append(asked, r.URL.Path)
		switch r.URL.Path {
		case "/":
			fmt.Fprint(w, frame)
		case "/report":
			fmt.Fprint(w, tried(t).report().html())
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	got := measure(t, browser, server.URL)
	if got.Wide > got.Room || got.Room < 300 || got.Verdict != "rgb(154, 103, 0)" || got.Charts != 1 || got.Lines < 10 || got.Broken != 0 {
		t.Errorf("%+v", got)
	}
	for _, path := range asked {
		if !slices.Contains([]string{"/", "/report", "/favicon.ico"}, path) {
			t.Errorf("the page asks for %s", path)
		}
	}
}

const frame = `<!doctype html><body><iframe width="390" height="800" src="/report"></iframe><pre id="out"></pre><script>
document.querySelector("iframe").addEventListener("load", (e) => {
  const d = e.target.contentDocument, all = (s) => [...d.querySelectorAll(s)];
  document.getElementById("out").textContent = "MEASURED" + JSON.stringify({
    Wide: d.documentElement.scrollWidth, Room: d.documentElement.clientWidth,
    Verdict: d.defaultView.getComputedStyle(d.querySelector(".verdict")).backgroundColor,
    Charts: all("svg").length, Lines: all("svg line").filter((l) => l.getTotalLength() > 5).length,
    Broken: all("script, img, iframe, a, [onerror]").length }) + "END";
});
</script></body>`

func measure(t *testing.T, browser, url string) measured {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--user-data-dir="+t.TempDir(), "--virtual-time-budget=5000", "--dump-dom", url)
	cmd.WaitDelay = 5 * time.Second
	text, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", browser, err)
	}
	found := regexp.MustCompile(`MEASURED(\{.*?\})END</pre>`).FindSubmatch(text)
	if found == nil {
		t.Fatalf("the frame says nothing: %s", text)
	}
	var got measured
	if err := json.Unmarshal([]byte(strings.ReplaceAll(string(found[1]), "&quot;", `"`)), &got); err != nil {
		t.Fatal(err)
	}
	return got
}

func findBrowser() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}
