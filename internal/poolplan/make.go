package poolplan

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/policy"
	"mpool/internal/poolfile"
	"mpool/internal/request"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Make compares a pool with its file, and builds an operation of what can be done now. It refuses a
// file whose statements do not hold for the pool, or with a later plan that would be refused.
func (k *Keeper) Make(ctx context.Context, client *chain.Client, before *ops.Snapshot, f *File, o *planner.Override) (*View, ops.Operation, error) {
	v, err := k.compare(ctx, client, before, f, true)
	if err != nil {
		return nil, nil, err
	}
	if len(v.Refusals) > 0 {
		return v, nil, refusal(v)
	}
	k.Plans.Guards, k.Plans.Voice = guardsOf(f, v), policy.InPoolFile
	on := request.On(client, k.Plans, before)
	op, err := k.Operation(ctx, on, v.Drift)
	v.blames = func(code string, o *planner.Override) string { return k.blamed(ctx, on, v.Drift, code, o) }
	if err == nil {
		op = k.atOnce(ctx, client, before, f, v, op)
		err = k.ahead(ctx, client, before, f, v, op, o)
	}
	return v, op, err
}

// guardsOf returns the limits that the file sets for its plans.
func guardsOf(f *File, v *View) *ops.Guards {
	var next units.Time
	if v.on.Target != nil {
		next = v.on.Target.Next
	}
	g := f.Want.Guards
	return policy.NewGuards(f.Name, f.Want.Policies, g.MaxOracleDeviation, g.MaxOracleLoss, next)
}

func refusal(v *View) error {
	first := v.Refusals[0]
	return failure.New(failure.Refused, first.Code, "refused: %s [%s]", text.Clean(first.Summary, text.LineWidth), first.Code).WithHint("%s", first.Hint).WithResult(v)
}

// Import returns a pool as a file.
func (k *Keeper) Import(ctx context.Context, client *chain.Client, pool common.Address, members bool, out string) (text.View, error) {
	s, err := client.Snapshot(ctx, pool, chain.Latest())
	if err != nil {
		return nil, err
	}
	var listed []common.Address
	if members {
		list, err := request.On(client, k.Plans, s).Node.Allowlist(ctx, &planner.Past{})
		if err != nil {
			return nil, err
		}
		listed = append([]common.Address{}, list.Allowed()...)
	}
	return imported(poolfile.Import(s, network.ID(s.ChainID).String(), listed), out)
}

// imported returns a pool file, or writes it if a file is named. It replaces only another pool file.
func imported(words []byte, out string) (text.View, error) {
	if out == "" {
		return Written(words), nil
	}
	is := func(words []byte) bool { _, err := poolfile.Read(words); return err == nil }
	if err := (files.Kind{What: "pool file", Is: is}).Replaceable(out); err != nil {
		return nil, err
	}
	if err := files.Put("the pool file", out, words, 0o644); err != nil {
		return nil, err
	}
	return Written(text.Clean(out, text.MessageWidth) + ": the pool file; compare it with the pool: mpool pool plan " + text.ShellWord(out) + "\n"), nil
}

// Written is the text of a file as a result.
type Written []byte

// Text writes the file unchanged, without line breaks or labels.
func (w Written) Text(p *text.Page) {
	p.WriteString(string(w))
}

// MarshalJSON writes the file as one string.
func (w Written) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"text": string(w)})
}

// Tidy returns a pool file in its usual form, and whether it has that form already. With check it only
// reports that.
func (k *Keeper) Tidy(ctx context.Context, path string, check bool) (Written, bool, error) {
	words, err := k.Text(ctx, path)
	if err != nil {
		return nil, false, err
	}
	tidy, err := poolfile.Tidy(words)
	if err != nil {
		return nil, false, misread(path, err)
	}
	same := bytes.Equal(tidy, words)
	switch {
	case check && same:
		return Written(path + " is formatted\n"), same, nil
	case check:
		return Written(path + " is not formatted\n"), same, nil
	}
	return tidy, same, nil
}
