package request

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/failure"
)

// secrets are files of a working folder that are not for mpool. Each holds the word secret.
func secrets() map[string]string {
	return map[string]string{
		"auth.json": `{"token": "secret_1"}`, "keys.json": "{\n  \"secret_2\": \"30%\"\n}", "list.json": "[\n  {\"token\": \"secret_3\", \"weight\": 1}]", "odd.json": `{"a": secret_4}`,
		"env": "TOKEN=secret_5\n", "rows.csv": "secret_6,30%\nuser,secret_7\n", "word": "secret_8", "twice.csv": "secret_9,rest\nsecret_9,rest\n",
		"prices.csv": "token,price,time\nWETH,secret_a,1700000000\n", "time.csv": "token,price,time\nWETH,1,secret_b\n", "key.csv": "token,price,time\n secret_c,1,1\n",
		"prices.json": `{"WETH": {"price": "secret_d", "time": 1}}`, "other.json": `{"WETH": {"secret_e": 1}}`, "same.csv": "token,price,time\nsecret_f,1,1\nSECRET_F,1,1\n", "more.json": `{} secret_g`,
		"members": "# of all\n\nsecret_h\n", "quote.csv": "token,price,time\n\"secret_i\n", "id.json": "{\"secret_j\": 5}",
	}
}

// A batch's author need not be the user, so a message about a file that it names shows only the place
// and what belongs there.
func TestForeignFilesStayUnread(t *testing.T) {
	from := folder(t, secrets())
	for name := range secrets() {
		for _, item := range []batch.Item{
			{Operation: "weights-update", Pool: "fund", Given: []batch.Given{{Name: "to", Values: []string{"@" + name}}, {Name: "duration", Values: []string{"7d"}}}},
			{Operation: "swap", Pool: "fund", Given: []batch.Given{{Name: "in", Values: []string{"WETH=1"}}, {Name: "out", Values: []string{"USDC"}}, {Name: "prices", Values: []string{name}}}},
			syncOf(name),
		} {
			r, err := Parse(t.Context(), item, from)
			if err == nil {
				on, _, told := target(t)
				on.From = common.HexToAddress(someone)
				_, err = r.Build(t.Context(), on)
				if strings.Contains(strings.ToLower(strings.Join(*told, " ")), "secret") {
					t.Errorf("%s of %s: %s", item.Operation, name, *told)
				}
			}
			var f *failure.Failure
			if !errors.As(err, &f) {
				t.Errorf("%s of %s: %v", item.Operation, name, err)
				continue
			}
			for _, one := range f.All() {
				if said := fmt.Sprint(one.Message, one.Hint, one.Details); strings.Contains(strings.ToLower(said), "secret") || !strings.Contains(said, name) {
					t.Errorf("%s of %s: %s", item.Operation, name, said)
				}
			}
		}
	}
}

// The place is that of the value, and a user's own file is quoted.
func TestPlacesInForeignFiles(t *testing.T) {
	from := folder(t, secrets())
	to := func(name string) batch.Item {
		return batch.Item{Operation: "weights-update", Pool: "fund", Given: []batch.Given{{Name: "to", Values: []string{"@" + name}}, {Name: "duration", Values: []string{"7d"}}}}
	}
	for name, want := range map[string]string{"auth.json": `--to: "auth.json": line 1, column 9: expected a percentage in quotes, such as "30%", or "rest"`, "rows.csv": `--to: "rows.csv": line 2, column 6: expected a token and its weight, such as WETH,30%`} {
		if _, err := Parse(t.Context(), to(name), from); err == nil || err.Error() != want {
			t.Errorf("%v; want %s", err, want)
		}
	}
	_, err := Parse(t.Context(), syncOf("members"), from)
	if want := `"members": line 3, column 1: expected one address: 0x and 40 hexadecimal digits`; err == nil || err.Error() != want {
		t.Error(err)
	}
	if _, err := readAllowlist(t.Context(), "members", from); err == nil || !strings.Contains(err.Error(), "secret_h") {
		t.Error("the user's own file is not quoted:", err)
	}
}
