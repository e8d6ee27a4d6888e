package tokenset

import (
	"math/big"
	"strings"
	"testing"

	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// fairCase adds a token with 10 % at one for one to a pool of 100,000: the neutral deposit is
// 11,111.
func fairCase(deposit uint64, mint func(op AddToken, pool *ops.Snapshot) units.Amount) (AddToken, *ops.Snapshot) {
	pool := opstest.Pool(50, 30, 20)
	pool.Supply.Virtual = units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(1000), uint256.NewInt(1e18)), Decimals: 18}
	pool.Supply.Actual = pool.Supply.Virtual
	op := anAddition()
	op.Price, op.Deposit = oneForOne(), opstest.Amount(deposit*1e6, 6)
	op.Mint = mint(op, pool)
	return op, opstest.Watched(pool, op, opstest.Amount(1e15, 6))
}

func fairMint(op AddToken, pool *ops.Snapshot) units.Amount {
	fair, err := op.Fair(pool)
	if err != nil {
		panic(err)
	}
	return fair
}

// A fair mint follows the value of the deposit, whatever the weight is.
func TestFairMintFollowsTheDeposit(t *testing.T) {
	for deposit, want := range map[uint64]string{5_000: "49.9999999999999999", 10_000: "99.9999999999999999", 20_000: "199.999999999999999"} {
		op, _ := fairCase(deposit, fairMint)
		if got := op.Mint.String(); !strings.HasPrefix(got, want[:len(want)-3]) {
			t.Errorf("%d: %s BPT, want %s", deposit, got, want)
		}
	}
}

// A mint that is worth the whole pool does not overflow the computed loss.
func TestLossByAHugeMint(t *testing.T) {
	op, pool := fairCase(11_111, func(AddToken, *ops.Snapshot) units.Amount {
		return units.Amount{Raw: *uint256.MustFromBig(new(big.Int).Lsh(big.NewInt(1), 100)), Decimals: 18}
	})
	share := op.terms(pool).dilutes()
	if one := units.FixedOne(); share == nil || share.Int().Gt(one.Int()) || share.Int().LtUint64(999_999_000_000_000_000) {
		t.Errorf("the loss is %v", share)
	}
}
