package poolfile

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// status holds the parts of the output of `mpool status --json` that make up a pool.
type status struct {
	Chain struct {
		ID uint64 `json:"id"`
	} `json:"chain"`
	Block      ops.Block `json:"block"`
	Projection *struct {
		At units.Time `json:"at"`
	} `json:"projection"`
	Pool struct {
		Address    common.Address `json:"address"`
		ID         common.Hash    `json:"id"`
		Name       named.Pool     `json:"name"`
		Symbol     named.Symbol   `json:"symbol"`
		Vault      common.Address `json:"vault"`
		Version    ops.Generation `json:"version"`
		Generation ops.Generation `json:"generation"` // the name of version in schema version 1
		Owner      common.Address `json:"owner"`
		OwnerKind  ops.OwnerKind  `json:"owner_kind"`
		Unproven   string         `json:"unproven"`
	} `json:"pool"`
	Switches struct {
		Swaps        bool  `json:"swaps"`
		JoinsExits   *bool `json:"joins_exits"`
		Allowlist    bool  `json:"allowlist"`
		Paused       bool  `json:"paused"`
		RecoveryMode bool  `json:"recovery_mode"`
	} `json:"switches"`
	SwapFee struct {
		gradual
		Change *ops.Ramp `json:"change"`
	} `json:"swap_fee"`
	Weights ops.Ramp      `json:"weight_change"`
	Tokens  []statusToken `json:"tokens"`
	Supply  ops.Supply    `json:"supply"`
	AumFee  struct {
		Yearly         fixed      `json:"yearly"`
		LastCollection units.Time `json:"last_collection"`
		ProtocolShare  fixed      `json:"protocol_share"`
	} `json:"aum_fee"`
}

type gradual struct {
	Start fixed `json:"start"`
	End   fixed `json:"end"`
}

type statusToken struct {
	Address      common.Address `json:"address"`
	Symbol       named.Symbol   `json:"symbol"`
	Decimals     uint8          `json:"decimals"`
	Cash         units.Amount   `json:"cash"`
	Managed      units.Amount   `json:"managed"`
	AssetManager common.Address `json:"asset_manager"`
	Weight       gradual        `json:"weight"`
	Breaker      *struct {
		SetAtPrice      fixed  `json:"bpt_price"`
		ReferenceWeight fixed  `json:"reference_weight"`
		Lower           *bound `json:"lower"`
		Upper           *bound `json:"upper"`
	} `json:"breaker"`
}

type bound struct {
	Bound fixed `json:"bound"`
}

// ReadStatus reads a pool from the output of `mpool status --json`. Circuit breakers have the pool's
// precision of 16 bits. If the pool uses a ratio that it computed from the exact bound, a trip may
// differ by 0.03% of the price.
func ReadStatus(text []byte) (*ops.Snapshot, error) {
	var document struct {
		SchemaVersion int     `json:"schema_version"`
		Success       bool    `json:"success"`
		Data          *status `json:"data"`
	}
	switch err := json.Unmarshal(text, &document); {
	case err != nil:
		return nil, err
	case !slices.Contains(statusVersions(), document.SchemaVersion) || !document.Success || document.Data == nil || document.Data.generation() == 0:
		return nil, errors.New("this is not output of mpool status --json")
	}
	if err := document.Data.check(); err != nil {
		return nil, err
	}
	s, err := document.Data.snapshot()
	if err != nil {
		return nil, err
	}
	return s.Recomputed()
}

// statusVersions are the schema versions of documents that ReadStatus accepts.
func statusVersions() []int { return []int{1, 2} }

// generation returns the pool's version, by its current or its old name.
func (d *status) generation() ops.Generation { return max(d.Pool.Version, d.Pool.Generation) }

// check refuses values that no pool can have: the file may be written by hand.
func (d *status) check() error {
	if n := len(d.Tokens); n < 2 || n > 50 {
		return fmt.Errorf("a pool must have 2 to 50 tokens, not %d", n)
	}
	one := units.FixedOne()
	for _, t := range d.Tokens {
		start, end := t.Weight.Start, t.Weight.End
		if t.Decimals > 18 || t.Cash.Raw.BitLen() > 112 || t.Managed.Raw.BitLen() > 112 {
			return fmt.Errorf("%s: it has more than 18 decimals, or exceeds the Vault's 112 bits", t.Symbol)
		}
		if start == (fixed{}) || end == (fixed{}) || start.Int().Gt(one.Int()) || end.Int().Gt(one.Int()) {
			return fmt.Errorf("%s: the weight must be above zero and at most 100%%", t.Symbol)
		}
	}
	for _, fee := range []fixed{d.SwapFee.Start, d.SwapFee.End} {
		if err := poolmath.CheckSwapFee(poolmath.Int(fee)); err != nil {
			return fmt.Errorf("swap_fee: %w", err)
		}
	}
	return nil
}

func (d *status) snapshot() (*ops.Snapshot, error) {
	p := d.Pool
	s := &ops.Snapshot{
		ChainID: d.Chain.ID, Block: d.Block, Weights: d.Weights, Supply: d.Supply,
		Pool: ops.Pool{Address: p.Address, ID: p.ID, Name: p.Name, Symbol: p.Symbol, Vault: p.Vault, Generation: d.generation(), Owner: p.Owner,
			OwnerKind: p.OwnerKind, Unproven: p.Unproven, SwapEnabled: d.Switches.Swaps, JoinExitEnabled: d.Switches.JoinsExits == nil || *d.Switches.JoinsExits,
			MustAllowlistLPs: d.Switches.Allowlist, Paused: d.Switches.Paused, RecoveryMode: d.Switches.RecoveryMode},
		Fees: ops.Fees{StartSwapFee: d.SwapFee.Start, EndSwapFee: d.SwapFee.End, AumFee: d.AumFee.Yearly,
			LastCollection: d.AumFee.LastCollection, ProtocolShare: d.AumFee.ProtocolShare},
	}
	if d.SwapFee.Change != nil {
		s.Fees.SwapFeeRamp = *d.SwapFee.Change
	}
	if d.Projection != nil {
		s.Block.Time = d.Projection.At
	}
	for _, t := range d.Tokens {
		token, err := t.token()
		if err != nil {
			return nil, fmt.Errorf("%s: breaker: %w", t.Symbol, err)
		}
		s.Tokens = append(s.Tokens, token)
	}
	s.TellApart()
	return s, nil
}

func (t statusToken) token() (token ops.Token, err error) {
	token = ops.Token{Address: t.Address, Symbol: t.Symbol, Decimals: t.Decimals, Cash: t.Cash, Managed: t.Managed, AssetManager: t.AssetManager,
		StartWeight: t.Weight.Start, EndWeight: t.Weight.End}
	if t.Breaker == nil {
		return token, nil
	}
	b := ops.Breaker{BptPrice: t.Breaker.SetAtPrice, ReferenceWeight: t.Breaker.ReferenceWeight}
	if t.Breaker.Lower != nil {
		b.LowerBound = t.Breaker.Lower.Bound
	}
	if t.Breaker.Upper != nil {
		b.UpperBound = t.Breaker.Upper.Bound
	}
	token.Breaker, err = stored(b, t.Decimals)
	return token, err
}
