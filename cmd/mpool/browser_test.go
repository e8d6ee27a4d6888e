package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"mpool/internal/text"
)

// measured is what the page that frames the report measures in it.
type measured struct {
	Wide    int    // width of the document, in pixels
	Room    int    // width of the frame, in pixels
	Verdict string // the verdict's background colour, to see that the page's style is applied
	Failing string // colour of the cell of a failed operation
	Cells   int    // number of cells in the "after" column that are visible
	Cut     int    // number of cells that reach out of the frame or of their scrolling box
	Charts  int    // number of chart panels: one for each token
	Lines   int    // number of lines in the charts with a length above 0
	Broken  int    // number of elements created by hostile text
}

// The report in a browser: at the width of a phone and of a desktop, every cell is within the page, the
// page's own style is applied, and it loads nothing.
func TestReportInABrowser(t *testing.T) {
	for _, width := range []int{390, 1200} {
		t.Run(fmt.Sprint(width), func(t *testing.T) { reportInABrowser(t, width) })
	}
}

func reportInABrowser(t *testing.T, width int) {
	browser := findBrowser(t)
	page := tried(t).Page(text.Reader{Labels: hostileLabels()})
	var mutex sync.Mutex
	var asked []string
	found := make(chan []byte, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mutex.Lock()
		defer mutex.Unlock()
		asked = append(asked, r.URL.Path)
		switch r.URL.Path {
		case "/":
			fmt.Fprintf(w, frame, width)
		case "/report":
			fmt.Fprint(w, page)
		case "/measured":
			text, _ := io.ReadAll(r.Body)
			found <- text
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	got := measure(t, browser, server.URL, found)
	if got.Wide > got.Room || got.Room < width*8/10 || got.Verdict != "rgb(192, 38, 45)" || got.Failing != "rgb(179, 38, 30)" || got.Cells != 1 || got.Cut != 0 || got.Charts != 4 || got.Lines < 10 || got.Broken != 0 {
		t.Errorf("%+v", got)
	}
	mutex.Lock()
	defer mutex.Unlock()
	for _, path := range asked {
		if !slices.Contains([]string{"/", "/report", "/measured", "/favicon.ico"}, path) {
			t.Errorf("the page asks for %s", path)
		}
	}
}

const frame = `<!doctype html><body><iframe width="%d" height="800" src="/report"></iframe><script>
document.querySelector("iframe").addEventListener("load", (e) => {
  const d = e.target.contentDocument, all = (s) => [...d.querySelectorAll(s)];
  fetch("/measured", { method: "POST", body: JSON.stringify({
    Wide: d.documentElement.scrollWidth, Room: d.documentElement.clientWidth,
    Verdict: d.defaultView.getComputedStyle(d.querySelector(".verdict")).backgroundColor,
    Failing: d.defaultView.getComputedStyle(d.querySelector("td.bad")).color,
    Cells: all("td").filter((c) => c.dataset.of == "after" && c.textContent.startsWith("fails") && c.getBoundingClientRect().width > 50).length,
    Cut: all("td").filter((c) => c.getBoundingClientRect().right > Math.min(d.documentElement.clientWidth, c.closest(".table").getBoundingClientRect().right) + 1).length,
    Charts: all("svg").length, Lines: all("svg line").filter((l) => l.getTotalLength() > 5).length,
    Broken: all("script, img, iframe, a, [onerror]").length }) });
});
</script></body>`

// measure opens the page, which sends its measurements back to the test's server. Dumping the page
// would not work in every browser.
func measure(t *testing.T, browser *exec.Cmd, url string, found <-chan []byte) measured {
	t.Helper()
	browser.Args = append(browser.Args, "--headless", "--no-sandbox", "--disable-gpu",
		"--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update",
		"--user-data-dir="+t.TempDir(), "--remote-debugging-port=0", url)
	var said bytes.Buffer
	browser.Stdout, browser.Stderr, browser.WaitDelay = &said, &said, 5*time.Second
	if err := browser.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- browser.Wait() }()
	var got measured
	select {
	case text := <-found:
		if err := json.Unmarshal(text, &got); err != nil {
			t.Error(err)
		}
	case err := <-ended:
		t.Fatalf("the browser ends: %v: %s", err, said.String())
	case <-time.After(time.Minute):
		t.Error("the page says nothing")
	}
	_ = browser.Process.Kill()
	t.Logf("the browser was ended: %v", <-ended)
	return got
}

// findBrowser returns the browser on PATH, or the one that `make test` installs.
func findBrowser(t *testing.T) *exec.Cmd {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return exec.Command(path)
		}
	}
	folder, err := filepath.Abs("../../devnet/browser/node_modules/.browser")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "chromium")
	if _, err := os.Stat(path); err != nil || runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("no chromium, chromium-browser or google-chrome on PATH, and none that make test has brought")
	}
	cmd := exec.Command(path, "--no-zygote", "--single-process", "--in-process-gpu") // this build needs these flags
	cmd.Env = append(os.Environ(), "LD_LIBRARY_PATH="+filepath.Join(folder, "lib"), "FONTCONFIG_PATH="+folder)
	return cmd
}
