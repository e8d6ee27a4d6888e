package faultproxy

import (
	"encoding/json"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// behind answers as a node that lacks the newest blocks. It still passes on transactions.
func (x *exchange) behind(c call) json.RawMessage {
	head := x.head()
	if head < x.lag {
		return x.ask(c)
	}
	last := head - x.lag
	switch c.Method {
	case "eth_blockNumber":
		return result(c.ID, hexutil.Uint64(last))
	case "eth_sendRawTransaction", "eth_sendTransaction", "eth_chainId", "eth_maxPriorityFeePerGas":
		return x.ask(c)
	case "eth_getTransactionReceipt", "eth_getTransactionByHash":
		return x.minedBy(c, last)
	case "eth_getBlockByHash":
		return x.hashBy(c, last)
	case "eth_estimateGas":
		return x.at(c, 1, last)
	case "eth_getBlockByNumber", "eth_feeHistory":
		return x.at(c, map[string]int{"eth_feeHistory": 1}[c.Method], last)
	}
	return x.at(c, 1, last)
}

func (x *exchange) head() uint64 {
	var answer struct{ Result hexutil.Uint64 }
	_ = json.Unmarshal(x.ask(call{Version: "2.0", ID: json.RawMessage("1"), Method: "eth_blockNumber"}), &answer)
	return uint64(answer.Result)
}

// at replaces "latest" and "pending" at one place of the parameters by the lagging node's newest
// block. For newer blocks it answers as a node that does not have them.
func (x *exchange) at(c call, place int, last uint64) json.RawMessage {
	var params []json.RawMessage
	if json.Unmarshal(c.Params, &params) != nil {
		return x.ask(c)
	}
	for len(params) <= place {
		params = append(params, json.RawMessage(`"latest"`))
	}
	number, known := x.number(params[place], last)
	switch {
	case !known && c.Method == "eth_getBlockByNumber":
		return result(c.ID, nil)
	case !known:
		return failed(c, -32000, "header not found")
	case number != nil:
		params[place] = json.RawMessage(fmt.Sprintf(`"0x%x"`, *number))
	}
	text, err := json.Marshal(params)
	if err != nil {
		return x.ask(c)
	}
	c.Params = text
	return x.ask(c)
}

// number says which block a reference means to a node whose newest block is last. number is nil if
// the reference need not change; known is false if the block is newer than last.
func (x *exchange) number(reference json.RawMessage, last uint64) (number *uint64, known bool) {
	var byHash struct {
		Hash *common.Hash `json:"blockHash"`
	}
	if json.Unmarshal(reference, &byHash) == nil && byHash.Hash != nil {
		return nil, x.blockNumber(*byHash.Hash) <= last
	}
	var name string
	if json.Unmarshal(reference, &name) != nil {
		return nil, true
	}
	if name == "latest" || name == "pending" {
		return &last, true
	}
	n, err := hexutil.DecodeUint64(name)
	return nil, err != nil || n <= last
}

func (x *exchange) blockNumber(hash common.Hash) uint64 {
	params, err := json.Marshal([]any{hash, false})
	if err != nil {
		return 0
	}
	var answer struct {
		Result struct{ Number hexutil.Uint64 }
	}
	_ = json.Unmarshal(x.ask(call{Version: "2.0", ID: json.RawMessage("1"), Method: "eth_getBlockByHash", Params: params}), &answer)
	return uint64(answer.Result.Number)
}

// minedBy hides transactions that were mined after block last or are still pending.
func (x *exchange) minedBy(c call, last uint64) json.RawMessage {
	text := x.ask(c)
	var answer struct {
		Result *struct {
			BlockNumber *hexutil.Uint64 `json:"blockNumber"`
		}
	}
	if json.Unmarshal(text, &answer) != nil || answer.Result == nil || answer.Result.BlockNumber == nil || uint64(*answer.Result.BlockNumber) > last {
		return result(c.ID, nil)
	}
	return text
}

func (x *exchange) hashBy(c call, last uint64) json.RawMessage {
	text := x.ask(c)
	var answer struct {
		Result *struct{ Number hexutil.Uint64 }
	}
	if json.Unmarshal(text, &answer) == nil && answer.Result != nil && uint64(answer.Result.Number) > last {
		return result(c.ID, nil)
	}
	return text
}
