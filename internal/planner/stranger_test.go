package planner

import (
	"context"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/ops/trade"
	"mpool/internal/ops/wallet"
	"mpool/internal/planner/plantest"
)

// book has pools by their addresses.
type book map[common.Address]ops.Pool

func (b book) Snapshot(_ context.Context, pool common.Address, _ chain.BlockRef) (*ops.Snapshot, error) {
	if _, known := b[pool]; !known {
		return nil, errors.New("no pool")
	}
	return &ops.Snapshot{Pool: b[pool]}, nil
}

// A plan from a file may pay into a pool only if the user has named it, and may not use a pool with the
// name of a named one.
func TestRefuseStranger(t *testing.T) {
	mine, theirs, gone := common.Address{1}, common.Address{2}, common.Address{3}
	pools := book{mine: {Address: mine, Name: "Fund", Symbol: "FUND"}}
	for _, c := range []struct {
		name  string
		pool  string // the name of the plan's pool
		op    ops.Operation
		by    string // MPOOL_POOL
		given []string
		code  string
	}{
		{"a join", "Other", trade.Join{}, mine.Hex(), nil, "pool.unnamed"},
		{"a swap, and no pool is named", "Other", trade.Swap{}, "", nil, "pool.unnamed"},
		{"a first join", "Other", trade.InitPool{}, mine.Hex(), nil, "pool.unnamed"},
		{"a join within a batch", "Other", ops.Series{Parts: []ops.Nested{{Operation: ops.SetSwaps{}}, {Operation: trade.Join{}}}}, "", nil, "pool.unnamed"},
		{"a join by a Safe", "Other", wallet.ExecSafe{Of: ops.Nested{Operation: trade.Join{}}}, "", nil, "pool.unnamed"},
		{"a join of the named pool", "Other", trade.Join{}, theirs.Hex(), nil, ""},
		{"a join of a pool named by --pool", "Other", trade.Join{}, mine.Hex(), []string{theirs.Hex()}, ""},
		{"another setting of a namesake", "Fund", ops.SetSwaps{}, mine.Hex(), nil, "pool.unnamed"},
		{"a setting", "Other", ops.SetSwaps{}, mine.Hex(), nil, ""},
		{"an exit", "Other", trade.Exit{}, mine.Hex(), nil, ""},
		{"the named pool cannot be read", "Fund", ops.SetSwaps{}, gone.Hex(), nil, ""},
		{"a pool that is created", "Fund", newpool.CreatePool{}, mine.Hex(), nil, ""},
		{"--pool is no pool", "Other", trade.Join{}, "", []string{"fund"}, "usage"},
	} {
		pool := &ops.Snapshot{Pool: ops.Pool{Address: theirs, Name: named.Pool(c.pool), Symbol: "X"}}
		err := RefuseStranger(t.Context(), &config.Settings{Pool: c.by}, c.given, pools, pool, c.op)
		if code := codeOf(err); code != c.code {
			t.Errorf("%s: %q, and not %q: %v", c.name, code, c.code, err)
		}
		if c.code == "pool.unnamed" {
			_ = plantest.WantFailure(t, err, failure.Refused, "pool.unnamed")
		}
	}
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	var f *failure.Failure
	if !errors.As(err, &f) {
		return err.Error()
	}
	return f.Code
}
