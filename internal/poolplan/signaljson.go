package poolplan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mpool/internal/failure"
	"mpool/internal/market"
)

// seriesOfJSON reads prices as a list of rows, [{"timestamp": 1700000000, "WETH": 2500, …}]. It uses
// the reader of CSV, so that both refuse the same.
func seriesOfJSON(path string, words []byte) ([]market.Series, error) {
	d := json.NewDecoder(bytes.NewReader(words))
	d.UseNumber()
	var rows []map[string]any
	if err := d.Decode(&rows); err != nil || len(rows) == 0 {
		return nil, failure.New(failure.Misuse, "prices.bad", "%s: the output is not a list of rows, each with a timestamp", path).Because(err)
	}
	names := slices.Sorted(maps.Keys(rows[0]))
	names = slices.DeleteFunc(names, func(n string) bool { return n == "timestamp" })
	var csv strings.Builder
	csv.WriteString("timestamp," + strings.Join(names, ",") + "\n")
	for i, row := range rows {
		cells := []string{fmt.Sprint(row["timestamp"])}
		for _, name := range names {
			value, found := row[name]
			if !found || len(row) != len(names)+1 || strings.ContainsAny(fmt.Sprint(value), ",\"\n") {
				return nil, failure.New(failure.Misuse, "prices.bad", "%s: row %d has other keys than the first row", path, i+1)
			}
			cells = append(cells, fmt.Sprint(value))
		}
		csv.WriteString(strings.Join(cells, ",") + "\n")
	}
	series, _, err := market.ReadWithin(path, "", strings.NewReader(csv.String()), mostPrices())
	if err != nil {
		return nil, failure.New(failure.Misuse, "prices.bad", "%s", err).Because(err)
	}
	return series, nil
}
