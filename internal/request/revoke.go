package request

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/text"
)

// revoke asks for the Vault to be allowed nothing of a token any more.
type revoke struct {
	oneWord
	of typed
}

func (o *revoke) fields() []Field {
	return []Field{o.token(), textFlag("of", &o.of, "account that gave the allowance, instead of the token's asset manager")}
}

func (o *revoke) build(_ context.Context, on *Target) (ops.Operation, error) {
	op, name := ops.RevokeAllowance{}, o.word.words
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
