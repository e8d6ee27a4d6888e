package units

import "testing"

// What follows the number of a price is a token, never the rest of a number.
func TestPriceUnit(t *testing.T) {
	for text, want := range map[string]string{
		"2500 USDC": "USDC", "2500USDC": "USDC", "2 1INCH": "1INCH", "1 USDC.e": "USDC.e", "2 $X": "$X", "2500 EURe": "EURe",
		"2500 0x2260FAC5E5542a773Aa44fBCfeDf7C193bc2C599": "0x2260FAC5E5542a773Aa44fBCfeDf7C193bc2C599",
		"2,500 USDC": "", "2.500,00 USDC": "", "2 500 USDC": "", "1e3 USDC": "", "1e3": "", "1e+3": "", "2500%": "", "2.5k USDC": "", "2 500": "", "2'500 USDC": "", "1_000USDC": "",
	} {
		price, err := ParsePrice(text)
		if (err != nil) != (want == "") || price.Of != want {
			t.Errorf("%q: %+v, %v", text, price, err)
		}
		if formed := AmountForm(text); (formed != nil) != (want == "") {
			t.Errorf("amount %q: %v", text, formed)
		}
	}
}

func TestParsePlain(t *testing.T) {
	for text, want := range map[string]string{"2500": "2500", " 0.9998 ": "0.9998", "2,500": "", "1e3": "", "2500X": "", "2500 X": "", "0": "", "": ""} {
		got, err := ParsePlain(text)
		if (err != nil) != (want == "") || want != "" && got.String() != want {
			t.Errorf("%q: %s, %v", text, got, err)
		}
	}
}
