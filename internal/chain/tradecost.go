package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/vault"
	"mpool/internal/chain/wire"
	"mpool/internal/units"
)

// GasNow returns the node's current gas price in wei, and the wrapped native token according to the
// Vault at this address. Without a possible answer, price is nil and wrapped is zero. Both are only
// shown, never used for sending.
func (f fees) GasNow(ctx context.Context, at common.Address) (price *units.Wei, wrapped common.Address) {
	var proposed hexutil.Big
	var answer hexutil.Bytes
	v := vault.NewVault()
	ask := map[string]any{"to": at, "data": hexutil.Bytes(v.PackWETH())}
	errs, err := f.wire.Batch(ctx, []wire.Request{
		{Method: "eth_gasPrice", Into: &proposed},
		{Method: "eth_call", Params: []any{ask, "latest"}, Into: &answer},
	})
	if err != nil {
		return nil, wrapped
	}
	const most = 128 // bits; larger numbers are no gas prices
	if is := wei(&proposed); errs[0] == nil && is.Int().BitLen() <= most {
		price = &is
	}
	if is, err := v.UnpackWETH(answer); errs[1] == nil && err == nil {
		wrapped = is
	}
	return price, wrapped
}
