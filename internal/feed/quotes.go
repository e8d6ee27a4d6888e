package feed

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/foreign"
	"mpool/internal/parse"
	"mpool/internal/units"
)

// Forms are examples of the two forms of a price file.
const Forms = `CSV with the header token,price,time and lines such as WETH,2500,2026-12-24T09:00Z, or JSON such as ` + formOfJSON

const formOfJSON = `{"WETH": {"price": "2500", "time": "2026-12-24T09:00Z"}}`

// ReadQuotes reads prices by symbol or address, in one of the two Forms. A time is one of
// parse.FixedForms; zone is that of wall clock times, and nil refuses them. Errors name the line.
func ReadQuotes(text []byte, zone *time.Location) (map[string]Quote, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // as spreadsheets write it
	all := quotes{zone: zone, of: map[string]Quote{}}
	read := all.csv
	switch start := bytes.TrimSpace(text); {
	case bytes.HasPrefix(start, []byte("{")):
		read = all.json
	case bytes.HasPrefix(start, []byte("[")):
		return nil, wrongAt(spot{1, 1}, "", "this is a JSON array: write an object, %s", formOfJSON)
	}
	if err := read(text); err != nil {
		return nil, err
	}
	return all.of, nil
}

// spot is a place in the file, from 1.
type spot struct{ line, column int }

func wrongAt(at spot, wanted, format string, args ...any) error {
	return &foreign.At{Line: at.line, Column: at.column, Wanted: wanted, Err: fmt.Errorf(format, args...)}
}

// quotes are the prices that were read.
type quotes struct {
	zone *time.Location
	of   map[string]Quote
}

// badHeader says which form is right. A file of past prices, which mpool backtest takes under a flag of
// the same name, has a column with a time's name first.
func badHeader(header []string) error {
	name := strings.ToLower(strings.TrimSpace(header[0]))
	if slices.Contains([]string{"time", "timestamp", "unix", "date", "open_time"}, name) {
		return wrongAt(spot{1, 1}, "", "this is a file of past prices, which mpool backtest takes: write one current price for each token, as %s", Forms)
	}
	return wrongAt(spot{1, 1}, "", "the header must be token,price,time: write %s", Forms)
}

func (all *quotes) csv(text []byte) error {
	r := csv.NewReader(bytes.NewReader(text))
	header, err := r.Read()
	if err != nil {
		return badHeader([]string{""})
	}
	if len(header) != 3 || header[0] != "token" || header[1] != "price" || header[2] != "time" {
		return badHeader(header)
	}
	for {
		row, err := r.Read()
		var broken *csv.ParseError
		switch {
		case errors.As(err, &broken):
			return wrongAt(spot{broken.Line, broken.Column}, rowWanted, "this is not a row of three values, such as WETH,2500,2026-12-24T09:00Z")
		case err != nil && len(all.of) == 0:
			return wrongAt(spot{2, 1}, rowWanted, "there are no prices below the header")
		case err != nil:
			return nil // the end of the file
		}
		var at [3]spot
		for i := range at {
			at[i].line, at[i].column = r.FieldPos(i)
		}
		if err := all.put(at, row[0], row[1], row[2]); err != nil {
			return err
		}
	}
}

// cell is a JSON string or number, as it is written.
type cell string

func (c *cell) UnmarshalJSON(raw []byte) error {
	var word string
	if json.Unmarshal(raw, &word) == nil && raw[0] == '"' {
		*c = cell(word)
		return nil
	}
	var number json.Number
	err := json.Unmarshal(raw, &number)
	*c = cell(number)
	return err
}

// json reads an object key by key, because decoding into a map would hide a repeated key.
func (all *quotes) json(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	here := func() (at spot) {
		at.line, at.column = foreign.Spot(text, d.InputOffset())
		return at
	}
	wrong := func() error { return wrongAt(here(), "valid JSON", "this is not valid JSON") }
	if _, err := d.Token(); err != nil { // the opening brace, which the caller has seen
		return wrong()
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return wrong()
		}
		at := here()
		var row struct {
			Price cell `json:"price"`
			Time  cell `json:"time"`
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil || json.Unmarshal(raw, &row) != nil {
			return wrongAt(at, "", "write %s", formOfJSON)
		}
		if again := repeatedKey(raw, "price", "time"); again != "" {
			return wrongAt(at, "price and time, each once and in small letters", "%s has the key %q beside or instead of %q: write each key once, in small letters", key, again, strings.ToLower(again))
		}
		if err := all.put([3]spot{at, at, at}, fmt.Sprint(key), string(row.Price), string(row.Time)); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return wrong()
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return wrongAt(here(), "nothing after the closing brace", "something follows the closing brace")
	}
	return nil
}

// repeatedKey returns a key of a JSON object that is one of known in another case, or the second time; empty
// if there is none. Go's decoder takes the last of them, but other programs and people do not.
func repeatedKey(object []byte, known ...string) string {
	d, seen := json.NewDecoder(bytes.NewReader(object)), map[string]bool{}
	_, err := d.Token() // the opening brace
	for err == nil && d.More() {
		var token json.Token
		var value json.RawMessage
		token, err = d.Token()
		key, _ := token.(string)
		for _, name := range known {
			if strings.EqualFold(key, name) && (key != name || seen[name]) {
				return key
			}
			seen[name] = seen[name] || key == name
		}
		err = errors.Join(err, d.Decode(&value))
	}
	return ""
}

const rowWanted = "a row of three values, such as WETH,2500,2026-12-24T09:00Z"

// put adds a price by symbol, or by address in any case. Two symbols that differ only in case are a
// duplicate.
func (all *quotes) put(at [3]spot, token, price, when string) error {
	if token == "" || strings.TrimSpace(token) != token {
		return wrongAt(at[0], "a symbol or an address", "%q is empty or has spaces around it", token)
	}
	if common.IsHexAddress(token) {
		token = common.HexToAddress(token).Hex()
	}
	value, err := units.ParsePlain(price)
	if err != nil {
		return wrongAt(at[1], "a price, such as 2500", "%s: %w", token, err)
	}
	t, err := parse.Moment(when, all.zone)
	if err != nil {
		return wrongAt(at[2], "a time, such as 2026-12-24T09:00Z", "%s: %w", token, err)
	}
	for key, q := range all.of {
		if strings.EqualFold(key, token) {
			return wrongAt(at[0], "one price for each token", "duplicate price for %s: it is also in line %d", token, q.Line)
		}
	}
	all.of[token] = Quote{Price: value, At: t, Line: at[0].line}
	return nil
}
