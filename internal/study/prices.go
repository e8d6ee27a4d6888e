package study

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mpool/internal/failure"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/report"
	"mpool/internal/text"
)

// priceBook has every series that was read, with its file.
type priceBook struct {
	series []market.Series
	files  []string // by series
	counts map[string]market.Counts
}

// prices reads the files of --prices.
func (a *Study) prices(ctx context.Context, names []string) (*priceBook, error) {
	if len(names) == 0 {
		return nil, failure.Usage("missing --prices, for example --prices prices.csv")
	}
	b := &priceBook{counts: map[string]market.Counts{}}
	for _, name := range names {
		paths, err := priceFiles(name)
		if err != nil {
			return nil, unreadable(name, err)
		}
		for _, path := range paths {
			read, counts, err := a.priceFile(ctx, path)
			if err != nil {
				return nil, err
			}
			b.counts[filepath.Base(path)] = counts
			for _, s := range read {
				b.series, b.files = append(b.series, s), append(b.files, path)
			}
		}
	}
	return b, nil
}

// priceFiles is the file itself, or the price files in a folder, by name.
func priceFiles(name string) ([]string, error) {
	about, err := os.Stat(name)
	if err != nil || !about.IsDir() {
		return []string{name}, err
	}
	var all []string
	for _, pattern := range []string{"*.csv", "*.csv.gz", "*.csv.zst", "*.tsv"} {
		found, err := filepath.Glob(filepath.Join(escaped(name), pattern))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.Sort(all)
	if len(all) == 0 {
		return nil, failure.New(failure.Plain, "prices.none", "the folder has no .csv, .csv.gz, .csv.zst or .tsv file")
	}
	return all, nil
}

// escaped escapes the characters that have a meaning for Glob.
func escaped(folder string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(folder)
}

// priceFile reads a file. It only surveys a file without errors, which is then read again during the
// run.
func (a *Study) priceFile(ctx context.Context, path string) ([]market.Series, market.Counts, error) {
	if about, err := os.Stat(path); err == nil && about.Mode().IsRegular() {
		if all, counts, sum, ok := survey(ctx, path); ok {
			a.Inputs.Reads(path)
			a.noteHash(path, sum)
			return all, counts, nil
		}
	}
	return a.wholeFile(ctx, path)
}

func survey(ctx context.Context, path string) (all []market.Series, counts market.Counts, sum []byte, ok bool) {
	again := func() (io.ReadCloser, error) {
		file, err := os.Open(path)
		return struct {
			io.Reader
			io.Closer
		}{untilEnded{ctx, file}, file}, err
	}
	file, err := again()
	if err != nil {
		return nil, counts, nil, false
	}
	defer func() { _ = file.Close() }() // the file was only read, so an error here does not matter
	hash := sha256.New()
	from := io.TeeReader(file, hash)
	if all, counts, ok = market.Survey(path, seriesName(path), from, again); !ok {
		return nil, counts, nil, false
	}
	_, err = io.Copy(io.Discard, from) // hash any bytes after the end of a compressed text
	return all, counts, hash.Sum(nil), err == nil
}

// wholeFile reads a file into memory.
func (a *Study) wholeFile(ctx context.Context, path string) ([]market.Series, market.Counts, error) {
	a.Inputs.Reads(path)
	file, err := os.Open(path)
	if err != nil {
		return nil, market.Counts{}, unreadable(path, err)
	}
	defer func() { _ = file.Close() }() // the file was only read, so an error here does not matter
	hash := sha256.New()
	from := io.TeeReader(untilEnded{ctx, file}, hash)
	read, counts, err := market.Read(path, seriesName(path), from)
	if err == nil {
		_, err = io.Copy(io.Discard, from) // hash any bytes after the end of a compressed text
	}
	a.noteHash(path, hash.Sum(nil))
	switch {
	case ctx.Err() != nil:
		return nil, counts, ctx.Err()
	case err != nil:
		return nil, counts, faulty("prices.bad", err)
	}
	return read, counts, nil
}

// faulty is the failure for the faults of a file, each on a line of its own.
func faulty(code string, err error) error {
	faults := []error{err}
	if joined, many := err.(interface{ Unwrap() []error }); many {
		faults = joined.Unwrap()
	}
	all := make([]error, len(faults))
	for i, one := range faults {
		fault := failure.New(failure.Misuse, code, "%s", one).Because(one)
		if i == len(faults)-1 { // one hint serves all
			fault = fault.WithHint("%s; a price is a decimal above zero", market.TimeForms)
		}
		all[i] = fault
	}
	return failure.Together(all...)
}

// noteHash records an input and its hash in the result.
func (a *Study) noteHash(path string, sum []byte) {
	a.hashed = append(a.hashed, report.Input{Name: filepath.Base(path), Sha256: hex.EncodeToString(sum)})
}

// unreadable is the failure for a file that could not be read.
func unreadable(path string, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return failure.Usage("file not found: %s", text.Quote(path)).Because(err).WithHint("docs/backtest.md describes the files")
	}
	return failure.New(failure.Misuse, "file.unreadable", "cannot read %s: %s", text.Quote(path), err).Because(err)
}

