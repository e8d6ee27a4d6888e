package execution

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient/simulated"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/units"
)

// go-ethereum's transaction pool accepts a bump of 10% but not one of 9%.
func TestTenthMoreIsEnoughForGeth(t *testing.T) {
	t.Parallel()
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	from := crypto.PubkeyToAddress(key.PublicKey)
	node := simulated.NewBackend(types.GenesisAlloc{from: {Balance: big.NewInt(1e18)}})
	defer func() { _ = node.Close() }()
	random := rand.New(rand.NewPCG(1, 7))
	send := func(tx *types.Transaction) error {
		signed, err := types.SignTx(tx, types.LatestSignerForChainID(big.NewInt(1337)), key)
		if err != nil {
			t.Fatal(err)
		}
		return node.Client().SendTransaction(t.Context(), signed)
	}
	for nonce := range uint64(16) {
		tip := big.NewInt(1 + random.Int64N(3e9))
		old := types.NewTx(&types.DynamicFeeTx{
			ChainID: big.NewInt(1337), Nonce: nonce, To: &common.Address{1}, Gas: 21_000,
			GasTipCap: tip, GasFeeCap: new(big.Int).Add(tip, big.NewInt(2e9+random.Int64N(1e9))),
		})
		if err := send(old); err != nil {
			t.Fatal(err)
		}
		more := chain.Fees{FeeCap: TenthMore(old.GasFeeCap()), Tip: TenthMore(old.GasTipCap())}
		// every other one as with --legacy: the gas price is both fees
		less := chain.Fees{FeeCap: ninePercentMore(old.GasFeeCap()), Tip: more.Tip}
		if err := send(Replacement(old, nil, less, old.Gas(), nonce%2 == 1, false)); err == nil || !strings.Contains(err.Error(), "underpriced") {
			t.Errorf("%s for %s: %v", less.FeeCap.Int(), old.GasFeeCap(), err)
		}
		if err := send(Replacement(old, nil, more, old.Gas(), nonce%2 == 1, false)); err != nil {
			t.Errorf("%s for %s: %v", more.FeeCap.Int(), old.GasFeeCap(), err)
		}
	}
}

func ninePercentMore(fee *big.Int) units.Wei {
	more := new(big.Int).Mul(fee, big.NewInt(109))
	return units.Wei(*uint256.MustFromBig(more.Div(more, big.NewInt(100))))
}
