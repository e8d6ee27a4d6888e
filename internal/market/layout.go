package market

import (
	"slices"
	"strings"
)

// layout says what the columns of a file hold.
type layout struct {
	names  []string
	time   int
	clock  string // name of the column of times; empty without a header
	token  int    // in a long file; otherwise -1
	prices []int
	comma  byte
	header bool
	signed bool // values may be zero or negative
	volume int  // in a file of one token; 0: none
	candle bool // the time is a candle's start, and its close is known only at its end
}

// klineColumns is the number of columns in Binance's files, which have no header.
const klineColumns = 12

// layoutOf detects a file's form by its first line: wide (a column per token), OHLCV (one token per
// file, its close), long (timestamp, token, price), or klines without a header.
func layoutOf(line, file string) (l layout, reason string) {
	l = layout{time: -1, token: -1, comma: commaOf(line), header: true}
	cells := split(nil, line, l.comma)
	if now := ofNow(line); now != "" {
		return l, now
	}
	if _, err := ParseTime(cells[0]); err == nil && len(cells) == klineColumns {
		return layout{names: []string{file}, time: 0, token: -1, prices: []int{4}, comma: l.comma, volume: 5, candle: true}, ""
	}
	lower := make([]string, len(cells))
	for i, c := range cells {
		lower[i] = strings.ToLower(strings.TrimSpace(c))
		if l.time < 0 && slices.Contains([]string{"time", "timestamp", "unix", "date", "open_time"}, lower[i]) {
			l.time = i
		}
	}
	l.token = slices.Index(lower, "token")
	if i := slices.Index(lower, "close_time"); i >= 0 {
		l.time = i
	}
	l.candle = slices.Contains(lower, "open") && slices.Contains(lower, "close") && (l.time < 0 || lower[l.time] != "close_time")
	if slices.Contains(lower, "close") && l.token < 0 {
		l.volume = max(0, slices.Index(lower, "volume"))
	}
	if l.time < 0 {
		return l, "the header has no time column: use one of time, timestamp, unix, date, open_time"
	}
	l.clock = strings.TrimSpace(cells[l.time])
	for _, name := range []string{"close", "price", "weight", "score"} {
		if i := slices.Index(lower, name); i >= 0 && len(l.prices) == 0 {
			l.prices, l.names, l.signed = []int{i}, []string{file}, name == "score"
		}
	}
	if len(l.prices) == 0 && l.token < 0 {
		l.wide(cells)
	}
	if len(l.prices) == 1 && (strings.EqualFold(l.names[0], Gwei) || strings.EqualFold(l.names[0], Usd)) {
		l.names[0] = strings.ToLower(l.names[0])
	}
	if len(l.prices) == 0 {
		return l, "the header has no price column"
	}
	return l, ""
}

// ofNow recognises a file of current prices, which has one price for each token.
func ofNow(line string) (reason string) {
	const use = "; use a series of past prices as CSV, with a time column first"
	switch line = strings.TrimSpace(line); {
	case line == "token,price,time":
		return "this is a file of current prices, as mpool quote takes it" + use
	case strings.HasPrefix(line, "{") || strings.HasPrefix(line, "["):
		return "this is JSON" + use
	}
	return ""
}

// wide makes every column except the time a token's prices.
func (l *layout) wide(cells []string) {
	for i, c := range cells {
		if i != l.time {
			l.prices, l.names = append(l.prices, i), append(l.names, strings.TrimSpace(c))
		}
	}
}

func commaOf(line string) byte {
	best := byte(',')
	for _, c := range []byte{';', '\t'} {
		if strings.Count(line, string(c)) > strings.Count(line, string(best)) {
			best = c
		}
	}
	return best
}

// split cuts a line into cells. A quoted cell can hold the separator, and a doubled quote for a quote.
func split(cells []string, line string, comma byte) []string {
	for {
		if strings.HasPrefix(line, `"`) {
			end := 1
			for end < len(line) && (line[end] != '"' || end+1 < len(line) && line[end+1] == '"') {
				if line[end] == '"' {
					end++
				}
				end++
			}
			if end < len(line) && (end+1 == len(line) || line[end+1] == comma) {
				cells = append(cells, strings.ReplaceAll(line[1:end], `""`, `"`))
				if end+1 == len(line) {
					return cells
				}
				line = line[end+2:]
				continue
			}
		}
		i := strings.IndexByte(line, comma)
		if i < 0 {
			return append(cells, line)
		}
		cells, line = append(cells, line[:i]), line[i+1:]
	}
}
