package journal

import (
	"math/big"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

func clock() time.Time { return time.Unix(1_700_000_000, 0) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func create(t *testing.T) *Journal {
	t.Helper()
	j, err := Create(filepath.Join(t.TempDir(), "state", "journal"), clock, Begin{Plan: common.Hash{7}, ChainID: 1, Calls: 3, Document: []byte(`{"plan":1}`)})
	must(t, err)
	t.Cleanup(func() { _ = j.Close() })
	return j
}

// transaction returns a signed transaction and the intent that it follows from.
func transaction(t *testing.T, nonce uint64) (*types.Transaction, Intent) {
	t.Helper()
	key, err := crypto.HexToECDSA(strings.Repeat("1", 64))
	must(t, err)
	to := common.Address{9}
	tx, err := types.SignNewTx(key, types.LatestSignerForChainID(big.NewInt(1)), &types.DynamicFeeTx{
		ChainID: big.NewInt(1), Nonce: nonce, To: &to, Value: big.NewInt(5), Data: []byte{1, 2, 3},
		Gas: 21000, GasFeeCap: big.NewInt(2), GasTipCap: big.NewInt(1),
	})
	must(t, err)
	intent := Intent{
		Plan: common.Hash{7}, Step: int(nonce), ChainID: 1, From: crypto.PubkeyToAddress(key.PublicKey), Nonce: nonce, To: to,
		DataHash: crypto.Keccak256Hash(tx.Data()), Value: (*hexutil.Big)(tx.Value()),
	}
	return tx, intent
}

// signed returns a transaction with the intent's nonce, but with other contents and another fee.
func signed(t *testing.T, intent Intent, data []byte, to common.Address, fee int64) *types.Transaction {
	t.Helper()
	key, err := crypto.HexToECDSA(strings.Repeat("1", 64))
	must(t, err)
	value := intent.Value.ToInt()
	if to == intent.From {
		value = common.Big0
	}
	tx, err := types.SignNewTx(key, types.LatestSignerForChainID(big.NewInt(1)), &types.DynamicFeeTx{
		ChainID: big.NewInt(1), Nonce: intent.Nonce, To: &to, Value: value, Data: data,
		Gas: 21000, GasFeeCap: big.NewInt(fee), GasTipCap: big.NewInt(1),
	})
	must(t, err)
	return tx
}

// run writes the records of a successful call up to a state.
func run(t *testing.T, j *Journal, nonce uint64, upTo State) {
	t.Helper()
	tx, intent := transaction(t, nonce)
	mined := Mined{Hash: tx.Hash(), BlockNumber: 3, BlockHash: common.Hash{4}, Success: true, GasUsed: 21000}
	steps := []struct {
		state State
		write func() error
	}{
		{Intended, func() error { return j.Intend(intent) }},
		{SignedOff, func() error { _, err := j.Seal(tx); return err }},
		{Sent, func() error { return j.Broadcast(tx.Hash()) }},
		{Included, func() error { return j.Mined(mined) }},
		{Done, func() error { return j.Verified(nil) }},
	}
	for _, step := range steps {
		must(t, step.write())
		if step.state == upTo {
			return
		}
	}
}
