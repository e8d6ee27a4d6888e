package explain

import (
	"bytes"
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/bindings/safecontract"
	"mpool/internal/decode"
	"mpool/internal/ops/wallet"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// Deepest is the number of levels of nested calls that are decoded. A Safe that owns a Safe that makes
// several calls has four levels.
const Deepest = 6

// Within returns the calls in the calldata of execTransaction or MultiSend. Other calldata, and
// malformed calldata, has none.
func Within(data []byte) []safe.Call {
	if safe.IsMultiSend(data) {
		calls, err := safe.UnpackMultiSend(data)
		if err != nil {
			return nil
		}
		return calls
	}
	if !bytes.HasPrefix(data, crypto.Keccak256([]byte(wallet.ExecMethod))[:4]) {
		return nil
	}
	known, err := safecontract.SafeMetaData.ParseABI()
	if err != nil {
		return nil
	}
	return executedBy(known.Methods["execTransaction"], data[4:])
}

// executedBy returns the call of execTransaction.
func executedBy(method abi.Method, data []byte) []safe.Call {
	values, err := method.Inputs.Unpack(data)
	if err != nil || len(values) < 4 {
		return nil
	}
	to, okTo := values[0].(common.Address)
	value, okValue := values[1].(*big.Int)
	inner, okData := values[2].([]byte)
	kind, okKind := values[3].(uint8)
	if !okTo || !okValue || !okData || !okKind {
		return nil
	}
	return []safe.Call{{To: to, Value: *uint256.MustFromBig(value), Data: inner, Operation: safe.Operation(kind)}}
}

// AllWithin returns the calls in calldata, and the calls within those.
func AllWithin(data []byte, deep int) []safe.Call {
	var all []safe.Call
	for _, c := range Within(data) {
		all = append(all, c)
		if deep > 1 {
			all = append(all, AllWithin(c.Data, deep-1)...)
		}
	}
	return all
}

// Made decodes the calls in calldata.
func Made(d *decode.Decoder, book decode.Book, data []byte, deep int) []InnerCall {
	if deep == 0 {
		return nil
	}
	var list []InnerCall
	for _, c := range Within(data) {
		v := NewInnerCall(d, book, c)
		v.Makes = Made(d, book, c.Data, deep-1)
		list = append(list, v)
	}
	return list
}

// madeText shows the calls within a call, numbered by their parents. A call that only holds others is
// shown without its bytes.
func madeText(p *text.Page, list []InnerCall, number string) {
	for i, c := range list {
		at := fmt.Sprintf("%s%d", number, i+1)
		p.Heading(fmt.Sprintf("call %s, made by it", at))
		if len(c.Makes) > 0 && c.Call != nil {
			holder := *c.Call
			holder.Args = nil
			c.Call = &holder
		}
		c.Text(p)
		madeText(p, c.Makes, at+".")
	}
}

// nameMultiSends finds out from the code which contract a Safe delegates to: the call does not show it.
func (x *Explainer) nameMultiSends(ctx context.Context, book decode.Book) error {
	for _, c := range x.within {
		if c.Operation == safe.OperationCall || book.Names[c.To] != "" {
			continue
		}
		hash, err := x.Client.CodeHash(ctx, x.At, c.To)
		if err != nil && !isAnswer(err) {
			return err
		}
		if safe.MultiSendCode(hash) != "" {
			book.Names[c.To] = "MultiSendCallOnly"
		}
	}
	return nil
}
