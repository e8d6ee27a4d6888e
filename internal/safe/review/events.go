package review

import (
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain"
	"mpool/internal/decode"
)

// The Vault's events that the rules read. Amounts are in the smallest units.
type (
	// swapEvent is one step of a swap.
	swapEvent struct {
		pool       common.Hash
		in, out    common.Address
		took, gave *big.Int
	}
	// joinEvent is a join or an exit. deltas are the changes of the pool's balances, by asset.
	joinEvent struct {
		pool   common.Hash
		deltas []*big.Int
	}
	// manageEvent is the amount that an asset manager puts into a pool; negative if it withdraws.
	manageEvent struct {
		manager, token common.Address
		cash           *big.Int
	}
	// internalEvent is a change of an internal balance.
	internalEvent struct {
		user, token common.Address
		delta       *big.Int
	}
)

// vaultEvent reads a log of a Vault; nil for other events.
func vaultEvent(decoder *decode.Decoder, log chain.Log) any {
	event := decoder.Event(log.Topics, log.Data)
	if event == nil {
		return nil
	}
	var says any
	f := &fields{list: event.Args}
	switch name, _, _ := strings.Cut(event.Signature, "("); name {
	case "Swap":
		says = swapEvent{pool: f.word(f.named("poolId")), in: f.address(f.named("tokenIn")), out: f.address(f.named("tokenOut")),
			took: f.number(f.named("amountIn")), gave: f.number(f.named("amountOut"))}
	case "PoolBalanceChanged":
		says = joinEvent{pool: f.word(f.named("poolId")), deltas: numbersOf(f, f.named("deltas"))}
	case "PoolBalanceManaged":
		says = manageEvent{manager: f.address(f.named("assetManager")), token: f.address(f.named("token")), cash: f.number(f.named("cashDelta"))}
	case "InternalBalanceChanged":
		says = internalEvent{user: f.address(f.named("user")), token: f.address(f.named("token")), delta: f.number(f.named("delta"))}
	}
	if f.err != nil {
		return nil
	}
	return says
}

// transferTopic is the topic of an ERC-20 Transfer.
func transferTopic() common.Hash {
	return crypto.Keccak256Hash([]byte("Transfer(address,address,uint256)"))
}

// sentTokens reads a Transfer of a token; is is false for other logs.
func sentTokens(log chain.Log, token common.Address) (from, to common.Address, amount *big.Int, is bool) {
	if log.Address != token || len(log.Topics) != 3 || log.Topics[0] != transferTopic() || len(log.Data) != common.HashLength {
		return from, to, nil, false
	}
	return common.BytesToAddress(log.Topics[1][:]), common.BytesToAddress(log.Topics[2][:]), new(big.Int).SetBytes(log.Data), true
}
