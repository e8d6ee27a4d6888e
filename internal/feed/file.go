package feed

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// Quote is a price out of a file: a second source.
type Quote struct {
	Price units.Fixed
	At    units.Time
}

// ReadQuotes reads prices by symbol or address: JSON {"WETH": {"price": "2500", "time":
// 1700000000}}, or CSV with the header token,price,time. Times are unix seconds or RFC 3339.
func ReadQuotes(text []byte) (map[string]Quote, error) {
	if strings.HasPrefix(strings.TrimSpace(string(text)), "{") {
		return quotesOfJSON(text)
	}
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) < 2 || len(rows[0]) != 3 || rows[0][0] != "token" || rows[0][1] != "price" || rows[0][2] != "time" {
		return nil, errors.New("line 1: the header must be token,price,time")
	}
	all := map[string]Quote{}
	for i, row := range rows[1:] {
		if err := put(all, row[0], row[1], row[2]); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+2, err)
		}
	}
	return all, nil
}

// quotesOfJSON reads an object key by key: a decoder into a map would keep the last of two.
func quotesOfJSON(text []byte) (map[string]Quote, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil { // the brace, which is there
		return nil, err
	}
	all := map[string]Quote{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		var row struct {
			Price string      `json:"price"`
			Time  json.Number `json:"time"`
		}
		if err := d.Decode(&row); err != nil {
			return nil, err
		}
		if err := put(all, fmt.Sprint(key), row.Price, row.Time.String()); err != nil {
			return nil, err
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if d.More() {
		return nil, errors.New("something follows the closing brace")
	}
	return all, nil
}

// put takes a price by symbol, or by address in whatever letters it is written.
func put(all map[string]Quote, token, price, at string) error {
	if token == "" || strings.TrimSpace(token) != token {
		return fmt.Errorf("%q is empty or has spaces around it", token)
	}
	if common.IsHexAddress(token) {
		token = common.HexToAddress(token).Hex()
	}
	p, err := units.ParsePrice(price + " X")
	if err != nil || p.Value == (units.Fixed{}) {
		return fmt.Errorf("%s: %q is not a price above zero", token, price)
	}
	t, err := units.ParseTime(at, 0)
	if err != nil {
		return fmt.Errorf("%s: %q is not a valid time", token, at)
	}
	if _, twice := all[token]; twice {
		return fmt.Errorf("duplicate price for %s", token)
	}
	all[token] = Quote{p.Value, t}
	return nil
}

// Agree holds each price against the second source: a token has no price whose quote is
// missing, too old, in the future, or farther away than the bound. Quotes by symbol and by
// address both count.
func Agree(prices []*Price, quotes map[string]Quote, sources []Source, now units.Time, bound units.Fixed) (problems []*Problem) {
	for i, p := range prices {
		if p == nil {
			continue
		}
		why := sources[i].problem("unquoted", "the price file has no price for %s, neither by symbol nor by address", p.Token)
		for _, key := range []string{p.Symbol, p.Token.Hex()} {
			q, found := quotes[key]
			if !found {
				continue
			}
			if why = q.disagrees(p, sources[i], now, bound); why != nil {
				break
			}
		}
		if why != nil {
			problems, prices[i] = append(problems, why), nil
		}
	}
	return problems
}

func (q Quote) disagrees(p *Price, s Source, now units.Time, bound units.Fixed) *Problem {
	switch {
	case q.At > now:
		return s.problem("future", "the file's price is from %s, which is after the block's time", q.At)
	case now-q.At > s.MaxAge:
		return s.problem("stale", "the file's price is from %s, %d s ago; the maximum age is %d s", q.At, now-q.At, s.MaxAge)
	}
	off, _ := ratio(rat(q.Price), rat(p.Value))
	if off == nil {
		return s.problem("zero", "one of the two sources reports zero")
	}
	off.Sub(off, rat(units.FixedOne()))
	if share := fixedUp(off.Abs(off)); share.Int().Gt(bound.Int()) {
		return s.problem("disagree", "the feed says %s and the file %s: they differ by %s, but at most %s is allowed", p.Value, q.Price, units.ShareText(share), bound.Percent())
	}
	return nil
}
