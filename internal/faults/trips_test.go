package faults_test

import (
	"encoding/hex"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/vault"
)

// trip swaps an amount that trips a circuit breaker if one is set; otherwise it is a large swap.
func (m *market) trip(in []common.Address, tip uint64) {
	m.Helper()
	for _, token := range in {
		other := in[0]
		if other == token {
			other = in[1]
		}
		most := m.part(token, 29, 100) // out of the 30% that the contracts accept
		for _, data := range [][]byte{m.swap(0, token, other, most), m.swap(1, other, token, most)} {
			if m.wouldTrip(data) {
				m.vault(data, tip)
				m.trips[m.sent[len(m.sent)-1]] = m.at
				return
			}
		}
	}
	m.vault(m.swap(0, in[0], in[1], m.part(in[0], 5, 100)), tip)
}

// part is a fraction of the pool's balance of a token.
func (m *market) part(token common.Address, of, all int64) *big.Int {
	m.Helper()
	var answer hexutil.Bytes
	m.rpc(&answer, "eth_call", map[string]any{"to": m.chain.Contracts.Vault, "data": hexutil.Bytes(vault.NewVault().PackGetPoolTokens(m.chain.Pool.ID))}, "latest")
	found, err := vault.NewVault().UnpackGetPoolTokens(answer)
	if err != nil {
		m.Fatal(err)
	}
	for i, one := range found.Tokens {
		if one == token {
			return new(big.Int).Div(new(big.Int).Mul(found.Balances[i], big.NewInt(of)), big.NewInt(all))
		}
	}
	return new(big.Int)
}

// tripCode is the contracts' error code for a tripped breaker.
const tripCode = "BAL#356"

// wouldTrip asks the node whether a call of the stranger trips a breaker now.
func (m *market) wouldTrip(data []byte) bool {
	err := m.chain.Client().CallContext(m.Context(), new(hexutil.Bytes), "eth_call",
		map[string]any{"from": stranger(), "to": m.chain.Contracts.Vault, "data": hexutil.Bytes(data)}, "latest")
	return err != nil && strings.Contains(err.Error(), tripCode)
}

// tripped says whether a mined transaction reverted because of a tripped breaker.
func (m *market) tripped(hash common.Hash) bool {
	m.Helper()
	var frame struct{ Output hexutil.Bytes }
	m.rpc(&frame, "debug_traceTransaction", hash, map[string]any{"tracer": "callTracer"})
	return strings.Contains(hex.EncodeToString(frame.Output), hex.EncodeToString([]byte(tripCode)))
}
