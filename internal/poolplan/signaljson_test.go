package poolplan

import (
	"reflect"
	"strings"
	"testing"
)

// JSON gives exactly the same series as CSV.
func TestJSONSignals(t *testing.T) {
	csv, err := parsed("prices.csv", []byte("timestamp,USDC,WETH\n1700000000,1.0001,2500.123456789\n1700003600,0.9999,2501\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{
		`[{"timestamp": 1700000000, "WETH": 2500.123456789, "USDC": 1.0001}, {"timestamp": 1700003600, "USDC": 0.9999, "WETH": 2501}]`,
		`[{"timestamp": "1700000000", "WETH": "2500.123456789", "USDC": "1.0001"}, {"timestamp": 1700003600, "USDC": "0.9999", "WETH": 2501}]`,
	} {
		json, err := parsed("prices.json", []byte(words))
		if err != nil || len(json) != 2 {
			t.Fatal(json, err)
		}
		if !reflect.DeepEqual(json, csv) {
			t.Errorf("%+v, want %+v", json, csv)
		}
	}
}

// JSON refuses the same mistakes as CSV, and does not invent missing prices.
func TestJSONSignalsRefused(t *testing.T) {
	for words, want := range map[string]string{
		`[]`:                           "is not a list of rows",
		`[{"timestamp": 1, "WETH": 1}`: "is not a list of rows",
		`[1, 2]`:                       "is not a list of rows",
		`[{"WETH": 1}]`:                "prices.json",
		`[{"timestamp": 1700000000, "WETH": 1}, {"timestamp": 1700003600}]`:                       "row 2 ",
		`[{"timestamp": 1700000000, "WETH": 1}, {"timestamp": 1700003600, "WETH": 1, "DAI": 1}]`:  "row 2 ",
		`[{"timestamp": 1700000000, "WETH": 1}, {"timestamp": 1700003600, "DAI": 1}]`:             "row 2 ",
		`[{"timestamp": 1700000000, "WETH": "1,2"}]`:                                              "row 1 ",
		`[{"timestamp": 1700000000, "WETH": -1}, {"timestamp": 1700003600, "WETH": 1}]`:           "prices.json",
		`[{"timestamp": 1700000000, "WETH": null}, {"timestamp": 1700003600, "WETH": 1}]`:         "prices.json",
		`[{"timestamp": 1700000000, "WETH": {"price": 1}}, {"timestamp": 1700003600, "WETH": 1}]`: "prices.json",
	} {
		if series, err := parsed("prices.json", []byte(words)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v", words, series, err)
		}
	}
}
