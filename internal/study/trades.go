package study

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/google/renameio/v2"

	"mpool/internal/backtest"
	"mpool/internal/files"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// backtestFiles are files of trades, which are written during a run. A run that fails leaves none.
type backtestFiles struct {
	trades []*tradeFile
}

// open starts the files of trades. Trades can be too many to keep in memory.
func (f *Out) open(tokens []ops.Token) (*backtestFiles, error) {
	b := &backtestFiles{}
	if f.Dir != "" {
		if err := os.MkdirAll(f.Dir, 0o755); err != nil {
			return nil, files.UnwrittenOf("--out", "the folder", f.Dir, err)
		}
	}
	for _, out := range f.outputs() {
		if out.Path == "" || out.Flag == "--report" || out.Flag == "--series" || out.Flag == "--out" && filepath.Base(out.Path) != "trades.csv" {
			continue
		}
		pending, err := renameio.NewPendingFile(out.Path, renameio.WithPermissions(0o644))
		if err != nil {
			b.drop()
			return nil, files.UnwrittenOf(out.Flag, "the swaps", out.Path, err)
		}
		t := &tradeFile{flag: out.Flag, path: out.Path, pending: pending, to: bufio.NewWriterSize(pending, 64<<10), json: filepath.Ext(out.Path) == ".json", tokens: tokens}
		t.begin()
		b.trades = append(b.trades, t)
	}
	return b, nil
}

func (b *backtestFiles) swapped(s backtest.Swap) {
	for _, t := range b.trades {
		t.add(s)
	}
}

// drop removes files that are not finished.
func (b *backtestFiles) drop() {
	for _, t := range b.trades {
		_ = t.pending.Cleanup() // nothing more can be done about an error here
	}
}

func (b *backtestFiles) end() error {
	for _, t := range b.trades {
		if err := t.end(); err != nil {
			return files.UnwrittenOf(t.flag, "the swaps", t.path, err)
		}
	}
	return nil
}

// tradeFile has one line per swap.
type tradeFile struct {
	flag, path string
	pending    *renameio.PendingFile
	to         *bufio.Writer // keeps its first error, which end returns
	json       bool
	rows       int
	tokens     []ops.Token
}

func (t *tradeFile) begin() {
	if t.json {
		_, _ = t.to.WriteString("[")
		return
	}
	_, _ = t.to.WriteString("timestamp,by,in,out,paid,got,refused\n")
}

func (t *tradeFile) add(s backtest.Swap) {
	refused := ""
	if s.Refused != nil {
		refused = s.Refused.Error()
	}
	if t.json {
		t.addJSON(s, refused)
		return
	}
	line := []string{strconv.FormatUint(s.At, 10), s.By.String(), t.symbol(s.In), t.symbol(s.Out), s.Paid.Dec(), s.Got.Dec(), csvCell(refused)}
	_, _ = t.to.WriteString(strings.Join(line, ",") + "\n")
}

func (t *tradeFile) addJSON(s backtest.Swap, refused string) {
	line, err := json.Marshal(struct {
		At      uint64 `json:"timestamp"`
		By      string `json:"by"`
		In      string `json:"in"`
		Out     string `json:"out"`
		Paid    string `json:"paid"`
		Got     string `json:"got"`
		Refused string `json:"refused,omitempty"`
	}{s.At, s.By.String(), t.tokens[s.In].Symbol.Bare(), t.tokens[s.Out].Symbol.Bare(), s.Paid.Dec(), s.Got.Dec(), refused})
	if err != nil {
		return // this struct always marshals
	}
	comma := ","
	if t.rows == 0 {
		comma = ""
	}
	t.rows++
	_, _ = fmt.Fprintf(t.to, "%s\n%s", comma, line)
}

func (t *tradeFile) symbol(i int) string { return csvCell(t.tokens[i].Symbol.Bare()) }

func (t *tradeFile) end() error {
	if t.json {
		_, _ = t.to.WriteString("\n]\n")
	}
	if err := t.to.Flush(); err != nil {
		return err
	}
	return t.pending.CloseAtomicallyReplace()
}

// csvCell quotes text that a cell cannot hold unquoted. It adds a quote in front of text that a
// spreadsheet would read as a formula.
func csvCell(words string) string {
	words = text.Clean(words, text.NameWidth)
	if strings.ContainsAny(words, ",\"\n\r") || strings.HasPrefix(words, "=") || strings.HasPrefix(words, "+") || strings.HasPrefix(words, "-") || strings.HasPrefix(words, "@") {
		return `"'` + strings.ReplaceAll(words, `"`, `""`) + `"`
	}
	return words
}
