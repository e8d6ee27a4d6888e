package feed

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// A price is a plain number. mpool reads all of it or refuses it, in both forms of the file.
func TestPlainPrices(t *testing.T) {
	for _, price := range []string{"2,500", "1,000", "2.500,00", "2 500", "2'500", "2_500", "1e3", "2.5k", "2500USD", "2500 USD", "2500%", "$2500", "2500.", ".5", "-1", "+1", "0x10", "\u0662", "", "0.0"} {
		for _, text := range []string{"token,price,time\nWETH,\"" + price + "\",1700000000\n", `{"WETH": {"price": ` + strconv.Quote(price) + `, "time": 1700000000}}`} {
			if all, err := ReadQuotes([]byte(text), nil); err == nil || !strings.Contains(err.Error(), ": WETH: "+strconv.Quote(price)+" is not a p") {
				t.Errorf("%s: %v, %v", text, all, err)
			}
		}
	}
	for _, text := range []string{`{"WETH": {"price": 2500.5, "time": 1700000000}}`, "\ufefftoken,price,time\nWETH, 2500.5 ,1700000000\n"} {
		if all, err := ReadQuotes([]byte(text), nil); err != nil || all["WETH"].Price.String() != "2500.5" {
			t.Errorf("%s: %v, %v", text, all, err)
		}
	}
}

// Times have the forms of --start, in the zone of --tz.
func TestTimesOfQuotes(t *testing.T) {
	zurich, err := time.LoadLocation("Europe/Zurich")
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{"2026-11-29 23:30", "2026-11-29T23:30", "2026-11-29 22:30 UTC", "2026-11-29T22:30Z", "2026-11-29T22:30:00Z", "2026-11-29 17:30 America/New_York", "2026-11-29T23:30+01:00", "1795991400"} {
		for _, text := range []string{"token,price,time\nWETH,1," + at + "\n", `{"WETH": {"price": "1", "time": "` + at + `"}}`} {
			if all, err := ReadQuotes([]byte(text), zurich); err != nil || all["WETH"].At != 1795991400 {
				t.Errorf("%s: %v, %v", text, all, err)
			}
		}
	}
}

// A key in two cases, or twice, is refused: programs differ in which they take.
func TestQuotesHaveEachKeyOnce(t *testing.T) {
	for _, text := range []string{
		`{"WETH": {"price": "2500", "Price": "1", "time": 1700000000}}`, `{"WETH": {"price": 1, "time": 1700000000, "price": 2500}}`, `{"WETH": {"PRICE": 1, "time": 1700000000}}`,
	} {
		if all, err := ReadQuotes([]byte(text), nil); err == nil || !strings.Contains(err.Error(), "write each key once, in small letters") {
			t.Errorf("%s: %v, %v", text, all, err)
		}
	}
	if _, err := ReadQuotes([]byte(`{"WETH": {"price": 1, "time": 1700000000, "source": "mine"}}`), nil); err != nil {
		t.Error(err)
	}
}
