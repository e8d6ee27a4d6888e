package feed

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// ReadQuotes reads prices by symbol or address: JSON {"WETH": {"price": "2500", "time": 1700000000}},
// or CSV with the header token,price,time. Times are unix seconds or RFC 3339. Errors name the line.
func ReadQuotes(text []byte) (map[string]Quote, error) {
	if strings.HasPrefix(strings.TrimSpace(string(text)), "{") {
		return quotesOfJSON(text)
	}
	return quotesOfCSV(text)
}

func quotesOfCSV(text []byte) (map[string]Quote, error) {
	r := csv.NewReader(bytes.NewReader(text))
	rows, err := r.Read()
	if err != nil || len(rows) != 3 || rows[0] != "token" || rows[1] != "price" || rows[2] != "time" {
		return nil, errors.New("line 1: the header must be token,price,time")
	}
	all := map[string]Quote{}
	for {
		row, err := r.Read()
		var at *csv.ParseError
		switch {
		case errors.As(err, &at):
			return nil, fmt.Errorf("line %d: this is not a row of three values", at.Line)
		case err != nil && len(all) == 0:
			return nil, errors.New("line 2: there are no prices below the header")
		case err != nil:
			return all, nil // the end of the file
		}
		line, _ := r.FieldPos(0)
		if err := put(all, line, row[0], row[1], row[2]); err != nil {
			return nil, err
		}
	}
}

// quotesOfJSON reads an object key by key, because decoding into a map would hide a repeated key.
func quotesOfJSON(text []byte) (map[string]Quote, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	line := func() int { return 1 + bytes.Count(text[:d.InputOffset()], []byte("\n")) }
	wrong := func(err error) error { return fmt.Errorf("line %d: this is not valid JSON: %w", line(), err) }
	if _, err := d.Token(); err != nil { // the opening brace, which the caller has seen
		return nil, wrong(err)
	}
	all := map[string]Quote{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, wrong(err)
		}
		at := line()
		var row struct {
			Price string      `json:"price"`
			Time  json.Number `json:"time"`
		}
		if err := d.Decode(&row); err != nil {
			return nil, fmt.Errorf("line %d: write {\"price\": \"2500\", \"time\": 1700000000}", at)
		}
		if err := put(all, at, fmt.Sprint(key), row.Price, row.Time.String()); err != nil {
			return nil, err
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, wrong(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("line %d: something follows the closing brace", line())
	}
	return all, nil
}

// put adds a price by symbol, or by address in any case. Two symbols that differ only in case are a
// duplicate.
func put(all map[string]Quote, line int, token, price, at string) error {
	if token == "" || strings.TrimSpace(token) != token {
		return fmt.Errorf("line %d: %q is empty or has spaces around it", line, token)
	}
	if common.IsHexAddress(token) {
		token = common.HexToAddress(token).Hex()
	}
	p, err := units.ParsePrice(price + " X")
	if err != nil || p.Value == (units.Fixed{}) {
		return fmt.Errorf("line %d: %s: %q is not a price above zero", line, token, price)
	}
	t, err := units.ParseTime(at, 0)
	if err != nil {
		return fmt.Errorf("line %d: %s: %q is not a valid time", line, token, at)
	}
	for key, q := range all {
		if strings.EqualFold(key, token) {
			return fmt.Errorf("line %d: duplicate price for %s: it is also in line %d", line, token, q.Line)
		}
	}
	all[token] = Quote{Price: p.Value, At: t, Line: line}
	return nil
}
