package main

import (
	"context"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/poolfile"
)

// fromFile takes what a pool file says.
func (f *createFlags) fromFile(file *poolfile.File, op *ops.CreatePool) error {
	op.Title, op.Symbol = file.Name, file.Create.Symbol
	op.SwapFee, op.AumFee = file.Fees()
	op.Swaps = file.Swaps == nil || *file.Swaps
	op.Allowlist = file.Create.Allowlist == nil || *file.Create.Allowlist
	if f.owner == "" {
		f.owner = file.Create.Owner
	}
	if f.salt == "" {
		f.salt = file.Create.Salt
	}
	for _, t := range file.Tokens {
		address, err := parse.Address(t.Address)
		if err != nil {
			return failure.Usage("tokens: %s: address: %s", t.Symbol, err).WithHint("a pool that is to be created names each token's address")
		}
		token := ops.NewToken{Token: address, Weight: t.Share()}
		if t.Manager != "" {
			if token.AssetManager, err = parse.Address(t.Manager); err != nil {
				return failure.Usage("tokens: %s: asset_manager: %s", t.Symbol, err)
			}
		}
		op.Tokens = append(op.Tokens, token)
	}
	return nil
}

// texts are name, symbol, tokens, switches and salt.
func (f *createFlags) texts(op *ops.CreatePool) error {
	if f.name != "" {
		op.Title = f.name
	}
	if f.symbol != "" {
		op.Symbol = f.symbol
	}
	op.Swaps, op.Allowlist = op.Swaps && !f.swapsOff, op.Allowlist && !f.open
	if len(f.tokens) > 0 {
		op.Tokens = nil
	}
	for _, item := range f.tokens {
		name, weight := cutItem(item)
		address, err := parse.Address(strings.TrimSpace(name))
		if err != nil {
			return failure.Usage("--token: %s", err)
		}
		share, err := ops.ParsePercent(strings.TrimSpace(weight))
		if err != nil {
			return failure.Usage("--token: %s", err)
		}
		op.Tokens = append(op.Tokens, ops.NewToken{Token: address, Weight: share})
	}
	if f.salt != "" {
		raw, err := hexutil.Decode(f.salt)
		if err != nil || len(raw) != common.HashLength {
			return failure.Usage("--salt: it is 0x and 64 hexadecimal digits")
		}
		op.Salt = common.BytesToHash(raw)
	}
	return nil
}

func (f *createFlags) fees(op *ops.CreatePool, file *poolfile.File) error {
	var err error
	switch {
	case f.swapFee != "":
		if op.SwapFee, err = ops.ParsePercent(f.swapFee); err != nil {
			return failure.Usage("--swap-fee: %s", err)
		}
	case file == nil:
		return failure.Usage("missing --swap-fee, for example --swap-fee 0.3%%")
	}
	if f.aumFee != "" {
		if op.AumFee, err = ops.ParsePercent(f.aumFee); err != nil {
			return failure.Usage("--aum-fee: %s", err)
		}
	}
	return nil
}

// parties are the owner and the asset managers. A token without one is meant only where
// that is said.
func (f *createFlags) parties(op *ops.CreatePool, _ *poolfile.File) error {
	var err error
	if f.owner != "" {
		if op.Owner, err = parse.Address(f.owner); err != nil {
			return failure.Usage("--owner: %s", err)
		}
	}
	manager := op.Owner
	if f.manager != "" {
		if manager, err = parse.Address(f.manager); err != nil {
			return failure.Usage("--asset-manager: %s", err)
		}
	}
	for i := range op.Tokens {
		if op.Tokens[i].AssetManager == (common.Address{}) && !f.noManager {
			op.Tokens[i].AssetManager = manager
		}
		if op.Tokens[i].AssetManager == (common.Address{}) && !f.noManager {
			return failure.Usage("the zero address as asset manager is for ever: that token can never be taken out by one, nor be removed").WithHint("add --no-asset-manager if that is meant")
		}
	}
	return nil
}

// factory is the one that is configured, or Balancer's on the chain.
func (f *createFlags) factory(ctx context.Context, a *app, client *chain.Client) (common.Address, ops.Generation, error) {
	chainID, err := client.ChainID(ctx)
	if err != nil {
		return common.Address{}, 0, err
	}
	known, _ := chain.DeploymentOn(chainID)
	one, two := known.FactoryV1, known.FactoryV2
	if own := a.settings.Contracts; own.FactoryV1 != (common.Address{}) || own.FactoryV2 != (common.Address{}) {
		one, two = own.FactoryV1, own.FactoryV2
	}
	switch {
	case f.generation < 0 || f.generation > 2:
		return common.Address{}, 0, failure.Usage("--generation: it is 1 or 2")
	case f.generation != 1 && two != (common.Address{}):
		return two, ops.V2, nil
	case f.generation != 2 && one != (common.Address{}):
		return one, ops.V1, nil
	}
	return common.Address{}, 0, failure.Usage("no factory of that generation is known on this chain").WithHint("name it in the configuration: contracts.factory_v2")
}
