package signer

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// API is the JSON-RPC API of an external signer.
type API string

// The APIs of external signers.
const (
	Clef       API = "clef"       // account_signTransaction
	Web3Signer API = "web3signer" // eth_signTransaction
)

// approval is the time that a person has to approve a transaction.
const approval = 2 * time.Minute

// External signs with another program over HTTP: clef, or Web3Signer in front of a cloud's key store.
type External struct {
	remote  *remote
	api     API
	account common.Address
	tell    func(string)
}

// openExternal finds out which API the signer has, and its account.
func openExternal(ctx context.Context, o Options, s Surroundings) (Signer, error) {
	e := &External{remote: newRemote(o.URL), api: o.API, account: s.Account, tell: s.Tell}
	if err := e.detect(ctx); err != nil {
		return nil, err
	}
	if e.account == (common.Address{}) {
		return nil, e.remote.fails("it can hold several accounts", "choose one with --from")
	}
	return e, nil
}

// detect asks for the accounts with eth_accounts, which Web3Signer answers itself. Clef does not know
// that method, and clef's own method would ask its user.
func (e *External) detect(ctx context.Context) error {
	if e.api == Clef {
		return nil
	}
	var held []common.Address
	err := e.remote.call(ctx, approval, "eth_accounts", nil, &held)
	if isUnknownMethod(err) && e.api == "" {
		e.api = Clef
		return nil
	}
	if err != nil {
		return err
	}
	e.api = Web3Signer
	if e.account == (common.Address{}) && len(held) == 1 {
		e.account = held[0]
	}
	if e.account != (common.Address{}) && !slices.Contains(held, e.account) {
		return e.remote.fails(fmt.Sprintf("it does not have the key of %s", e.account), "load that key into it, or use another signer")
	}
	return nil
}

// Address is the account that signs.
func (e *External) Address() common.Address { return e.account }

// Format prints the signer's address without secrets, for every verb.
func (e *External) Format(s fmt.State, _ rune) {
	_, _ = io.WriteString(s, "signer "+e.remote.endpoint.Shown)
}

// SignTx waits for an approval if the signer asks for one.
func (e *External) SignTx(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	return e.signCall(ctx, tx, chainID, "")
}

// signCall also tells clef which function is called. Clef knows the functions of few contracts, and
// refuses calldata that it cannot read unless it was started with --advanced.
func (e *External) signCall(ctx context.Context, tx *types.Transaction, chainID *big.Int, called string) (*types.Transaction, error) {
	method, params := "eth_signTransaction", []any{e.arguments(tx, chainID)}
	if e.api == Clef {
		method = "account_signTransaction"
		e.tell("approve the transaction in clef")
		if called != "" {
			params = append(params, called)
		}
	}
	var raw signedBytes
	if err := e.remote.call(ctx, approval, method, params, &raw); err != nil {
		return nil, err
	}
	var signed types.Transaction
	if err := signed.UnmarshalBinary(raw); err != nil {
		return nil, e.remote.fails("its response is not a signed transaction", "check --signer and --signer-api")
	}
	return &signed, nil
}

// arguments describe the transaction. Addresses have their checksum, because clef warns of those
// without.
func (e *External) arguments(tx *types.Transaction, chainID *big.Int) map[string]any {
	args := map[string]any{
		"from": e.account.Hex(), "gas": hexutil.Uint64(tx.Gas()), "nonce": hexutil.Uint64(tx.Nonce()),
		"value": (*hexutil.Big)(tx.Value()), "chainId": (*hexutil.Big)(chainID),
	}
	if to := tx.To(); to != nil {
		args["to"] = to.Hex()
	}
	if e.api == Clef {
		args["input"] = hexutil.Bytes(tx.Data())
	} else {
		args["data"] = hexutil.Bytes(tx.Data())
	}
	if tx.Type() == types.LegacyTxType {
		args["gasPrice"] = (*hexutil.Big)(tx.GasPrice())
	} else {
		args["maxFeePerGas"] = (*hexutil.Big)(tx.GasFeeCap())
		args["maxPriorityFeePerGas"] = (*hexutil.Big)(tx.GasTipCap())
	}
	return args
}

// signedBytes is the answer of either API: the bytes, or an object with them.
type signedBytes []byte

// UnmarshalJSON reads 0x… and {"raw": 0x…, "tx": …}. It ignores other fields, because only the bytes
// are sent.
func (b *signedBytes) UnmarshalJSON(text []byte) error {
	var object struct{ Raw hexutil.Bytes }
	if json.Unmarshal(text, &object) == nil && len(object.Raw) > 0 {
		*b = signedBytes(object.Raw)
		return nil
	}
	var plain hexutil.Bytes
	err := json.Unmarshal(text, &plain)
	*b = signedBytes(plain)
	return err
}
