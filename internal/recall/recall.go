// Package recall stores the token symbols of pools that were read recently, so that the shell can
// complete them without a node. They are used for nothing else.
package recall

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/renameio/v2"

	"mpool/internal/ops"
)

// Book is the folder of the file.
type Book struct{ Dir string }

// page is a pool with the symbols of its tokens.
type page struct {
	Chain   uint64         `json:"chain_id"`
	Pool    common.Address `json:"pool"`
	Symbols []string       `json:"symbols"`
}

// most is the largest number of pools, the most recent first. largest is the largest size of the file
// in bytes.
const (
	most    = 16
	largest = 1 << 16
	longest = 20 // characters of a symbol
)

func (b Book) path() string { return filepath.Join(b.Dir, "tokens.json") }

// Remember puts a pool first. It writes the file only if that changes it.
func (b Book) Remember(s *ops.Snapshot) error {
	if !filepath.IsAbs(b.Dir) {
		return nil
	}
	p := page{s.ChainID, s.Pool.Address, symbolsOf(s)}
	pages := b.read()
	if len(pages) > 0 && pages[0].same(p) && slices.Equal(pages[0].Symbols, p.Symbols) {
		return nil
	}
	pages = append([]page{p}, slices.DeleteFunc(pages, p.same)...)
	text, err := json.Marshal(pages[:min(len(pages), most)])
	if err != nil {
		return err
	}
	if err := os.MkdirAll(b.Dir, 0o700); err != nil {
		return err
	}
	return renameio.WriteFile(b.path(), text, 0o600)
}

func (p page) same(other page) bool { return p.Chain == other.Chain && p.Pool == other.Pool }

// Symbols returns the symbols of a pool. For the zero address or an unknown pool it returns those of
// all pools, the most recent first.
func (b Book) Symbols(pool common.Address) []string {
	pages := b.read()
	if i := slices.IndexFunc(pages, func(p page) bool { return p.Pool == pool }); i >= 0 {
		return pages[i].Symbols
	}
	var all []string
	for _, p := range pages {
		for _, symbol := range p.Symbols {
			if !slices.Contains(all, symbol) {
				all = append(all, symbol)
			}
		}
	}
	return all
}

// read returns nothing if the file is missing, too large or not valid: only completions are lost.
func (b Book) read() []page {
	info, err := os.Stat(b.path())
	if err != nil || !info.Mode().IsRegular() || info.Size() > largest {
		return nil
	}
	text, err := os.ReadFile(b.path())
	var pages []page
	if err != nil || json.Unmarshal(text, &pages) != nil {
		return nil
	}
	for i := range pages {
		pages[i].Symbols = slices.DeleteFunc(pages[i].Symbols, func(s string) bool { return !harmless(s) })
	}
	return pages
}

// symbolsOf returns the symbols that only one token has and that are safe for a shell and a terminal.
func symbolsOf(s *ops.Snapshot) []string {
	times := map[string]int{}
	for _, t := range s.Tokens {
		times[t.Symbol.Bare()]++
	}
	symbols := []string{}
	for _, t := range s.Tokens {
		if times[t.Symbol.Bare()] == 1 && harmless(t.Symbol.Bare()) {
			symbols = append(symbols, t.Symbol.Bare())
		}
	}
	return symbols
}

// harmless reports whether a symbol has only letters, digits and currency signs, and dots, dashes and
// underscores inside.
func harmless(symbol string) bool {
	if symbol == "" || utf8.RuneCountInString(symbol) > longest || !utf8.ValidString(symbol) {
		return false
	}
	for i, r := range symbol {
		letter := unicode.In(r, unicode.L, unicode.Nd) || unicode.Is(unicode.Sc, r) && r != '$'
		if !letter && (i == 0 || r != '.' && r != '-' && r != '_' && r != '+') {
			return false
		}
	}
	return true
}
