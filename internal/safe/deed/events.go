package deed

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
	// SwapEvent is one step of a swap.
	SwapEvent struct {
		Pool       common.Hash
		In, Out    common.Address
		Took, Gave *big.Int
	}
	// JoinEvent is a join or an exit. Deltas are the changes of the pool's balances, by asset.
	JoinEvent struct {
		Pool   common.Hash
		Deltas []*big.Int
	}
	// ManageEvent is the amount that an asset manager puts into a pool; negative if it withdraws.
	ManageEvent struct {
		Pool           common.Hash // its ID
		Manager, Token common.Address
		Cash           *big.Int
	}
	// InternalEvent is a change of an internal balance.
	InternalEvent struct {
		User, Token common.Address
		Delta       *big.Int
	}
)

// VaultEvent reads a log of a Vault; nil for other events.
func VaultEvent(decoder *decode.Decoder, log chain.Log) any {
	event := decoder.Event(log.Topics, log.Data)
	if event == nil {
		return nil
	}
	var says any
	f := &fields{list: event.Args}
	switch name, _, _ := strings.Cut(event.Signature, "("); name {
	case "Swap":
		says = SwapEvent{Pool: f.word(f.named("poolId")), In: f.address(f.named("tokenIn")), Out: f.address(f.named("tokenOut")),
			Took: f.number(f.named("amountIn")), Gave: f.number(f.named("amountOut"))}
	case "PoolBalanceChanged":
		says = JoinEvent{Pool: f.word(f.named("poolId")), Deltas: numbersOf(f, f.named("deltas"))}
	case "PoolBalanceManaged":
		says = ManageEvent{Pool: f.word(f.named("poolId")), Manager: f.address(f.named("assetManager")), Token: f.address(f.named("token")), Cash: f.number(f.named("cashDelta"))}
	case "InternalBalanceChanged":
		says = InternalEvent{User: f.address(f.named("user")), Token: f.address(f.named("token")), Delta: f.number(f.named("delta"))}
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

// SentTokens reads a Transfer of a token; is is false for other logs.
func SentTokens(log chain.Log, token common.Address) (from, to common.Address, amount *big.Int, is bool) {
	if log.Address != token || len(log.Topics) != 3 || log.Topics[0] != transferTopic() || len(log.Data) != common.HashLength {
		return from, to, nil, false
	}
	return common.BytesToAddress(log.Topics[1][:]), common.BytesToAddress(log.Topics[2][:]), new(big.Int).SetBytes(log.Data), true
}