// untilEnded reads until the context is cancelled.
type untilEnded struct {
	ctx  context.Context
	from io.Reader
}

func (r untilEnded) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.from.Read(p)
}

// seriesName is the name of a token whose file does not name it: the file's name without its endings.
func seriesName(path string) string {
	name := filepath.Base(path)
	for _, ending := range []string{".gz", ".zst", ".csv", ".tsv"} {
		name = strings.TrimSuffix(name, ending)
	}
	return name
}

// find returns the series with this name, or the series in the file with this name.
func (b *priceBook) find(name string) (market.Series, error) {
	var found []int
	for i, s := range b.series {
		if s.Name == name {
			found = append(found, i)
		}
	}
	for i := range b.series {
		if len(found) == 0 && !b.series[i].Sum && (b.files[i] == name || filepath.Base(b.files[i]) == name || seriesName(b.files[i]) == seriesName(name)) {
			found = append(found, i)
		}
	}
	switch len(found) {
	case 1:
		return b.series[found[0]], nil
	case 0:
		return market.Series{}, failure.Usage("no prices for %s", text.Quote(name))
	}
	return market.Series{}, failure.Usage("prices of %s are in both %s and %s", text.Quote(name), text.Quote(b.files[found[0]]), text.Quote(b.files[found[1]])).
		WithHint("omit one of the files, or name its file with --price-map")
}

// of is a token's series, by --price-map or else by its symbol or address.
func (b *priceBook) of(t ops.Token, names map[string]string) (market.Series, error) {
	for key, name := range names {
		if hasName(t, key) {
			return b.find(name)
		}
	}
	s, err := b.find(t.Symbol.Bare())
	if err != nil && t.Address != (ops.Token{}).Address {
		if other, unknown := b.find(t.Address.Hex()); unknown == nil {
			return other, nil
		}
	}
	if err != nil {
		return s, failure.Usage("%s: the files have prices of %s", err, b.names()).Because(err).
			WithHint("--price-map %s=NAME says which of them, or which file, has its prices in the same money as the others", t.Symbol.Word())
	}
	return s, nil
}

// names lists the first series of prices, for errors.
func (b *priceBook) names() string {
	var list []string
	for _, s := range b.series {
		if !s.Sum {
			list = append(list, text.Quote(s.Name))
		}
	}
	if more := len(list) - mostNamed; more > 0 {
		list = append(list[:mostNamed], fmt.Sprintf("%d more", more))
	}
	return strings.Join(list, ", ")
}

// mostNamed is the most series that an error lists.
const mostNamed = 12

// one is the name of a series that is always 1: the money of the others.
func (b *priceBook) one() string {
	for _, s := range b.series {
		if !s.Sum && s.AlwaysOne() {
			return s.Name
		}
	}
	return ""
}
