package setup

import (
	"io"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/parse"
	"mpool/internal/redact"
)

// owner returns the account of the options, or asks for it.
func (d *Desk) owner(o Options) (common.Address, error) {
	words := o.Owner
	if words == "" && !d.UI.Interactive() {
		return common.Address{}, failure.Usage("missing --owner: whose pools to find").WithHint("mpool init --owner 0x… --pool fund=0x…")
	}
	if words == "" {
		standard := ""
		if d.Settings.From != (common.Address{}) {
			standard = d.Settings.From.Hex()
		}
		var err error
		if words, err = d.UI.Ask("owner of the pools, an account or a Safe (0x…)", standard); err != nil {
			return common.Address{}, ended(err)
		}
	}
	owner, err := parse.Address(words)
	if err != nil {
		return owner, failure.Usage("--owner: %s", err)
	}
	return owner, nil
}

// askNode asks for the node's address if none is set.
func (d *Desk) askNode() error {
	if !d.UI.Interactive() || d.Settings.NodeFor(d.Settings.Chain).Source != "" {
		return nil
	}
	words, err := d.UI.Ask("address of the node", d.Settings.RPCURL)
	if err != nil {
		return ended(err)
	}
	d.Settings.RPCURL = words
	return nil
}

// node returns the node's address for the file, and whether it is omitted there: everything except
// scheme, host and port may be a key.
func (d *Desk) node() (url string, key bool) {
	given := d.Settings.NodeFor(d.Settings.Chain).URL
	shown := redact.New(given, nil).Shown
	return shown, shown != strings.TrimSuffix(given, "/")
}

// confirmEach shows each pool and asks whether to add it.
func (d *Desk) confirmEach(v *View) error {
	if !d.UI.Interactive() {
		return nil
	}
	d.UI.Say("anyone can create a pool for any owner: confirm only the pools that you know")
	for i := range v.Pools {
		pool := &v.Pools[i]
		if pool.Unread != "" {
			continue
		}
		page := d.UI.PageFor(d.UI.Err)
		pool.describe(page, v.At.Time)
		if _, err := io.WriteString(d.UI.Err, page.String()); err != nil {
			return err
		}
		suggested := v.suggest(pool)
		answer, err := d.UI.Ask("write it as "+suggested+"? y, another name, or n", "n")
		if err != nil {
			return ended(err)
		}
		if pool.As, err = v.named(answer, suggested); err != nil {
			return err
		}
	}
	return nil
}

// named returns the pool's name from an answer; empty if the pool is not wanted.
func (v *View) named(answer, suggested string) (string, error) {
	switch strings.ToLower(answer) {
	case "n", "no":
		return "", nil
	case "y", "yes":
		return suggested, nil
	}
	return answer, v.usable(answer)
}
