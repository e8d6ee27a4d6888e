package fork

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
)

// Anvil reads each account and each word of storage when the EVM needs it, one after the other:
// hundreds of round trips. So mpool first asks the node which state a call touches, and fetches all
// of it at once. This only saves time: anvil asks for what is missing.

// aheadMost is the number of requests in one batch, because nodes limit batches.
const aheadMost = 100

// historySlots is how many blocks the fork can mine before it asks the node for slots of EIP-2935,
// which keeps the hashes of parent blocks.
const historySlots = 16

// startQuestions returns what anvil asks when it starts on a block, and the state that every fork
// touches: the zero address as sender and receiver, and the EIP-2935 contract, to which each block
// writes.
func startQuestions(base *chain.Header) []wire.Question {
	number := hexutil.Uint64(base.Number).String()
	list := []wire.Question{{Method: "eth_chainId"}, {Method: "eth_gasPrice"}, {Method: "eth_blockNumber"},
		{Method: "eth_getBlockByNumber", Params: []any{number, false}}, {Method: "eth_getBlockByNumber", Params: []any{number, true}}}
	if base.Number > 0 {
		list = append(list, wire.Question{Method: "eth_getBlockByNumber", Params: []any{hexutil.Uint64(base.Number - 1).String(), false}})
	}
	var nobody common.Address
	history := params.HistoryStorageAddress
	touched := map[common.Address][]common.Hash{nobody: nil, crypto.CreateAddress(nobody, 0): nil, history: nil}
	for i := range uint64(historySlots) {
		slot := new(big.Int).SetUint64((base.Number + i) % params.HistoryServeWindow)
		touched[history] = append(touched[history], common.BigToHash(slot))
	}
	return append(list, questions(touched, base.Number)...)
}

// keyOf returns a key for a question. It unifies different spellings of addresses and storage
// slots.
func keyOf(q wire.Question) string {
	parts := []string{q.Method}
	for i, param := range q.Params {
		text := strings.ToLower(fmt.Sprint(param))
		if i == 1 && q.Method == "eth_getStorageAt" {
			text = common.HexToHash(text).Hex()
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " ")
}

// access is what eth_createAccessList answers.
type access struct {
	List []struct {
		Address common.Address `json:"address"`
		Keys    []common.Hash  `json:"storageKeys"`
	} `json:"accessList"`
}

// Ahead fetches the state that reading a pool touches, once for each pool. Call it before reading a
// pool on the fork; Run does so itself.
func (f *Fork) Ahead(ctx context.Context, pool common.Address) {
	if !f.fetched[pool] {
		f.fetched[pool] = true
		f.node.ahead(ctx, f.Base.Number, f.Client.Lens.Questions(pool, chain.AtNumber(f.Base.Number)))
	}
}

// ahead fetches the state that some eth_calls touch at the pinned block. If the node cannot list
// the state or does not take batches, ahead does nothing.
func (u *upstream) ahead(ctx context.Context, block uint64, calls []wire.Question) {
	var ask []wire.Question
	touched := map[common.Address][]common.Hash{}
	for _, call := range calls {
		ask = append(ask, wire.Question{Method: "eth_createAccessList", Params: []any{call.Params[0], hexutil.Uint64(block)}})
		noteEnds(touched, call.Params[0])
	}
	u.count()
	answers, err := u.client.Wire.AskAll(ctx, ask)
	if err != nil {
		return
	}
	for _, answer := range answers {
		var list access
		if json.Unmarshal(answer, &list) != nil {
			continue
		}
		for _, item := range list.List {
			touched[item.Address] = append(touched[item.Address], item.Keys...)
		}
	}
	for some := range slices.Chunk(u.missing(questions(touched, block)), aheadMost) {
		if u.fetch(ctx, some) != nil {
			return
		}
	}
}

// noteEnds adds the sender and the receiver of a call, because access lists omit them.
func noteEnds(touched map[common.Address][]common.Hash, call any) {
	fields, _ := call.(map[string]any)
	for _, name := range []string{"from", "to"} {
		address, ok := fields[name].(common.Address)
		if _, there := touched[address]; ok && !there {
			touched[address] = nil
		}
	}
}

// questions returns anvil's requests for these accounts and storage words.
func questions(touched map[common.Address][]common.Hash, block uint64) []wire.Question {
	var list []wire.Question
	at := hexutil.Uint64(block).String()
	for address, keys := range touched {
		of := strings.ToLower(address.Hex())
		for _, method := range []string{"eth_getBalance", "eth_getTransactionCount", "eth_getCode"} {
			list = append(list, wire.Question{Method: method, Params: []any{of, at}})
		}
		for _, key := range keys {
			list = append(list, wire.Question{Method: "eth_getStorageAt", Params: []any{of, key.Hex(), at}})
		}
	}
	return list
}

func (u *upstream) missing(list []wire.Question) []wire.Question {
	u.mu.Lock()
	defer u.mu.Unlock()
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(q wire.Question) bool {
		key := keyOf(q)
		_, known := u.known[key]
		twice := seen[key]
		seen[key] = true
		return known || twice
	})
}

func (u *upstream) fetch(ctx context.Context, some []wire.Question) error {
	u.count()
	answers, err := u.client.Wire.AskAll(ctx, some)
	if err != nil {
		return err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	for i, answer := range answers {
		if answer != nil && string(answer) != "null" {
			u.known[keyOf(some[i])] = answer
		}
	}
	return nil
}

// callQuestions returns the eth_calls for these calls.
func callQuestions(calls []ops.Call) []wire.Question {
	var list []wire.Question
	for _, call := range calls {
		list = append(list, wire.Question{Method: "eth_call", Params: []any{
			map[string]any{"from": call.From, "to": call.To, "data": hexutil.Bytes(call.Data)},
		}})
	}
	return list
}
