package faultproxy

import (
	"encoding/json"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// Send is one transaction that clients sent, and how often.
type Send struct {
	Hash  common.Hash
	From  common.Address
	Nonce uint64
	To    common.Address
	Data  []byte
	Times int
	// Delegated says that the node was asked to sign. The hash is unknown then, and sends of the
	// same account and nonce count as one.
	Delegated bool
}

// Sends returns the transactions that clients sent, with any outcome, in the order in which they
// were first seen.
func (p *Proxy) Sends() []Send {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.sends)
}

// Rivals returns each transaction that reuses the account and nonce of another one.
func (p *Proxy) Rivals() []Send {
	p.mu.Lock()
	defer p.mu.Unlock()
	type slot struct {
		from  common.Address
		nonce uint64
	}
	first := map[slot]Send{}
	var rivals []Send
	for _, s := range p.sends {
		at := slot{s.From, s.Nonce}
		if _, taken := first[at]; taken {
			rivals = append(rivals, s)
		}
		first[at] = s
	}
	return rivals
}

func (p *Proxy) noteSend(c call) {
	var send Send
	var ok bool
	switch c.Method {
	case "eth_sendRawTransaction":
		send, ok = signedSend(c.Params)
	case "eth_sendTransaction":
		send, ok = delegatedSend(c.Params)
	}
	if !ok {
		return
	}
	for i, s := range p.sends {
		if s.Hash == send.Hash && s.Delegated == send.Delegated && s.From == send.From && s.Nonce == send.Nonce {
			p.sends[i].Times++
			return
		}
	}
	p.sends = append(p.sends, send)
}

func signedSend(params json.RawMessage) (Send, bool) {
	var raw []hexutil.Bytes
	var tx types.Transaction
	if json.Unmarshal(params, &raw) != nil || len(raw) != 1 || tx.UnmarshalBinary(raw[0]) != nil {
		return Send{}, false
	}
	from, err := types.Sender(types.LatestSignerForChainID(tx.ChainId()), &tx)
	if err != nil {
		return Send{}, false
	}
	s := Send{Hash: tx.Hash(), From: from, Nonce: tx.Nonce(), Data: tx.Data(), Times: 1}
	if tx.To() != nil {
		s.To = *tx.To()
	}
	return s, true
}

func delegatedSend(params json.RawMessage) (Send, bool) {
	var args []struct {
		From  common.Address  `json:"from"`
		To    common.Address  `json:"to"`
		Nonce *hexutil.Uint64 `json:"nonce"`
		Data  hexutil.Bytes   `json:"data"`
	}
	if json.Unmarshal(params, &args) != nil || len(args) != 1 || args[0].Nonce == nil {
		return Send{}, false
	}
	a := args[0]
	return Send{From: a.From, To: a.To, Nonce: uint64(*a.Nonce), Data: a.Data, Times: 1, Delegated: true}, true
}
