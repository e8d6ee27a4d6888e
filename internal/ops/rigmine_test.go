package ops_test

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// transactionGas is the largest gas limit of a transaction.
const transactionGas = 16_777_216

// mine mines a call of a plan from its sender. It must succeed.
func (p *rigPool) mine(call ops.Call, at units.Time) gasPaid {
	p.Helper()
	d := deed{from: call.From, to: call.To, data: call.Data, value: call.Value}
	receipt := p.receipts(at, d)[0]
	if receipt.Status != types.ReceiptStatusSuccessful {
		p.Fatalf("MPOOL_SEED=%d: %s reverts at %d: %+v; now: %v", p.seed, call.Method, at, call.Args, p.call(d))
	}
	return gasPaid(*new(uint256.Int).Mul(uint256.NewInt(receipt.GasUsed), uint256.MustFromBig(receipt.EffectiveGasPrice)))
}

// gasPaid is the gas fee of a transaction.
type gasPaid uint256.Int

func (g gasPaid) paidBy(s *ops.Snapshot, sender common.Address) {
	cost := uint256.Int(g)
	s.PayGas(sender, &cost)
}

// deed is a transaction to mine.
type deed struct {
	from, to common.Address
	data     []byte
	value    uint256.Int
	may      bool // may revert, for example a swap of too much
}

// send mines the deeds in one block and returns those that reverted.
func (r *rig) send(at units.Time, deeds ...deed) []deed {
	r.Helper()
	var failed []deed
	for i, receipt := range r.receipts(at, deeds...) {
		if receipt.Status != types.ReceiptStatusSuccessful {
			failed = append(failed, deeds[i])
		}
	}
	return failed
}

// receipts mines the deeds in one block.
func (r *rig) receipts(at units.Time, deeds ...deed) types.Receipts {
	r.Helper()
	nonces := map[common.Address]uint64{}
	var txs []*types.Transaction
	for _, d := range deeds {
		if _, counted := nonces[d.from]; !counted {
			nonce, err := r.geth.Nonce(d.from)
			if err != nil {
				r.Fatal(err)
			}
			nonces[d.from] = nonce
		}
		txs = append(txs, r.sign(d, nonces[d.from]))
		nonces[d.from]++
	}
	receipts, err := r.geth.Mine(at, txs...)
	if err != nil {
		r.Fatal(err)
	}
	return receipts
}

func (r *rig) sign(d deed, nonce uint64) *types.Transaction {
	r.Helper()
	key, known := r.keys[d.from]
	if !known {
		r.Fatalf("nobody here signs for %s", d.from)
	}
	chainID := new(big.Int).SetUint64(r.geth.ChainID())
	tx, err := types.SignNewTx(key, types.LatestSignerForChainID(chainID), &types.DynamicFeeTx{
		ChainID: chainID, Nonce: nonce, To: &d.to, Data: d.data, Value: d.value.ToBig(), Gas: transactionGas,
		GasTipCap: big.NewInt(1), GasFeeCap: big.NewInt(10_000_000_000),
	})
	if err != nil {
		r.Fatal(err)
	}
	return tx
}

// do mines deeds of a pool's past, and counts those that reverted.
func (p *rigPool) do(at units.Time, deeds ...deed) {
	p.Helper()
	failed := p.send(at, deeds...)
	p.sent, p.failed = p.sent+len(deeds), p.failed+len(failed)
	for _, d := range failed {
		if !d.may {
			p.Fatalf("MPOOL_SEED=%d: what should happen before reverts, now with %v: %x to %s", p.seed, p.call(d), d.data, d.to)
		}
	}
}

// call simulates a deed on the newest block and returns the reason if it reverts.
func (p *rigPool) call(d deed) error {
	p.Helper()
	now := p.snapshot(nil)
	plan := &ops.Plan{At: now.Block.Time + 1, Calls: []ops.Call{{From: d.from, To: d.to, Data: d.data, Value: d.value}}}
	sim, err := p.client.Simulate(p.Context(), now, plan)
	if err != nil {
		p.Fatal(err)
	}
	if sim.Revert == nil {
		return nil
	}
	return sim.Revert
}

func big256(n uint64) *big.Int { return new(big.Int).SetUint64(n) }

func bigTime(t units.Time) *big.Int { return big256(uint64(t)) }

func bigFixed(values []units.Fixed) []*big.Int {
	all := make([]*big.Int, len(values))
	for i, v := range values {
		all[i] = v.Int().ToBig()
	}
	return all
}
