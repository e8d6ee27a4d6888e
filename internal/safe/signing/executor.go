package signing

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/planview"
	"mpool/internal/signer"
)

// Executing says who is to execute a Safe's transaction.
type Executing struct {
	Named  common.Address // the account of --from
	Signs  bool           // a key signs and sends it
	Leaves bool           // something is sent, written or printed, so the account must be known
	Silent bool           // the signer tells its account without a question
	Signer signer.Options
}

// Executor returns the account that executes: the signer's if something is signed, otherwise the named
// one. A preview without either simulates for an address that has no key and is not an owner, so that it
// does not count as an owner's consent. If the signer tells its account without a question, the preview
// uses that account. It also returns the opened key, or nil.
func (k *Desk) Executor(ctx context.Context, e Executing) (common.Address, *keyring.Ring, error) {
	switch {
	case e.Signs:
	case e.Named != (common.Address{}):
		return e.Named, nil, nil
	case e.Leaves:
		return e.Named, nil, failure.Usage("missing executor").WithHint("use --from ADDRESS")
	case !e.Silent:
		return planview.Nobody(), nil, nil
	}
	key, err := k.Opener.OpenKey(ctx, e.Signer, e.Named)
	if err != nil {
		return common.Address{}, nil, err
	}
	if e.Named != (common.Address{}) && e.Named != key.Address() {
		return e.Named, nil, failure.New(failure.Refused, "signer", "the signer is %s, but --from or ETH_FROM is %s", key.Address(), e.Named)
	}
	return key.Address(), &keyring.Ring{ByAddress: map[common.Address]signer.Signer{key.Address(): key}}, nil
}
