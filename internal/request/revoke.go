package request

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/parse"
	"mpool/internal/text"
)

// revoke is a request to set the Vault's allowance of a token to zero.
type revoke struct {
	oneWord
	of typed
}

func aboutRevoke() entry {
	return entry{
		name: "manage-balance revoke", short: "Revoke the Vault's allowance of a token",
		asks: func() asked { return &revoke{} },
		long: `revoke sets the allowance that the Vault has from a token's asset manager to zero. A
deposit or add-token that stops after its approval leaves such an allowance, of exactly
that deposit. TOKEN is a symbol, or the address of any token; if the token is not in the
pool, --of gives the account. Nothing is sent unless --broadcast is given.`,
		example: `  mpool manage-balance revoke 0x… USDC
  mpool manage-balance revoke fund USDC --out plan.json
  mpool manage-balance revoke USDC --broadcast --account manager`,
	}
}

func (o *revoke) fields() []Field {
	return []Field{o.token(), textFlag("of", &o.of, "account that gave the allowance, instead of the token's asset manager")}
}

func (o *revoke) check(context.Context, Source) error { return addressForm("--of: ", o.of.words) }

func (o *revoke) build(_ context.Context, on *Target) (ops.Operation, error) {
	op, name := wallet.RevokeAllowance{}, o.word.words
	token, err := on.Before.FindToken(name)
	if err == nil {
		op.Token, op.Account = token.Address, token.AssetManager
	} else if op.Token, _ = parse.Address(name); op.Token == (common.Address{}) {
		return nil, failure.Usage("%s", err)
	}
	if o.of.words != "" {
		if op.Account, err = parse.Address(o.of.words); err != nil {
			return nil, failure.Usage("--of: %s", err)
		}
	}
	if op.Account == (common.Address{}) {
		return nil, failure.Usage("%s has no asset manager in this pool: name the account that gave the allowance", text.Quote(name)).WithHint("use --of ADDRESS")
	}
	return op, nil
}
