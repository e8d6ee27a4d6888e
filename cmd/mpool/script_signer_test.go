package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/internal/execution"
	"mpool/internal/offline"
	"mpool/internal/render"
)

// startSigner starts an external signer with the owner's key and puts its address, with a password in
// it, into $SIGNER: signer clef|web3signer [deny|gas|nonce|tip|to|chain]. The last word names what it
// refuses or changes.
func startSigner(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: signer clef|web3signer [deny|gas|nonce|tip|to|chain]")
	}
	s := &scriptSigner{api: args[0], digits: strings.TrimPrefix(ts.Getenv(render.DevnetKeyVariable), "0x")}
	if len(args) == 2 {
		s.fault = args[1]
	}
	server := httptest.NewServer(s)
	ts.Defer(server.Close)
	ts.Setenv("SIGNER", strings.Replace(server.URL, "http://", "http://operator:c4n4ry5ecret@", 1)+"/c4n4ry5ecret")
}

type scriptSigner struct{ api, fault, digits string }

func (s *scriptSigner) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var request struct {
		ID     json.RawMessage
		Method string
		Params []json.RawMessage
	}
	body, _ := io.ReadAll(r.Body)
	if _, password, _ := r.BasicAuth(); password != "c4n4ry5ecret" || json.Unmarshal(body, &request) != nil {
		http.Error(w, "who are you, "+r.URL.String(), http.StatusUnauthorized)
		return
	}
	answer := `"error":{"code":-32601,"message":"the method ` + request.Method + ` does not exist/is not available"}`
	switch s.api + " " + request.Method {
	case "web3signer eth_accounts":
		answer = fmt.Sprintf(`"result":[%q]`, s.account().Hex())
	case "web3signer eth_signTransaction":
		answer = fmt.Sprintf(`"result":"%s"`, s.sign(request.Params[0]))
	case "clef account_signTransaction":
		answer = fmt.Sprintf(`"result":{"raw":"%s","tx":{}}`, s.sign(request.Params[0]))
	}
	if s.fault == "deny" && request.Method != "eth_accounts" {
		answer = `"error":{"code":-32000,"message":"Request denied"}`
	}
	fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,%s}`, request.ID, answer)
}

func (s *scriptSigner) account() common.Address {
	key, _ := crypto.HexToECDSA(s.digits)
	return crypto.PubkeyToAddress(key.PublicKey)
}

// sign signs the request, or something else if a fault is set.
func (s *scriptSigner) sign(params json.RawMessage) hexutil.Bytes {
	var args struct {
		To                                 common.Address
		Gas, Nonce                         hexutil.Uint64
		Value, ChainID                     hexutil.Big
		Data, Input                        hexutil.Bytes
		MaxFeePerGas, MaxPriorityFeePerGas *hexutil.Big
		GasPrice                           *hexutil.Big
	}
	if json.Unmarshal(params, &args) != nil {
		return nil
	}
	tx := &types.DynamicFeeTx{ChainID: args.ChainID.ToInt(), Nonce: uint64(args.Nonce), To: &args.To, Gas: uint64(args.Gas),
		Value: args.Value.ToInt(), Data: append(args.Data, args.Input...)}
	if args.GasPrice != nil {
		tx.GasFeeCap = args.GasPrice.ToInt()
	} else {
		tx.GasFeeCap, tx.GasTipCap = args.MaxFeePerGas.ToInt(), args.MaxPriorityFeePerGas.ToInt()
	}
	switch s.fault {
	case "gas":
		tx.Gas++
	case "nonce":
		tx.Nonce++
	case "tip":
		tx.GasTipCap = new(big.Int).Add(tx.GasTipCap, common.Big1)
	case "to":
		tx.To = &common.Address{0xbe, 0xef}
	case "chain":
		tx.ChainID = big.NewInt(1)
	}
	key, _ := crypto.HexToECDSA(s.digits)
	signed, err := types.SignTx(execution.NewTransaction(tx, args.GasPrice != nil), types.LatestSignerForChainID(tx.ChainID), key)
	if err != nil {
		return nil
	}
	raw, _ := signed.MarshalBinary()
	return raw
}

// noBaseFee makes the node one of a chain without EIP-1559: nobasefee.
func noBaseFee(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: nobasefee")
	}
	node := ts.Getenv("ETH_RPC_URL")
	before(ts, "eth_maxPriorityFeePerGas", func(w http.ResponseWriter, _ []byte) bool {
		http.Error(w, "there are no tips here", http.StatusBadRequest)
		return true
	})
	strip := func(w http.ResponseWriter, body []byte) bool {
		answer, err := http.Post(node, "application/json", bytes.NewReader(body))
		if err != nil {
			return false
		}
		defer func() { _ = answer.Body.Close() }()
		text, err := io.ReadAll(answer.Body)
		_, _ = w.Write(bytes.ReplaceAll(text, []byte(`"baseFeePerGas"`), []byte(`"nothing"`)))
		return err == nil
	}
	before(ts, "eth_getBlockByNumber", strip)
	before(ts, "eth_getBlockByHash", strip)
}

// wallet acts as a hardware wallet on another machine: it signs the hash or bytes in the JSON output of
// --raw-unsigned, and puts the signature into a variable: wallet VARIABLE FILE.
func wallet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: wallet VARIABLE FILE")
	}
	var document struct{ Data offline.UnsignedView }
	text, err := os.ReadFile(ts.MkAbs(args[1]))
	ts.Check(err)
	ts.Check(json.Unmarshal(text, &document))
	key, err := crypto.HexToECDSA(strings.TrimPrefix(ts.Getenv(render.DevnetKeyVariable), "0x"))
	ts.Check(err)
	signature, err := crypto.Sign(crypto.Keccak256(document.Data.Transactions[0].Unsigned), key)
	ts.Check(err)
	ts.Setenv(args[0], hexutil.Encode(signature))
}
